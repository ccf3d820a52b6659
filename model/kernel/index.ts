/** The kernel: a sampler of concept and pattern prompts and a trainer of the one-layer softmax-attention + ReLU-MLP model, in one module. */
import { descendAll } from './backward';
import { sampleBackwardNoise, sampleDeferred } from './deferred-noise';
import { chooseSpace, descendFeatures, Features, forwardFeatures, shapedLaw, tabulate } from './features';
import { forward, loss } from './forward';
import { CONCEPTS, ConceptLaw, Law, recordBytes } from './law';
import { transpose } from './matrix';
import { Plan } from './plan';
import { samplePrompts, sampleShapes } from './prompts';
import { expandShape, shapeBytes } from './shapes';

export { exp4Each, log1pEach } from './check';
export { sampleBackwardNoise } from './deferred-noise';
export { exactProduct } from './exact';
export { tile4x8, tile5x8 } from './matrix';
export { addNormals } from './normals';
export { sampleMeans, samplePrompts } from './prompts';
export { fill, philox, seed } from './random';

/** The first byte that the caller may use. */
export const heapBase: usize = __heap_base;

/** (1 + rate · t)^(quarters / 4) by square roots. */
function decay(x: f64, quarters: i32): f64 {
  const root = sqrt(sqrt(x));
  let power: f64 = 1;
  for (let i = quarters & 3; i > 0; i--) power *= root;
  for (let i = quarters >> 2; i > 0; i--) power *= x;
  return power;
}

/** Prompts of a law may be of any length that the plan has room for. */
function adopt(plan: Plan, law: Law, n: i32): void {
  plan.L = law.L;
  plan.slots = (law.L + 3) & ~3;
  plan.deferred = law.kind == CONCEPTS && changetype<ConceptLaw>(law).deferred ? changetype<usize>(law) : 0;
  chooseSpace(plan, law, n);
}

/** Prompts first … first+n−1 of batch t of the stream (k0, k1), as the plan reads them. */
function sample(plan: Plan, law: Law, k0: u32, k1: u32, t: u32, first: i32, n: i32): void {
  const shaped = shapedLaw(plan);
  if (plan.deferred) {
    sampleDeferred(plan, k0, k1, t, first, n);
  } else if (shaped) {
    sampleShapes(shaped, changetype<Features>(plan.features).shapes, plan.labels, plan.signs, k0, k1, t, first, n);
  } else {
    samplePrompts(law, plan.records, plan.labels, plan.signs, k0, k1, t, first, n);
  }
}

/** The batch that step t (1-based) uses, into the plan's memory. */
export function sampleBatch(plan: Plan, law: Law, t: i32): void {
  adopt(plan, law, plan.B);
  const index = plan.batches > 0 ? ((t - 1) % plan.batches) + 1 : t;
  sample(plan, law, plan.key0, plan.key1, index, 0, plan.B);
}

/**
 * Makes sure that the plan's records hold the n prompts at hand, or their terms (`expandShape`). Returns whether the plan holds
 * them as shapes: else nothing is written.
 */
export function expand(plan: Plan, n: i32, terms: bool): bool {
  const law = shapedLaw(plan);
  if (!law) return false;
  const shapes = changetype<Features>(plan.features).shapes;
  for (let b: usize = 0; b < <usize>n; b++) {
    expandShape(law, shapes + b * shapeBytes(law), plan.records + b * recordBytes(law), terms);
  }
  return true;
}

/** Forward pass and loss of the batch at hand; true if the loss is finite. */
export function assess(plan: Plan): bool {
  const shaped = shapedLaw(plan);
  if (shaped) {
    tabulate(plan, shaped);
    forwardFeatures(plan, shaped, plan.B);
  } else {
    forward(plan, plan.B);
  }
  loss(plan, plan.B);
  return isFinite(plan.loss);
}

/** Step t (1-based) on the batch at hand, which `assess` has seen. Where the whole loss is 0, so is every slope: nothing moves. */
export function update(plan: Plan, t: i32): void {
  if (plan.loss == 0 && plan.lambda == 0) return;
  if (plan.deferred && plan.trainAttention) sampleBackwardNoise(plan, plan.key0, plan.key1, t, 0, plan.B);
  const eta = plan.eta / decay(1 + plan.stepRate * <f64>(t - 1), plan.quarters);
  const shaped = shapedLaw(plan);
  if (shaped) descendFeatures(plan, shaped, eta);
  else descendAll(plan, eta);
}

/** Steps from+1 … to. Returns the first step whose loss is not finite (it and later ones are not taken), else 0. */
export function train(plan: Plan, law: Law, from: i32, to: i32): i32 {
  for (let t = from + 1; t <= to; t++) {
    sampleBatch(plan, law, t);
    if (!assess(plan)) return t;
    update(plan, t);
  }
  return 0;
}

/** Before evaluations under `law` of up to `block` prompts at a time. Weights must not change until they are done. */
export function prepare(plan: Plan, law: Law, block: i32): void {
  adopt(plan, law, block);
  const shaped = shapedLaw(plan);
  if (shaped) tabulate(plan, shaped);
}

/** Prompts first … first+n−1 of batch t of the stream (k0, k1) under the law prepared for, and the model's answers. */
export function evaluate(plan: Plan, law: Law, k0: u32, k1: u32, t: u32, first: i32, n: i32): void {
  sample(plan, law, k0, k1, t, first, n);
  const shaped = shapedLaw(plan);
  if (shaped) forwardFeatures(plan, shaped, n);
  else forward(plan, n);
}

/** Answers to the `n` prompts that the caller wrote into the plan's memory as records of `law`. */
export function answer(plan: Plan, law: Law, n: i32): void {
  adopt(plan, law, n);
  plan.deferred = 0;
  if (plan.features) changetype<Features>(plan.features).law = 0;
  forward(plan, n);
}

/** Makes the stored transposes agree with W_K, W_V and W_O. */
export function settle(plan: Plan): void {
  const rowX = <usize>(4 * plan.dX);
  const rowY = <usize>(4 * plan.dY);
  transpose(plan.key, rowX, plan.keyT, rowX, plan.dX, plan.dX);
  if (plan.value) transpose(plan.value, rowY, plan.valueT, rowY, plan.dY, plan.dY);
  transpose(plan.out, rowY, plan.outT, <usize>(4 * plan.m), plan.m, plan.dY);
}
