/** The trained and frozen arrays of the one-layer model. Matrices are row-major [out, in]; W_V = I is implicit. */
export interface Weights {
  /** [dX, dX] */
  readonly WQ: Float32Array;
  /** [dX, dX] */
  readonly WK: Float32Array;
  /** [m, dY] */
  readonly WO: Float32Array;
  /** [m], frozen: ±1/m, half each. */
  readonly r: Float32Array;
}

/** n prompts. `sign[b, l]` is e_l, the true sign of demonstration l; `label[b]` is e_q as training sees it. */
export interface Batch {
  readonly n: number;
  /** [n, L, dX] */
  readonly x: Float32Array;
  /** [n, L, dY] */
  readonly y: Float32Array;
  /** [n, dX] */
  readonly xq: Float32Array;
  /** [n], ±1 */
  readonly label: Float32Array;
  /** [n, L], ±1 */
  readonly sign: Float32Array;
}

/** What a forward pass over n prompts gives. */
export interface Forward {
  /** [n] output of the model */
  readonly f: Float32Array;
  /** [n, L] softmax weights */
  readonly attention: Float32Array;
  /** [n] */
  readonly label: Float32Array;
  /** [n, L] */
  readonly sign: Float32Array;
}

/** A stream of prompts: batch t of a stream is a pure function of (key, t). Two unsigned 32-bit words. */
export type Key = readonly [number, number];

export interface Divergence {
  /** The first step (1-based) whose loss is not finite. */
  readonly step: number;
  readonly what: string;
}

/** One training in progress, on either engine. Step t (1-based) uses batch t of the training stream. */
export interface Trainer {
  /** `fused` or `tfjs(<backend>)` */
  readonly engine: string;
  /** Steps taken so far. */
  readonly step: number;
  /** Trains until `to` steps have been taken; stops at the first step whose loss is not finite. */
  advance(to: number): Divergence | undefined;
  /** Copies, unpadded. */
  weights(): Weights;
  /** Restarts from given weights after `step` steps. */
  load(weights: Weights, step: number): void;
  /** The batch that step `t` (1-based) uses. Copies. */
  batch(t: number): Batch;
  /** n fresh prompts of the evaluation law (labels never flipped) from batch `t` of the stream `key`, and the model's answers. */
  evaluate(key: Key, t: number, n: number): Forward;
}
