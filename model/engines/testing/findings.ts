import { LAW_Z } from '../../../generators/laws';

/** A statistic of a sample against the stated law; |z| is normal under it (n is large everywhere). */
export interface Finding {
  readonly name: string;
  readonly z: number;
}

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { abs, max, sqrt } = Math;

/** Names of the findings beyond LAW_Z: a correct law raises each with probability 1e-7. */
export const alarms = (findings: readonly Finding[]): string[] =>
  findings.filter(({ z }) => !(abs(z) <= LAW_Z)).map(({ name }) => name);

/** What can be gone through: an array, or pairs that `over` makes on the way, millions of them. */
interface Items<T> {
  forEach(visit: (item: T) => void): void;
}

/** Frequency of an event of probability p. */
export function frequency(name: string, p: number, events: Items<boolean>): Finding {
  let n = 0;
  let hits = 0;
  events.forEach((event) => {
    n++;
    if (event) hits++;
  });
  const spread = sqrt(n * p * (1 - p));
  // A certain or impossible event has no spread: one exception is enough.
  return { name, z: spread === 0 ? (hits === n * p ? 0 : Number.POSITIVE_INFINITY) : (hits - n * p) / spread };
}

/** Mean of values that have mean 0 and the stated variance. */
export function centred(name: string, variance: number, values: Items<number>): Finding {
  let n = 0;
  let sum = 0;
  values.forEach((value) => {
    n++;
    sum += value;
  });
  return { name, z: variance === 0 && sum === 0 ? 0 : sum / sqrt(n * variance) };
}

/** sqrt(n) sup |F_n − F| on the scale of z: its tail 2 exp(−2x²) is a normal's two-sided tail at about z = 1.95 x near 1e-7. */
export function kolmogorov(name: string, values: Float64Array, cdf: (x: number) => number): Finding {
  const sorted = values.slice(0, 200_000).sort();
  let distance = 0;
  for (let i = 0; i < sorted.length; i++) {
    const p = cdf(sorted[i]!);
    distance = max(distance, p - i / sorted.length, (i + 1) / sorted.length - p);
  }
  return { name, z: (LAW_Z / 2.9) * sqrt(sorted.length) * distance };
}

/** All pairs (prompt, item) with item in 0 … count − 1, mapped; undefined leaves a pair out. */
export function over<T>(n: number, count: number, value: (b: number, i: number) => T | undefined): Items<T> {
  return {
    forEach(visit) {
      for (let b = 0; b < n; b++) {
        for (let i = 0; i < count; i++) {
          const item = value(b, i);
          if (item !== undefined) visit(item);
        }
      }
    },
  };
}

export const indices = (n: number): number[] => [...new Array(n).keys()];

/** What two samples have in common that should be independent. */
interface Sample {
  /** [n] ±1, fair coins */
  readonly label: Float32Array;
  /** Independent values of mean 0 and variance 1. */
  readonly values: Float64Array;
  /** A function of the values, of mean 0 and variance 1, that sees their size and not their sign. */
  readonly size: (value: number) => number;
}

/** Agreement of the labels of two samples that should be independent, and of their values, place by place. */
export function independenceFindings(what: string, one: Sample, other: Sample): Finding[] {
  return [
    frequency(
      `labels, ${what}`,
      1 / 2,
      over(one.label.length, 1, (b) => one.label[b] === other.label[b]),
    ),
    centred(`values, ${what}`, 1, products(one.values, other.values)),
    centred(`sizes, ${what}`, 1, products(one.values.map(one.size), other.values.map(other.size))),
  ];
}

function products(u: Float64Array, v: Float64Array): Float64Array {
  return u.map((x, i) => x * v[i]!);
}
