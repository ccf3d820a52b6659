import { attendDeferred } from './deferred';
import { exp4, log1p4 } from './math';
import { dots, mix, product, sums } from './matrix';
import { Plan, queryAt, recordBytesOf, valuesAt } from './plan';

export const NEVER: f32 = -Infinity;

/** Lanes l … l+3 that are demonstrations, as a mask. */
// @ts-ignore: decorator
@inline
export function real(l: i32, L: i32): v128 {
  return i32x4.lt_s(i32x4.add(i32x4.splat(l), i32x4(0, 1, 2, 3)), i32x4.splat(L));
}

/** The largest of four entries; NaN if any is. */
// @ts-ignore: decorator
@inline
export function largest(v: v128): f32 {
  const a = f32x4.max(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.max(a, v128.shuffle<f32>(a, a, 1, 0, 3, 2)), 0);
}

/** Scores x_l · v into s [slots], −∞ beyond L; returns their maximum. */
function scores(plan: Plan, x: usize, v: usize, s: usize): f32 {
  const row = <usize>(4 * plan.dX);
  let top = f32x4.splat(NEVER);
  for (let l = 0; l < plan.slots; l += 4) {
    const four = v128.bitselect(dots(x, row, v), f32x4.splat(NEVER), real(l, plan.L));
    top = f32x4.max(top, four);
    v128.store(s, four);
    s += 16;
    x += 4 * row;
  }
  return largest(top);
}

/** s ← exp(s − top) / Σ exp(s − top), in place. */
export function softmax(s: usize, slots: i32, top: f32): void {
  const top4 = f32x4.splat(top);
  const end = s + <usize>(4 * slots);
  let total = f32x4.splat(0);
  for (let at = s; at < end; at += 16) {
    const e = exp4(f32x4.sub(v128.load(at), top4));
    total = f32x4.add(total, e);
    v128.store(at, e);
  }
  const scale = f32x4.div(f32x4.splat(1), sums(total, total, total, total));
  for (let at = s; at < end; at += 16) v128.store(at, f32x4.mul(v128.load(at), scale));
}

/** Σ_l s_l row_l into out [row bytes]. */
// @ts-ignore: decorator
@inline
export function mixAll(rows: usize, row: usize, s: usize, out: usize, slots: i32): void {
  mix(rows, row, s, out, false);
  for (let l = 4; l < slots; l += 4) {
    rows += 4 * row;
    s += 16;
    mix(rows, row, s, out, true);
  }
}

/** Attention of prompts 0 … n−1 and their mixed values, from v. */
function attend(plan: Plan, n: i32): void {
  const rowX = <usize>(4 * plan.dX);
  const rowY = <usize>(4 * plan.dY);
  // Slots beyond L weigh 0, but what lies there is read: behind the last record it must not be infinite or NaN.
  memory.fill(plan.records + <usize>n * recordBytesOf(plan), 0, 3 * max(rowX, rowY));
  let record = plan.records;
  let s = plan.attention;
  for (let b: usize = 0; b < <usize>n; b++) {
    softmax(s, plan.slots, scores(plan, record, plan.v + b * rowX, s));
    mixAll(record + valuesAt(plan), rowY, s, plan.mixed + b * rowY, plan.slots);
    record += recordBytesOf(plan);
    s += <usize>(4 * plan.slots);
  }
}

/** Σ_i r_i ReLU(h_i), lane-wise partial sums. */
// @ts-ignore: decorator
@inline
function readout(h: usize, r: usize, m: i32): v128 {
  let sum = f32x4.splat(0);
  const end = r + <usize>(4 * m);
  while (r < end) {
    // max, not pmax: a NaN neuron must not be silenced
    sum = f32x4.add(sum, f32x4.mul(v128.load(r), f32x4.max(v128.load(h), f32x4.splat(0))));
    h += 16;
    r += 16;
  }
  return sum;
}

export function readouts(plan: Plan, n: i32): void {
  const row = <usize>(4 * plan.m);
  let h = plan.hidden;
  for (let b = 0; b < n; b += 4) {
    const four = sums(
      readout(h, plan.r, plan.m), readout(h + row, plan.r, plan.m),
      readout(h + 2 * row, plan.r, plan.m), readout(h + 3 * row, plan.r, plan.m),
    );
    v128.store(plan.f + <usize>(4 * b), four);
    h += 4 * row;
  }
}

/** f, attention and all intermediate values of the first n prompts. Scores are x_lᵀ (W_Kᵀ (W_Q x_q)): no product of matrices. */
export function forward(plan: Plan, n: i32): void {
  const rowX = <usize>(4 * plan.dX);
  const rowY = <usize>(4 * plan.dY);
  const rowM = <usize>(4 * plan.m);
  const queries = plan.records + queryAt(plan);
  product(queries, recordBytesOf(plan), plan.queryT, rowX, plan.u, rowX, n, plan.dX, plan.dX, plan.scratch);
  product(plan.u, rowX, plan.key, rowX, plan.v, rowX, n, plan.dX, plan.dX, plan.scratch);
  if (plan.deferred) attendDeferred(plan, n);
  else attend(plan, n);
  if (plan.value) product(plan.mixed, rowY, plan.valueT, rowY, plan.valued, rowY, n, plan.dY, plan.dY, plan.scratch);
  product(plan.valued, rowY, plan.outT, rowM, plan.hidden, rowM, n, plan.m, plan.dY, plan.scratch);
  readouts(plan, n);
}

/** Losses log(1 + exp(−label f)) and slopes ∂/∂f of their mean, of four prompts. */
// @ts-ignore: decorator
@inline
function logistic(plan: Plan, at: usize, label: v128, margin: v128, share: v128): void {
  const z = f32x4.neg(margin);
  const e = exp4(f32x4.neg(f32x4.abs(z)));
  v128.store(plan.losses + at, f32x4.add(f32x4.max(z, f32x4.splat(0)), log1p4(e)));
  const over = f32x4.div(f32x4.splat(1), f32x4.add(e, f32x4.splat(1)));
  const sigmoid = v128.bitselect(f32x4.mul(e, over), over, f32x4.lt(z, f32x4.splat(0)));
  v128.store(plan.slopes + at, f32x4.neg(f32x4.mul(f32x4.mul(label, share), sigmoid)));
}

/** Losses max(0, 1 − label f) and slopes ∂/∂f of their mean, of four prompts; the slope is 0 at the kink. */
// @ts-ignore: decorator
@inline
function hinge(plan: Plan, at: usize, label: v128, margin: v128, share: v128): void {
  const one = f32x4.splat(1);
  v128.store(plan.losses + at, f32x4.max(f32x4.sub(one, margin), f32x4.splat(0)));
  v128.store(plan.slopes + at, f32x4.neg(v128.and(f32x4.mul(label, share), f32x4.lt(margin, one))));
}

/** Losses and slopes of the first n prompts, and the mean loss; padding (label 0) has slope 0. */
export function loss(plan: Plan, n: i32): void {
  const share = f32x4.splat(1 / <f32>n);
  for (let b = 0; b < n; b += 4) {
    const at = <usize>(4 * b);
    const label = v128.load(plan.labels + at);
    const margin = f32x4.mul(label, v128.load(plan.f + at));
    if (plan.hinge) hinge(plan, at, label, margin, share);
    else logistic(plan, at, label, margin, share);
  }
  let total: f64 = 0;
  for (let b = 0; b < n; b++) total += <f64>load<f32>(plan.losses + <usize>(4 * b));
  plan.loss = total / <f64>n;
}
