/** A response curve with a known breaking point. */
export interface Truth {
  /** Probability of a violation at dial x. */
  readonly rate: (x: number) => number;
  /** inf {x : rate(x) ≥ τ}: 0 when broken at the baseline, ∞ when the dial does not reach it. */
  readonly breaking: (tau: number) => number;
}

/** Rates far below and far above the break; between the values that the search's model knows. */
const FLOOR = 0.01;
const CEILING = 0.98;
const { exp, log } = Math;

/** Kinds of response curve, as a function of a position in [0, 1). Every break lies in (0, 1) unless the kind says otherwise. */
export const TRUTHS = {
  step: (u: number) =>
    rising(
      (z) => (z < 0 ? 0 : 1),
      () => 0,
    )(0.1 + 0.8 * u),
  steep: (u: number) => logistic(0.03)(0.15 + 0.7 * u),
  moderate: (u: number) => logistic(0.07)(0.2 + 0.6 * u),
  shallow: (u: number) => logistic(0.15)(0.35 + 0.3 * u),
  'hockey stick': (u: number) =>
    rising(
      (z) => clip(2 * z),
      (q) => q / 2,
    )(0.1 + 0.5 * u),
  none: () => constant(FLOOR, Number.POSITIVE_INFINITY),
  'broken at baseline': () => constant(CEILING, 0),
  reversal: (u: number) => reversal(0.15 + 0.3 * u, 0.55 + 0.3 * u),
} satisfies Record<string, (u: number) => Truth>;

export type CurveKind = keyof typeof TRUTHS;

/** FLOOR + (CEILING − FLOOR) shape(x − t), for a shape from 0 to 1 and its inverse. */
function rising(shape: (z: number) => number, inverse: (q: number) => number) {
  return (t: number): Truth => ({
    rate: (x) => FLOOR + (CEILING - FLOOR) * shape(x - t),
    breaking: (tau) => t + inverse((tau - FLOOR) / (CEILING - FLOOR)),
  });
}

function logistic(s: number) {
  return rising(
    (z) => 1 / (1 + exp(-z / s)),
    (q) => s * log(q / (1 - q)),
  );
}

function constant(rate: number, breaking: number): Truth {
  return { rate: () => rate, breaking: () => breaking };
}

/** Broken between two points and whole again after: no breaking point. */
function reversal(from: number, to: number): Truth {
  return { rate: (x) => (x >= from && x < to ? CEILING : FLOOR), breaking: () => Number.NaN };
}

function clip(x: number): number {
  return Math.min(1, Math.max(0, x));
}
