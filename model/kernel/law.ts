/** The law of a prompt, written by model/engines/memory.ts: the order and types of the fields are a contract with it. */
@unmanaged
export class Law {
  K1: i32;
  K2: i32;
  /** Padded to a multiple of 4, as all rows are. */
  dX: i32;
  dY: i32;
  L: i32;
  /** Width of the last vector of a word and of a label, 1 … 4. */
  tailX: i32;
  tailY: i32;
  /** [K1, 2, dX]: a_k − b_k, a_k + b_k */
  words: usize;
  /** [K1, 2, dY]: c_k − d_k, c_k + d_k */
  labels: usize;
  /** [⌈K2/4⌉, 16, dX]: the sums of all subsets of four irrelevant features */
  irrelevant: usize;
  /** Events of rates p and p_ν happen when a word, read as signed, is at most this; meaningless for rate 0. */
  limitP: i32;
  limitNu: i32;
  sigma: f64;
  p: f64;
  pNu: f64;
  positives: f64;
  foreign: f64;
  flips: f64;
  queryFlips: f64;
}

/** Bytes of one prompt record: x [L, dX], y [L, dY], xq [dX]. */
export function recordBytes(law: Law): usize {
  return <usize>(4 * (law.L * (law.dX + law.dY) + law.dX));
}
