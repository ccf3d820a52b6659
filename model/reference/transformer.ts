/**
 * The one-layer model of both papers in float64, each forward beside its derivative.
 *
 *   f = rᵀ ReLU(W_O W_V Σ_l s_l y_l),   s = softmax_l((W_K x_l)ᵀ (W_Q x_q))
 *
 * bu2024 (section 2 of the paper's model class) has W_V = I; in li2024 (section 2) attention mixes the tokens that scores
 * read, y = x, and W_V is trained.
 *
 * This is the reference that both engines are held against; it is written for reading, not for speed. Inputs may be
 * float32 arrays: they are read as the float64 numbers they hold. ReLU'(0) = 0.
 */
import { addOuter, addScaled, dot, matVec, type Reals, transposedMatVec } from './linear';
import { losses } from './loss';
import type { Loss, TrainingRule } from './types';

/** Taken out once: in some contexts (Jest) every look-up of a global is slow. */
const { exp, max, sqrt } = Math;

/** Parameters of the model, in either precision. Matrices are row-major [out, in]. */
export interface Parameters {
  /** [dX, dX] */
  readonly WQ: Reals;
  /** [dX, dX] */
  readonly WK: Reals;
  /** [dY, dY]; absent = the identity, not trained. */
  readonly WV?: Reals;
  /** [m, dY] */
  readonly WO: Reals;
  /** [m] */
  readonly r: Reals;
}

/** One array per trained matrix, in the shapes of `Parameters`. */
export interface Trained {
  readonly WQ: Float64Array;
  readonly WK: Float64Array;
  /** Present where the parameters have one. */
  readonly WV?: Float64Array;
  readonly WO: Float64Array;
}

/** The prompts of a batch as far as the model reads them, in either precision. */
export interface Prompts {
  readonly n: number;
  /** [n, L, dX] */
  readonly x: Reals;
  /** [n, L, dY]; may be the same array as `x`. */
  readonly y: Reals;
  /** [n, dX] */
  readonly xq: Reals;
  /** [n] */
  readonly label: Reals;
}

export interface Dimensions {
  readonly dX: number;
  readonly dY: number;
  readonly L: number;
  readonly m: number;
}

/** Reads the dimensions off the arrays. Throws a RangeError when they do not fit together. */
export function dimensions(w: Parameters, batch: Prompts): Dimensions {
  const dX = batch.xq.length / batch.n;
  const m = w.r.length;
  const dY = w.WO.length / m;
  const L = batch.x.length / (batch.n * dX);
  if (w.WQ.length !== dX * dX || w.WK.length !== dX * dX) {
    throw new RangeError(
      `transformer: expected W_Q and W_K of ${dX}x${dX}, got ${w.WQ.length} and ${w.WK.length} entries`,
    );
  }
  if (w.WV && w.WV.length !== dY * dY) {
    throw new RangeError(`transformer: expected W_V of ${dY}x${dY}, got ${w.WV.length} entries`);
  }
  if (!Number.isInteger(L) || batch.y.length !== batch.n * L * dY) {
    throw new RangeError(`transformer: expected y of n*L*dY = ${batch.n * L * dY} entries, got ${batch.y.length}`);
  }
  return { dX, dY, L, m };
}

/** Everything a backward pass needs of the forward pass of one prompt. */
export interface Pass {
  /** [dX] W_Q x_q */
  readonly u: Float64Array;
  /** [dX] W_Kᵀ u: the score of x_l is <x_l, v> */
  readonly v: Float64Array;
  /** [L] attention */
  readonly s: Float64Array;
  /** [dY] Σ_l s_l y_l */
  readonly mixed: Float64Array;
  /** [dY] W_V mixed */
  readonly value: Float64Array;
  /** [m] before the ReLU */
  readonly h: Float64Array;
  readonly f: number;
}

/** Forward pass of prompt `b`. */
export function forwardPrompt(w: Parameters, batch: Prompts, b: number, d = dimensions(w, batch)): Pass {
  const u = matVec(w.WQ, d.dX, d.dX, batch.xq, b * d.dX);
  const v = transposedMatVec(w.WK, d.dX, d.dX, u);
  const s = softmax(matVec(batch.x.subarray(b * d.L * d.dX), d.L, d.dX, v));
  const mixed = mix(s, batch.y, b * d.L * d.dY, d.dY);
  const value = w.WV ? matVec(w.WV, d.dY, d.dY, mixed) : mixed;
  const h = matVec(w.WO, d.m, d.dY, value);
  return { u, v, s, mixed, value, h, f: readOut(w.r, h) };
}

/** The derivatives of `g · f` on the way back through one prompt; `dx` stands for ∂(g f)/∂x, `z` for the scores. */
export interface Back {
  /** [m] */
  readonly dh: Float64Array;
  /** [dY] with respect to W_V mixed */
  readonly dValue: Float64Array;
  /** [L] with respect to the attention */
  readonly ds: Float64Array;
  /** [L] with respect to the scores */
  readonly dz: Float64Array;
  /** [dX] */
  readonly dv: Float64Array;
  /** [dX] */
  readonly du: Float64Array;
}

/** Backward pass of prompt `b`; g = ∂loss/∂f. */
export function backwardPrompt(
  w: Parameters,
  batch: Prompts,
  b: number,
  pass: Pass,
  g: number,
  d = dimensions(w, batch),
): Back {
  const dh = readOutBackward(w.r, pass.h, g);
  const dValue = transposedMatVec(w.WO, d.m, d.dY, dh);
  const dMixed = w.WV ? transposedMatVec(w.WV, d.dY, d.dY, dValue) : dValue; // [dY]
  const ds = matVec(batch.y.subarray(b * d.L * d.dY), d.L, d.dY, dMixed);
  const dz = softmaxBackward(pass.s, ds);
  const dv = mix(dz, batch.x, b * d.L * d.dX, d.dX);
  const du = matVec(w.WK, d.dX, d.dX, dv); // v = W_Kᵀ u
  return { dh, dValue, ds, dz, dv, du };
}

/** Adds what prompt `b` contributes to the gradient: outer products of vectors that exist already. */
function addGradient(into: Trained, batch: Prompts, b: number, pass: Pass, back: Back): void {
  const dX = pass.u.length;
  addOuter(into.WO, back.dh, pass.value); // h = W_O value
  if (into.WV) addOuter(into.WV, back.dValue, pass.mixed); // value = W_V mixed
  addOuter(into.WK, pass.u, back.dv); // v = W_Kᵀ u
  addOuter(into.WQ, back.du, batch.xq, dX, b * dX); // u = W_Q x_q
}

/** What a forward pass over a batch gives, in float64. */
interface ForwardPass {
  /** [n] */
  readonly f: Float64Array;
  /** [n, L] */
  readonly attention: Float64Array;
  /** mean loss, without decay */
  readonly loss: number;
}

/** Forward pass over all prompts. */
export function forward(w: Parameters, batch: Prompts, loss: Loss = 'logistic'): ForwardPass {
  const { value } = losses[loss];
  const d = dimensions(w, batch);
  const f = new Float64Array(batch.n);
  const attention = new Float64Array(batch.n * d.L);
  let total = 0;
  for (let b = 0; b < batch.n; b++) {
    const pass = forwardPrompt(w, batch, b, d);
    f[b] = pass.f;
    attention.set(pass.s, b * d.L);
    total += value(batch.label[b]! * pass.f);
  }
  return { f, attention, loss: total / batch.n };
}

/** Mean loss over the batch and its gradient, both without the decay term (whose gradient is `lambda · W`). */
export function lossAndGradient(
  w: Parameters,
  batch: Prompts,
  loss: Loss = 'logistic',
): { loss: number; gradient: Trained } {
  const { value, slope } = losses[loss];
  const d = dimensions(w, batch);
  const gradient = zeros(w);
  let total = 0;
  for (let b = 0; b < batch.n; b++) {
    const pass = forwardPrompt(w, batch, b, d);
    const e = batch.label[b]!;
    total += value(e * pass.f);
    const g = (e * slope(e * pass.f)) / batch.n;
    addGradient(gradient, batch, b, pass, backwardPrompt(w, batch, b, pass, g, d));
  }
  return { loss: total / batch.n, gradient };
}

/** How one step of SGD moves the weights. */
export interface StepRule {
  /** The step size of this very step. */
  readonly eta: number;
  readonly lambda: number;
  /** Default: logistic. */
  readonly loss?: Loss;
  readonly frozenAttention?: 0 | 1;
  readonly frozenValue?: 0 | 1;
  readonly frozenMlp?: 0 | 1;
}

/** One step of SGD, `W ← W − eta (gradient + lambda W)`, on copies. Frozen matrices keep their value, decay included. */
export function sgdStep(w: Parameters, batch: Prompts, rule: StepRule): { weights: Trained; loss: number } {
  const { loss, gradient } = lossAndGradient(w, batch, rule.loss);
  const weights = mapMatrices(w, (W, name) =>
    stepped(W, gradient[name]!, isFrozen(rule, name) ? { ...rule, eta: 0 } : rule),
  );
  return { loss, weights };
}

/** Whether a rule keeps the matrix of that name as it is. */
export function isFrozen(rule: StepRule, name: keyof Trained): boolean {
  const { frozenAttention, frozenValue, frozenMlp } = rule;
  return { WQ: frozenAttention, WK: frozenAttention, WV: frozenValue, WO: frozenMlp }[name] === 1;
}

/** How step t (1-based) of a training moves the weights. Throws like `stepSize`. */
export function stepRule({ eta, lambda, loss, frozen, ...rule }: TrainingRule, t: number): StepRule {
  const flag = (on: boolean) => (on ? 1 : 0);
  return {
    ...{ eta: stepSize(eta, rule.stepRate, rule.stepPower, t), lambda, loss },
    ...{ frozenAttention: flag(frozen.attention), frozenValue: flag(frozen.value), frozenMlp: flag(frozen.mlp) },
  };
}

/**
 * Step size of step t (1-based): `eta / (1 + stepRate (t − 1))^stepPower`. Powers are multiples of 1/4, so that square
 * roots and products suffice and no libm enters. Throws a RangeError on others.
 */
export function stepSize(eta: number, stepRate: number, stepPower: number, t: number): number {
  const quarters = 4 * stepPower;
  if (!Number.isInteger(quarters) || quarters < 0) {
    throw new RangeError(`step size: expected stepPower a multiple of 0.25, at least 0, got ${stepPower}`);
  }
  if (stepRate === 0) return eta;
  const root = sqrt(sqrt(1 + stepRate * (t - 1)));
  let power = 1;
  for (let i = 0; i < quarters; i++) power *= root;
  return eta / power;
}

function softmax(scores: Float64Array): Float64Array {
  const top = scores.reduce((a, z) => max(a, z), Number.NEGATIVE_INFINITY);
  const out = scores.map((z) => exp(z - top));
  const sum = out.reduce((a, e) => a + e, 0);
  return out.map((e) => e / sum);
}

/** ds → dz: `dz_l = s_l (ds_l − Σ_j s_j ds_j)`. */
function softmaxBackward(s: Float64Array, ds: Float64Array): Float64Array {
  const mean = dot(s.length, s, ds);
  return s.map((sl, l) => sl * (ds[l]! - mean));
}

/** `Σ_l weight_l · row_l` of rows [L, dim] at an offset → [dim]. */
function mix(weight: Float64Array, rows: Reals, at: number, dim: number): Float64Array {
  const out = new Float64Array(dim);
  for (let l = 0; l < weight.length; l++) addScaled(out, weight[l]!, rows, at + l * dim);
  return out;
}

function readOut(r: Reals, h: Float64Array): number {
  let f = 0;
  for (let i = 0; i < h.length; i++) f += r[i]! * max(h[i]!, 0); // NaN passes through
  return f;
}

function readOutBackward(r: Reals, h: Float64Array, g: number): Float64Array {
  return h.map((hi, i) => (hi > 0 ? g * r[i]! : 0));
}

function zeros(w: Parameters): Trained {
  return mapMatrices(w, (W) => new Float64Array(W.length));
}

function stepped(W: Reals, gradient: Float64Array, rule: StepRule): Float64Array {
  return Float64Array.from(W, (value, i) => value - rule.eta * (gradient[i]! + rule.lambda * value));
}

/** The same parameters in float64. */
export function toFloat64(w: Parameters): Trained & { readonly r: Float64Array } {
  return { ...mapMatrices(w, (W) => new Float64Array(W)), r: new Float64Array(w.r) };
}

/** One array per matrix that `w` has. */
export function mapMatrices(w: Parameters, f: (W: Reals, name: keyof Trained) => Float64Array): Trained {
  return { WQ: f(w.WQ, 'WQ'), WK: f(w.WK, 'WK'), ...(w.WV && { WV: f(w.WV, 'WV') }), WO: f(w.WO, 'WO') };
}
