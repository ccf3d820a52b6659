/**
 * Where a training lives in memory, written by model/engines/plan.ts: names, order and types of the fields are those of
 * model/engines/structs.ts. Dimensions are padded to multiples of 4 with zeros; n is the number of prompts at hand.
 */
@unmanaged
export class Plan {
  dX: i32;
  dY: i32;
  /** Demonstrations of the law at hand, and the same padded. */
  L: i32;
  slots: i32;
  /** Whether attention mixes the tokens that scores read. */
  shared: i32;
  m: i32;
  /** Prompts of a training batch. */
  B: i32;
  /** Distinct batches that training cycles through; 0 = a fresh one at every step. */
  batches: i32;
  trainAttention: i32;
  trainValue: i32;
  trainMlp: i32;
  /** 0: logistic loss, 1: hinge loss. */
  hinge: i32;
  /** Four times the power of the step decay. */
  quarters: i32;
  key0: u32;
  key1: u32;
  /** [n] records: x [L, dX], y [L, dY] unless shared, xq [dX] */
  records: usize;
  /** [n] */
  labels: usize;
  /** [n, L] */
  signs: usize;
  /** W_Qᵀ [in, out] */
  queryT: usize;
  /** W_K [out, in] and its transpose */
  key: usize;
  keyT: usize;
  /** W_V [dY, dY] and its transpose; both 0 where W_V = I */
  value: usize;
  valueT: usize;
  /** W_O [m, dY] and its transpose */
  out: usize;
  outT: usize;
  /** r [m] */
  r: usize;
  /** u = W_Q x_q [n, dX] */
  u: usize;
  /** v = W_Kᵀ u [n, dX] */
  v: usize;
  /** s [n, slots], zero beyond L */
  attention: usize;
  /** Σ_l s_l y_l [n, dY] */
  mixed: usize;
  /** W_V · mixed [n, dY]: mixed itself where W_V = I */
  valued: usize;
  /** W_O · valued [n, m]; in the backward pass its cotangent */
  hidden: usize;
  /** f [n] */
  f: usize;
  /** loss of each prompt [n] and ∂loss/∂f [n] */
  losses: usize;
  slopes: usize;
  /** cotangents of valued and mixed [n, dY] (the same place where W_V = I), v [n, dX], u [n, dX] */
  dValued: usize;
  dMixed: usize;
  dV: usize;
  dU: usize;
  /** cotangent of one prompt's scores [slots] */
  dScores: usize;
  /** The law at hand where it is deferred, else 0. */
  deferred: usize;
  /** [n] compositions of prompts */
  compositions: usize;
  /** [n, …] normals of the forward pass: query [dX], h [dY], g [slots]; and of the backward pass: k [dX], w [slots] */
  forwardNoise: usize;
  backwardNoise: usize;
  /** [n, max(nX, nY)] products with features, and coefficients of features */
  products: usize;
  coefficients: usize;
  /** [n, 4] σ|v|, σ|s|; the coefficients of k and v in dV */
  scales: usize;
  /** [groups, 16] sums of subsets of four products */
  subsets: usize;
  /** the first factor of a product, transposed [max(dX, dY, m, nX, nY, rows), max(n, rows)] */
  scratch: usize;
  /** `Features`: what lies in the space of features; 0 where no law is drawn as shapes */
  features: usize;
  eta: f64;
  lambda: f64;
  stepRate: f64;
  /** Mean loss of the last batch, before its update. */
  loss: f64;
}

/** Bytes of a prompt's record up to its values and to its query, and in all. */
// @ts-ignore: decorator
@inline
export function valuesAt(plan: Plan): usize {
  return plan.shared ? 0 : <usize>(4 * plan.L * plan.dX);
}

// @ts-ignore: decorator
@inline
export function queryAt(plan: Plan): usize {
  return plan.deferred ? 0 : <usize>(4 * plan.L * (plan.dX + (plan.shared ? 0 : plan.dY)));
}

// @ts-ignore: decorator
@inline
export function recordBytesOf(plan: Plan): usize {
  return queryAt(plan) + <usize>(4 * plan.dX);
}
