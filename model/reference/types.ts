/** The trained and frozen arrays of the one-layer model. Matrices are row-major [out, in]. */
export interface Weights {
  /** [dX, dX] */
  readonly WQ: Float32Array;
  /** [dX, dX] */
  readonly WK: Float32Array;
  /** [dY, dY]; absent where the values are mixed as they are: W_V = I, not trained. */
  readonly WV?: Float32Array;
  /** [m, dY] */
  readonly WO: Float32Array;
  /** [m], the read-out, frozen. */
  readonly r: Float32Array;
}

export type Loss = 'logistic' | 'hinge';

/** How a training moves the weights, whatever its prompts are. */
export interface TrainingRule {
  /** Neurons. */
  readonly m: number;
  /** Prompts in a batch. */
  readonly B: number;
  /** `log(1 + e^(−z f))` or `max(0, 1 − z f)`, averaged over the batch; z is the label. */
  readonly loss: Loss;
  /** Step t (1-based) moves by eta / (1 + stepRate (t − 1))^stepPower. */
  readonly eta: number;
  readonly stepRate: number;
  /** A multiple of 1/4, at least 0. */
  readonly stepPower: number;
  /** The loss carries (lambda/2)·|trained weights|². */
  readonly lambda: number;
  /** Distinct batches that training cycles through; 0 = a fresh one at every step. */
  readonly batches: number;
  /** Matrices that keep their initial value: W_Q and W_K; W_V; W_O. W_V trains where the weights have one. */
  readonly frozen: { readonly attention: boolean; readonly value: boolean; readonly mlp: boolean };
}

/**
 * n prompts. `sign[b, l]` is the true sign of demonstration l: what the prompt's task says of it, 0 where it says nothing;
 * `label[b]` is the query's as training sees it. Where attention mixes the tokens that scores read, `y` is `x`.
 */
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
  /** [n, L], ±1 or 0 */
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
export type StreamKey = readonly [number, number];

/** A training that stopped being finite. */
export interface NonFiniteLoss {
  /** The first step (1-based) whose loss is not finite. */
  readonly step: number;
  /** For example `loss is NaN`. */
  readonly what: string;
}
