import { CELLS, crossings, RESPONSES } from './cells';

// Taken once: in a Jest sandbox every access to a global is expensive.
const { sqrt } = Math;

/** Lighter cells count as 0: they could not come back within a study, and subnormal numbers are slow. */
const NOTHING = 1e-250;

/** Crossings, by τ: every search of a study has the same. */
const known = new Map<number, Float64Array>();

/**
 * Posterior over the response curves of `cells.ts` under a uniform prior, and what it says of the breaking point x_τ.
 * Products of probabilities, renormalised after each outcome; no logarithms.
 */
export class Posterior {
  private constructor(
    private readonly breaking: Float64Array,
    private readonly weights: Float64Array,
  ) {}

  static uniform(tau: number): Posterior {
    const breaking = known.get(tau) ?? crossings(tau);
    known.set(tau, breaking);
    return new Posterior(breaking, new Float64Array(CELLS).fill(1 / CELLS));
  }

  copy(): Posterior {
    return new Posterior(this.breaking, this.weights.slice());
  }

  /** Probability of a violation at the next trial at this dial point. */
  predictive(index: number): number {
    return dot(this.weights, RESPONSES[index]!);
  }

  observe(index: number, violated: 0 | 1): void {
    const response = RESPONSES[index]!;
    this.reweigh((cell) => (violated === 1 ? response[cell]! : 1 - response[cell]!));
  }

  /**
   * What a trial whose outcome is still out is taken for: an outcome 0, 1 or half of each (the geometric mean of the two
   * likelihoods), whichever is nearest to the predictive mean.
   */
  believe(index: number): void {
    const p = this.predictive(index);
    const response = RESPONSES[index]!;
    if (p <= 0.25) this.observe(index, 0);
    else if (p > 0.75) this.observe(index, 1);
    else this.reweigh((cell) => sqrt(response[cell]! * (1 - response[cell]!)));
  }

  /** Posterior mean of x_τ. */
  get mean(): number {
    return dot(this.weights, this.breaking);
  }

  /** Posterior standard deviation of x_τ. */
  get deviation(): number {
    const { mean } = this;
    return sqrt(
      dot(
        this.weights,
        this.breaking.map((breaking) => (breaking - mean) * (breaking - mean)),
      ),
    );
  }

  /**
   * For each dial point, the expected squared posterior mean of x_τ after a trial there, p m1² + (1 − p) m0²: largest where
   * the expected posterior variance is least. [41]
   */
  get gains(): Float64Array {
    const levers = this.weights.map((weight, cell) => weight * this.breaking[cell]!);
    const { mean } = this;
    return Float64Array.from(RESPONSES, (response) => {
      const p = dot(this.weights, response);
      const above = dot(levers, response);
      return above ** 2 / p + (mean - above) ** 2 / (1 - p);
    });
  }

  private reweigh(likelihood: (cell: number) => number): void {
    const { weights } = this;
    const { length } = weights;
    let total = 0;
    for (let cell = 0; cell < length; cell += 1) {
      weights[cell] = weights[cell]! * likelihood(cell);
      total += weights[cell]!;
    }
    for (let cell = 0; cell < length; cell += 1) {
      const weight = weights[cell]! / total;
      weights[cell] = weight < NOTHING ? 0 : weight;
    }
  }
}

/** Four partial sums, since a single one would wait for each addition. CELLS is a multiple of four. */
function dot(a: Float64Array, b: Float64Array): number {
  const { length } = a;
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < length; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  return s0 + s1 + (s2 + s3);
}
