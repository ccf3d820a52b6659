import { attentionCotangentDeferred } from './deferred';
import { mixAll } from './forward';
import { descend, dots, product, total, transpose } from './matrix';
import { Plan, queryAt, recordBytesOf, valuesAt } from './plan';

/** hidden ← its cotangent slope_b · r_i · 1[h_i > 0]: ReLU'(0) = 0. */
function hiddenCotangent(plan: Plan): void {
  const end = plan.r + <usize>(4 * plan.m);
  let h = plan.hidden;
  for (let b: usize = 0; b < <usize>plan.B; b++) {
    const slope = v128.load_splat<f32>(plan.slopes + 4 * b);
    for (let r = plan.r; r < end; r += 16) {
      v128.store(h, v128.and(f32x4.mul(slope, v128.load(r)), f32x4.gt(v128.load(h), f32x4.splat(0))));
      h += 16;
    }
  }
}

/** dScores_l = s_l (y_l · dMixed − Σ_j s_j y_j · dMixed): the derivative of softmax. */
function scoreCotangent(plan: Plan, y: usize, s: usize, dMixed: usize): void {
  const row = <usize>(4 * plan.dY);
  const end = plan.dScores + <usize>(4 * plan.slots);
  let sum = f32x4.splat(0);
  let from = s;
  for (let at = plan.dScores; at < end; at += 16) {
    const four = dots(y, row, dMixed);
    sum = f32x4.add(sum, f32x4.mul(four, v128.load(from)));
    v128.store(at, four);
    y += 4 * row;
    from += 16;
  }
  const mean = total(sum);
  for (let at = plan.dScores; at < end; at += 16) {
    v128.store(at, f32x4.mul(v128.load(s), f32x4.sub(v128.load(at), mean)));
    s += 16;
  }
}

/** dV_b = Σ_l dScores_l x_l. */
function attentionCotangent(plan: Plan): void {
  const rowX = <usize>(4 * plan.dX);
  const rowY = <usize>(4 * plan.dY);
  let record = plan.records;
  let s = plan.attention;
  for (let b: usize = 0; b < <usize>plan.B; b++) {
    scoreCotangent(plan, record + valuesAt(plan), s, plan.dMixed + b * rowY);
    mixAll(record, rowX, plan.dScores, plan.dV + b * rowX, plan.slots);
    record += recordBytesOf(plan);
    s += <usize>(4 * plan.slots);
  }
}

/** Cotangents of W_V · mixed and of what it is made of, from the old weights. */
function backpropagateMlp(plan: Plan): void {
  const rowY = <usize>(4 * plan.dY);
  product(plan.hidden, <usize>(4 * plan.m), plan.out, rowY, plan.dValued, rowY, plan.B, plan.dY, plan.m, plan.scratch);
  if (plan.value) product(plan.dValued, rowY, plan.value, rowY, plan.dMixed, rowY, plan.B, plan.dY, plan.dY, plan.scratch);
}

/** Cotangents of u and v, from the old weights. */
function backpropagateAttention(plan: Plan): void {
  const rowX = <usize>(4 * plan.dX);
  if (plan.deferred) attentionCotangentDeferred(plan);
  else attentionCotangent(plan);
  product(plan.dV, rowX, plan.keyT, rowX, plan.dU, rowX, plan.B, plan.dX, plan.dX, plan.scratch);
}

function moveAttention(plan: Plan, keep: f32, rate: f32): void {
  const d = plan.dX;
  const row = <usize>(4 * d);
  const queries = plan.records + queryAt(plan);
  descend(plan.queryT, row, queries, recordBytesOf(plan), plan.dU, row, d, d, plan.B, keep, rate);
  descend(plan.key, row, plan.u, row, plan.dV, row, d, d, plan.B, keep, rate);
  transpose(plan.key, row, plan.keyT, row, d, d);
}

function moveValue(plan: Plan, keep: f32, rate: f32): void {
  const row = <usize>(4 * plan.dY);
  descend(plan.value, row, plan.dValued, row, plan.mixed, row, plan.dY, plan.dY, plan.B, keep, rate);
  transpose(plan.value, row, plan.valueT, row, plan.dY, plan.dY);
}

function moveMlp(plan: Plan, keep: f32, rate: f32): void {
  const rowY = <usize>(4 * plan.dY);
  const rowM = <usize>(4 * plan.m);
  descend(plan.out, rowY, plan.hidden, rowM, plan.valued, rowY, plan.m, plan.dY, plan.B, keep, rate);
  transpose(plan.out, rowY, plan.outT, rowM, plan.m, plan.dY);
}

/** One SGD update with step size eta: W ← W − eta (∂loss + λ W) for the trained matrices, all gradients from the old weights. */
export function descendAll(plan: Plan, eta: f64): void {
  const keep = <f32>(1 - eta * plan.lambda);
  const rate = <f32>eta;
  hiddenCotangent(plan);
  if (plan.trainAttention || plan.trainValue) backpropagateMlp(plan);
  if (plan.trainAttention) backpropagateAttention(plan);
  if (plan.trainMlp) moveMlp(plan, keep, rate);
  if (plan.trainValue) moveValue(plan, keep, rate);
  if (plan.trainAttention) moveAttention(plan, keep, rate);
}
