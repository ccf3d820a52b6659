/**
 * The model on pattern prompts in the space of features: a token is mu_j + κ nu_k + z q, so all that a step computes of tokens
 * are sums of a few rows or entries of tables over the features, which are made once per step. With F [rows, dX] the features:
 * U = F W_Qᵀ, V = U W_K, T = V Fᵀ (scores), N = F W_Vᵀ, H = N W_Oᵀ (neurons). Gradients are gathered as coefficients of features.
 */
import { largest, NEVER, readouts, real, softmax } from './forward';
import { Law, PatternLaw, SHAPES } from './law';
import { descend, multiply, product, sums, transpose } from './matrix';
import { Plan } from './plan';
import { queryOf, shapeBytes } from './shapes';

/** Laid out by model/engines/feature-plan.ts. n is the number of prompts at hand. */
@unmanaged
export class Features {
  /** 0: by size, 1: always, 2: never. */
  choice: i32;
  /** The law at hand where its prompts are read in the space of features, else 0. */
  law: usize;
  /** [n] shapes */
  shapes: usize;
  /** U [rows, dX] and its transpose */
  queries: usize;
  queriesT: usize;
  /** Vᵀ [dX, rows] */
  readsT: usize;
  /** T [rows, rows]: T_ab = (W_K f_b)ᵀ (W_Q f_a) */
  scores: usize;
  /** N [rows, dY]: F itself where W_V = I */
  values: usize;
  /** H [rows, m] and its transpose */
  neurons: usize;
  neuronsT: usize;
  /** Row of one prompt [rows]: its scores with all features, or its part of dT */
  row: usize;
  /** C [n, rows]: mixed values are C F; in the backward pass those of the prompts that have a slope, one behind the other */
  mixture: usize;
  /** [n] the numbers of the prompts that have a slope */
  active: usize;
  /** [n, rows] cotangent of a prompt's mixed value, times every feature */
  pulls: usize;
  /** dT [rows, rows] */
  dScores: usize;
  /** (dH)ᵀ, first [rows, m], then times W_O [rows, dY] */
  dNeurons: usize;
  dValues: usize;
  /** dV [rows, dX], dU [rows, dX] */
  dReads: usize;
  dQueries: usize;
}

/** Whether a forward pass over n prompts takes fewer multiply-adds in the space of features than on tokens. */
function cheaper(plan: Plan, law: PatternLaw, n: i32): bool {
  const d = plan.dX;
  const square = d * d * (plan.value ? 3 : 2) + d * plan.m;
  return law.rows * (square + law.rows * d) + n * law.rows * plan.m < n * (square + 2 * d * law.L);
}

/** Decides how n prompts of the law at hand are read. */
export function chooseSpace(plan: Plan, law: Law, n: i32): void {
  if (!plan.features) return;
  const at = changetype<Features>(plan.features);
  const shaped = changetype<PatternLaw>(law);
  const chosen = law.kind == SHAPES && (at.choice == 0 ? cheaper(plan, shaped, n) : at.choice == 1);
  at.law = chosen ? changetype<usize>(law) : 0;
}

/** The law of the prompts at hand where they are read in the space of features, else null. */
export function shapedLaw(plan: Plan): PatternLaw | null {
  return changetype<PatternLaw | null>(plan.features ? changetype<Features>(plan.features).law : 0);
}

/** The tables of all features, from the weights at hand. */
export function tabulate(plan: Plan, law: PatternLaw): void {
  const at = changetype<Features>(plan.features);
  const rows = law.rows;
  const row = <usize>(4 * rows);
  const rowX = <usize>(4 * plan.dX);
  const rowM = <usize>(4 * plan.m);
  multiply(at.queries, rowX, law.columns, row, plan.queryT, rowX, rows, plan.dX, plan.dX);
  transpose(at.queries, rowX, at.queriesT, row, rows, plan.dX);
  multiply(at.readsT, row, plan.key, rowX, at.queriesT, row, plan.dX, rows, plan.dX);
  multiply(at.scores, row, at.readsT, row, law.columns, row, rows, rows, plan.dX);
  if (plan.value) multiply(at.values, rowX, law.columns, row, plan.valueT, rowX, rows, plan.dX, plan.dX);
  product(valuesOf(plan, law), rowX, plan.outT, rowM, at.neurons, rowM, rows, plan.m, plan.dX, plan.scratch);
  transpose(at.neurons, rowM, at.neuronsT, row, rows, plan.m);
}

// @ts-ignore: decorator
@inline
function valuesOf(plan: Plan, law: PatternLaw): usize {
  return plan.value ? changetype<Features>(plan.features).values : law.mu;
}

/** to ← (add ? to : 0) + factor · from, on rows of `bytes` bytes. */
// @ts-ignore: decorator
@inline
function addScaled(to: usize, base: usize, from: usize, factor: f32, bytes: usize): void {
  const scale = f32x4.splat(factor);
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(to + i, f32x4.add(v128.load(base + i), f32x4.mul(scale, v128.load(from + i))));
  }
}

/** The four entries of a row at the places that a vector in memory names. */
// @ts-ignore: decorator
@inline
function gather(row: usize, places: usize): v128 {
  let four = v128.load_zero<f32>(row + <usize>load<u32>(places));
  four = v128.load_lane<f32>(row + <usize>load<u32>(places, 4), four, 1);
  four = v128.load_lane<f32>(row + <usize>load<u32>(places, 8), four, 2);
  return v128.load_lane<f32>(row + <usize>load<u32>(places, 12), four, 3);
}

/** Four tokens times the vector of which `row` holds the products with all features, `label` that with q in every lane. */
// @ts-ignore: decorator
@inline
function timesTokens(shape: usize, column: usize, row: usize, label: v128): v128 {
  const own = gather(row, shape);
  const noise = f32x4.mul(v128.load(shape + 2 * column), gather(row, shape + column));
  return f32x4.add(f32x4.add(own, noise), f32x4.mul(v128.load(shape + 3 * column), label));
}

// @ts-ignore: decorator
@inline
function clear(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) v128.store(at, f32x4.splat(0));
}

// @ts-ignore: decorator
@inline
function addTo(at: usize, value: f32): void {
  store<f32>(at, load<f32>(at) + value);
}

/** row ← coefficients of Σ_l weights_l x_l on all features. */
// @ts-ignore: decorator
@inline
function gatherTokens(shape: usize, column: usize, weights: usize, L: i32, row: usize, bytes: usize, label: usize): void {
  clear(row, bytes);
  const end = shape + <usize>(4 * L);
  const shift = weights - shape;
  let labels: f32 = 0;
  for (let at = shape; at < end; at += 4) {
    const weight = load<f32>(at + shift);
    addTo(row + <usize>load<u32>(at), weight);
    addTo(row + <usize>load<u32>(at + column), weight * load<f32>(at + 2 * column));
    labels += weight * load<f32>(at + 3 * column);
  }
  store<f32>(row + label, labels);
}

/** Place of q in a row of features. */
// @ts-ignore: decorator
@inline
function labelPlace(law: PatternLaw): usize {
  return <usize>(4 * (law.relevant + max(law.irrelevant, 1)));
}

/** The scores of a prompt's tokens into s [slots], −∞ beyond L; returns the largest. */
// @ts-ignore: decorator
@inline
function promptScores(plan: Plan, row: usize, label: v128, shape: usize, s: usize): f32 {
  const column = <usize>(4 * plan.slots);
  let top = f32x4.splat(NEVER);
  for (let l = 0; l < plan.slots; l += 4) {
    const four = v128.bitselect(timesTokens(shape, column, row, label), f32x4.splat(NEVER), real(l, plan.L));
    top = f32x4.max(top, four);
    v128.store(s, four);
    s += 16;
    shape += 16;
  }
  return largest(top);
}

/** Attention of prompts 0 … n−1 and what their mixed values are made of. */
function attendFeatures(plan: Plan, law: PatternLaw, n: i32): void {
  const at = changetype<Features>(plan.features);
  const bytes = <usize>(4 * law.rows);
  const column = <usize>(4 * plan.slots);
  const label = labelPlace(law);
  let shape = at.shapes;
  let s = plan.attention;
  let mixture = at.mixture;
  for (let b = 0; b < n; b++) {
    const query = queryOf(shape, plan.slots);
    const own = at.scores + bytes * <usize>load<u32>(query);
    addScaled(at.row, own, at.scores + bytes * <usize>load<u32>(query, 4), load<f32>(query, 8), bytes);
    softmax(s, plan.slots, promptScores(plan, at.row, v128.load_splat<f32>(at.row + label), shape, s));
    gatherTokens(shape, column, s, plan.L, mixture, bytes, label);
    shape += shapeBytes(law);
    s += column;
    mixture += bytes;
  }
}

/** f, attention and what the backward pass reads of the first n prompts, whose shapes are at hand, from the tables. */
export function forwardFeatures(plan: Plan, law: PatternLaw, n: i32): void {
  const at = changetype<Features>(plan.features);
  const rowM = <usize>(4 * plan.m);
  attendFeatures(plan, law, n);
  product(at.mixture, <usize>(4 * law.rows), at.neurons, rowM, plan.hidden, rowM, n, plan.m, law.rows, plan.scratch);
  readouts(plan, n);
}

/** hidden ← its cotangent slope_b · r_i · 1[h_i > 0], for the prompts that have a slope alone; returns their number. */
function activate(plan: Plan, at: Features, bytes: usize): i32 {
  const end = plan.r + <usize>(4 * plan.m);
  let h = plan.hidden;
  let count: usize = 0;
  for (let b: usize = 0; b < <usize>plan.B; b++) {
    if (load<f32>(plan.slopes + 4 * b) == 0) continue;
    const slope = v128.load_splat<f32>(plan.slopes + 4 * b);
    let from = plan.hidden + b * <usize>(4 * plan.m);
    for (let r = plan.r; r < end; r += 16) {
      v128.store(h, v128.and(f32x4.mul(slope, v128.load(r)), f32x4.gt(v128.load(from), f32x4.splat(0))));
      h += 16;
      from += 16;
    }
    memory.copy(at.mixture + count * bytes, at.mixture + b * bytes, bytes);
    store<u32>(at.active + 4 * count, <u32>b);
    count++;
  }
  return <i32>count;
}

/** dScores_l = s_l (pull_l − Σ_j s_j pull_j): the derivative of softmax. */
// @ts-ignore: decorator
@inline
function promptCotangent(plan: Plan, shape: usize, s: usize, pulls: usize, label: v128): void {
  const column = <usize>(4 * plan.slots);
  const end = plan.dScores + column;
  let sum = f32x4.splat(0);
  let from = s;
  for (let at = plan.dScores; at < end; at += 16) {
    const four = timesTokens(shape, column, pulls, label);
    sum = f32x4.add(sum, f32x4.mul(four, v128.load(from)));
    v128.store(at, four);
    shape += 16;
    from += 16;
  }
  const mean = sums(sum, sum, sum, sum);
  for (let at = plan.dScores; at < end; at += 16) {
    v128.store(at, f32x4.mul(v128.load(s), f32x4.sub(v128.load(at), mean)));
    s += 16;
  }
}

/** dT from the products of all cotangents with all features. */
function scoresCotangent(plan: Plan, law: PatternLaw, at: Features, count: i32): void {
  const bytes = <usize>(4 * law.rows);
  const column = <usize>(4 * plan.slots);
  const label = labelPlace(law);
  clear(at.dScores, bytes * <usize>law.rows);
  let pulls = at.pulls;
  for (let i: usize = 0; i < <usize>count; i++) {
    const b = <usize>load<u32>(at.active + 4 * i);
    const shape = at.shapes + b * shapeBytes(law);
    const query = queryOf(shape, plan.slots);
    promptCotangent(plan, shape, plan.attention + b * column, pulls, v128.load_splat<f32>(pulls + label));
    gatherTokens(shape, column, plan.dScores, plan.L, at.row, bytes, label);
    const own = at.dScores + bytes * <usize>load<u32>(query);
    const noise = at.dScores + bytes * <usize>load<u32>(query, 4);
    addScaled(own, own, at.row, 1, bytes);
    addScaled(noise, noise, at.row, load<f32>(query, 8), bytes);
    pulls += bytes;
  }
}

/** Cotangents of V and U, from the old weights. */
function backpropagateFeatures(plan: Plan, law: PatternLaw, at: Features, count: i32): void {
  const row = <usize>(4 * law.rows);
  const rowX = <usize>(4 * plan.dX);
  product(plan.hidden, <usize>(4 * plan.m), at.neuronsT, row, at.pulls, row, count, law.rows, plan.m, plan.scratch);
  scoresCotangent(plan, law, at, count);
  product(at.dScores, row, law.mu, rowX, at.dReads, rowX, law.rows, plan.dX, law.rows, plan.scratch);
  product(at.dReads, rowX, plan.keyT, rowX, at.dQueries, rowX, law.rows, plan.dX, plan.dX, plan.scratch);
}

function moveAttention(plan: Plan, law: PatternLaw, at: Features, keep: f32, rate: f32): void {
  const d = plan.dX;
  const row = <usize>(4 * d);
  descend(plan.queryT, row, law.mu, row, at.dQueries, row, d, d, law.rows, keep, rate);
  descend(plan.key, row, at.queries, row, at.dReads, row, d, d, law.rows, keep, rate);
  transpose(plan.key, row, plan.keyT, row, d, d);
}

function moveValue(plan: Plan, law: PatternLaw, at: Features, keep: f32, rate: f32): void {
  const d = plan.dX;
  const row = <usize>(4 * d);
  descend(plan.value, row, at.dValues, row, law.mu, row, d, d, law.rows, keep, rate);
  transpose(plan.value, row, plan.valueT, row, d, d);
}

function moveMlp(plan: Plan, law: PatternLaw, at: Features, keep: f32, rate: f32): void {
  const row = <usize>(4 * plan.dX);
  const rowM = <usize>(4 * plan.m);
  descend(plan.out, row, at.dNeurons, rowM, valuesOf(plan, law), row, plan.m, plan.dX, law.rows, keep, rate);
  transpose(plan.out, row, plan.outT, rowM, plan.m, plan.dX);
}

/** As `descendAll`, after `forwardFeatures`. Prompts without a slope add nothing and are passed over. */
export function descendFeatures(plan: Plan, law: PatternLaw, eta: f64): void {
  const at = changetype<Features>(plan.features);
  const keep = <f32>(1 - eta * plan.lambda);
  const rate = <f32>eta;
  const row = <usize>(4 * law.rows);
  const rowX = <usize>(4 * plan.dX);
  const rowM = <usize>(4 * plan.m);
  const count = activate(plan, at, row);
  if (plan.trainAttention) backpropagateFeatures(plan, law, at, count);
  multiply(at.dNeurons, rowM, at.mixture, row, plan.hidden, rowM, law.rows, plan.m, count);
  if (plan.trainValue) product(at.dNeurons, rowM, plan.out, rowX, at.dValues, rowX, law.rows, plan.dX, plan.m, plan.scratch);
  if (plan.trainMlp) moveMlp(plan, law, at, keep, rate);
  if (plan.trainValue) moveValue(plan, law, at, keep, rate);
  if (plan.trainAttention) moveAttention(plan, law, at, keep, rate);
}
