/** How far the mean of one sample lies from that of another of the same size, with half-widths of 95 % intervals. */
interface Effect {
  /** Mean of the second less mean of the first. */
  readonly difference: number;
  readonly within: number;
  /** The difference over the pooled standard deviation; NaN where neither sample has any spread. */
  readonly size: number;
  readonly sizeWithin: number;
}

/** Two-sided 95 % quantiles of Student's t, by degrees of freedom. */
const STUDENT: Readonly<Record<number, number>> = { 7: 2.365, 15: 2.131, 23: 2.069, 31: 2.04, 47: 2.012 };
const NORMAL = 1.96;

/**
 * Effect of going from one sample to another, independent one of as many trainings. The interval of the difference takes
 * Welch's standard error and n − 1 degrees of freedom, the fewest that his formula can give; that of the size the standard
 * error √(2/n + size²/(4(n − 1))) of large normal samples, with normal tails.
 *
 * Throws a RangeError for samples of different sizes, or of a size without a tabulated quantile.
 */
export function effect(from: readonly number[], to: readonly number[]): Effect {
  const n = from.length;
  const quantile = STUDENT[n - 1];
  if (n !== to.length || quantile === undefined) {
    const known = Object.keys(STUDENT).map((freedom) => Number(freedom) + 1);
    throw new RangeError(`effect: expected two samples of one size among ${known}, got ${n} and ${to.length}`);
  }
  const [a, b] = [moments(from), moments(to)];
  const difference = b.mean - a.mean;
  const size = difference / Math.sqrt((a.variance + b.variance) / 2);
  return {
    difference,
    within: quantile * Math.sqrt((a.variance + b.variance) / n),
    size: Number.isFinite(size) ? size : Number.NaN,
    sizeWithin: NORMAL * Math.sqrt(2 / n + size ** 2 / (4 * (n - 1))),
  };
}

function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) };
}
