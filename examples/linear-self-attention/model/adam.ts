/** Decay of the running means of gradient and squared gradient, and what keeps their quotient finite. */
const [MEAN, SQUARE, FLOOR] = [0.9, 0.99, 1e-9];

/** The running means, and what is left of their initial value 0. */
export interface Moments {
  readonly mean: Float64Array;
  readonly square: Float64Array;
  readonly left: Float64Array;
}

const moments = (length: number): Moments => ({
  mean: new Float64Array(length),
  square: new Float64Array(length),
  left: Float64Array.of(1, 1),
});

/**
 * Adam (kingma2015, algorithm 1) on one array, in plain arithmetic: the powers of the decays are running products, since the
 * last bit of a power differs between machines.
 */
export class Adam {
  private readonly mean: Float64Array;
  private readonly square: Float64Array;
  private meanLeft: number;
  private squareLeft: number;

  /** @param moments of an optimizer that goes on; without, it starts anew. */
  constructor(
    private readonly weights: Float32Array,
    { mean, square, left }: Moments = moments(weights.length),
  ) {
    this.mean = mean.slice();
    this.square = square.slice();
    [this.meanLeft = 1, this.squareLeft = 1] = left;
  }

  /** Copies of what the next step reads beside the weights. */
  get moments(): Moments {
    const { mean, square, meanLeft, squareLeft } = this;
    return { mean: mean.slice(), square: square.slice(), left: Float64Array.of(meanLeft, squareLeft) };
  }

  /** Moves the weights in place. */
  step(gradient: ArrayLike<number>, rate: number): void {
    this.meanLeft *= MEAN;
    this.squareLeft *= SQUARE;
    for (let i = 0; i < this.weights.length; i++) {
      const g = gradient[i]!;
      this.mean[i] = MEAN * this.mean[i]! + (1 - MEAN) * g;
      this.square[i] = SQUARE * this.square[i]! + (1 - SQUARE) * g * g;
      const size = Math.sqrt(this.square[i]! / (1 - this.squareLeft)) + FLOOR;
      this.weights[i]! -= (rate * this.mean[i]!) / (1 - this.meanLeft) / size;
    }
  }
}
