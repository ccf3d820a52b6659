/** Decay of the running means of gradient and squared gradient, and what keeps their quotient finite. */
const [MEAN, SQUARE, FLOOR] = [0.9, 0.99, 1e-9];

/**
 * Adam (kingma2015, algorithm 1) on one array, in plain arithmetic: the powers of the decays are running products, since the
 * last bit of a power differs between machines.
 */
export class Adam {
  private readonly mean: Float64Array;
  private readonly square: Float64Array;
  private meanLeft = 1;
  private squareLeft = 1;

  constructor(private readonly weights: Float32Array) {
    this.mean = new Float64Array(weights.length);
    this.square = new Float64Array(weights.length);
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
