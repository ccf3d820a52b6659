/**
 * Laws of prompts, written by model/engines/concept-law.ts and pattern-law.ts: names, order and types of the
 * fields are those of model/engines/structs.ts. Dimensions are padded to multiples of 4, as all rows are.
 */

export const CONCEPTS: i32 = 0;
export const PATTERNS: i32 = 1;
/** As PATTERNS, drawn as shapes. */
export const SHAPES: i32 = 2;

/** What every law begins with. */
@unmanaged
export class Law {
  /** CONCEPTS, PATTERNS or SHAPES. */
  kind: i32;
  /** Whether attention mixes the tokens that scores read; a record then has no y. */
  shared: i32;
  dX: i32;
  dY: i32;
  L: i32;
  /** Rows of a vocabulary that are averaged to a word (bags.ts); 0 where words are not gathered. */
  bag: i32;
  /** [features, 2] the first row of each feature's and how many it has */
  ranges: usize;
  /** Room for [2, bag] rows: of the query, of a demonstration. */
  picks: usize;
}

/** bu2024 */
@unmanaged
export class ConceptLaw extends Law {
  K1: i32;
  K2: i32;
  /** Width of the last vector of a word and of a label, 1 … 4. */
  tailX: i32;
  tailY: i32;
  /** Groups of four irrelevant features: 0 where no word carries any. */
  groups: i32;
  /** Whether only those projections of the noise are drawn that a step reads (deferred.ts). */
  deferred: i32;
  /** Rows of `features` and of `labels`, multiples of 4. */
  nX: i32;
  nY: i32;
  /** [K1, 2, dX]: a_k − b_k, a_k + b_k; with `bag` the rows of `ranges` */
  words: usize;
  /** [nY, dY]: c_k − d_k, c_k + d_k, zeros */
  labels: usize;
  /** [groups, 16, dX]: the sums of all subsets of four irrelevant features */
  irrelevant: usize;
  /** [nX, dX]: `words` up to a multiple of 4 rows, then the irrelevant features; and the transposes of both */
  features: usize;
  featuresT: usize;
  labelsT: usize;
  /** Room for one prompt's composition. */
  composition: usize;
  /** 256 p and 256 p_ν in whole numbers, at most 255 (events.ts). */
  limitP: i32;
  limitNu: i32;
  sigma: f64;
  p: f64;
  pNu: f64;
  /** What is left of 256 p and of 256 p_ν. */
  restP: f64;
  restNu: f64;
  positives: f64;
  foreign: f64;
  flips: f64;
  queryFlips: f64;
  /** Fraction of prompts about concept 0 beside those of the uniform draw. */
  skew: f64;
}

/** li2024 */
@unmanaged
export class PatternLaw extends Law {
  /** Relevant patterns. */
  relevant: i32;
  /** Irrelevant patterns. */
  irrelevant: i32;
  /** Number of tasks. */
  tasks: i32;
  /** Rows of the table of features, padded to a multiple of 4. */
  rows: i32;
  /** [rows, dX] the features: [relevant, dX]; with `bag` the rows of `ranges` */
  mu: usize;
  /** [irrelevant, dX], one row of zeros where there are none */
  nu: usize;
  /** [dX] the label embedding q, behind the zeros of the input; then rows of zeros */
  label: usize;
  /** [dX, rows] the same transposed */
  columns: usize;
  /** Room for one shape. */
  shape: usize;
  /** [tasks, 2] indices of the patterns that mean +1 and −1 */
  pairs: usize;
  alpha: f64;
  /** κ is uniform in [−K, K]. */
  K: f64;
  contextFlips: f64;
  queryFlips: f64;
  skew: f64;
}

/** Bytes of one prompt record: x [L, dX], y [L, dY] unless shared, xq [dX]. */
export function recordBytes(law: Law): usize {
  return <usize>(4 * (law.L * (law.dX + (law.shared ? 0 : law.dY)) + law.dX));
}
