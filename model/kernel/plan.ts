/**
 * Where a training lives in memory, written by model/engines/memory.ts: the order and types of the fields are a contract
 * with it. Dimensions are padded to multiples of 4 with zeros; n is the number of prompts at hand.
 */
@unmanaged
export class Plan {
  dX: i32;
  dY: i32;
  L: i32;
  /** L padded. */
  slots: i32;
  m: i32;
  /** Prompts of a training batch. */
  B: i32;
  /** Distinct batches that training cycles through; 0 = a fresh one at every step. */
  batches: i32;
  trainAttention: i32;
  trainMlp: i32;
  /** Four times the power of the step decay. */
  quarters: i32;
  key0: u32;
  key1: u32;
  /** [n] records: x [L, dX], y [L, dY], xq [dX] */
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
  /** W_O · mixed [n, m]; in the backward pass its cotangent */
  hidden: usize;
  /** f [n] */
  f: usize;
  /** loss of each prompt [n] and ∂loss/∂f [n] */
  losses: usize;
  slopes: usize;
  /** cotangents of mixed [n, dY], v [n, dX], u [n, dX] */
  dMixed: usize;
  dV: usize;
  dU: usize;
  /** cotangent of one prompt's scores [slots] */
  dScores: usize;
  /** the first factor of a product, transposed [max(dX, dY, m), n] */
  scratch: usize;
  eta: f64;
  lambda: f64;
  stepRate: f64;
  /** Mean logistic loss of the last batch, before its update. */
  loss: f64;
}
