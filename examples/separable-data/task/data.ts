import type { Key } from 'theoremcheck';
import { exp, ln, Random } from 'theoremcheck/generators';
import type { Problem } from './problem';

/** Points with their labels multiplied in, as in the paper: w separates them where every w·x_n > 0. */
export interface Data {
  /** [N][d], the d support vectors first. */
  readonly points: readonly Float64Array[];
  /** û, of length 1: the direction of the maximum-margin vector ŵ = û/margin. [d] */
  readonly direction: Float64Array;
  /** The largest margin that any direction has: min_n û·x_n. */
  readonly margin: number;
  /** The weights a_n of the support vectors in û = (1/margin) Σ a_n x_n; they sum to 1. [d] */
  readonly weights: readonly number[];
}

/** Margins of the data, log-uniform. */
const MARGINS = [0.5, 2] as const;
/** Weights of the support vectors before they are made to sum to 1. */
const WEIGHTS = [0.5, 1.5] as const;
/** Points that support nothing have this many margins. */
const FAR = [1.5, 3] as const;

/**
 * Data whose maximum-margin direction is known in closed form. Support vectors are x_n = margin û + y_n with y_n across û and
 * Σ a_n y_n = 0 for weights a_n > 0: then ŵ = û/margin = Σ (a_n/margin²) x_n with positive coefficients and ŵ·x_n = 1 there, and
 * ŵ·x > 1 at all other points, which are the conditions of Karush, Kuhn and Tucker. The y_n of the first d − 1 are orthogonal, of
 * lengths margin·rho·(.8 … 1.2); the last one follows.
 */
export function drawData({ d, extra, rho, departures }: Problem, key: Key): Data {
  const random = new Random(key);
  const uniform = ([from, to]: readonly [number, number]) => from + (to - from) * random.uniform();
  const margin = exp(uniform([ln(MARGINS[0]), ln(MARGINS[1])]));
  const [direction, ...across] = orthonormal(d, random) as [Float64Array, ...Float64Array[]];
  const raw = Array.from({ length: d }, () => uniform(WEIGHTS));
  const total = raw.reduce((sum, a) => sum + a, 0);
  const weights = raw.map((a) => a / total);
  const tails = across.map((axis) => scaled(axis, margin * rho * uniform([0.8, 1.2])));
  const last = tails.reduce((sum, y, n) => added(sum, y, -weights[n]! / weights[d - 1]!), new Float64Array(d));
  const support = [...tails, last].map((y) => added(y, direction, margin));
  const others = Array.from({ length: extra }, () => {
    const y = across.reduce((sum, axis) => added(sum, axis, margin * rho * random.normal()), new Float64Array(d));
    return added(y, direction, margin * uniform(FAR));
  });
  const wrong = support.slice(0, departures.flips).map((x) => scaled(x, -1));
  return { points: [...support, ...others, ...wrong], direction, margin, weights };
}

/** As many orthonormal vectors of R^d, by Gram and Schmidt from normal ones. */
function orthonormal(d: number, random: Random): Float64Array[] {
  const found: Float64Array[] = [];
  for (let n = 0; n < d; n++) {
    const start = Float64Array.from({ length: d }, () => random.normal());
    // Twice: what rounding leaves of the others after the first time is gone after the second.
    const rest = [...found, ...found].reduce((v, axis) => added(v, axis, -dot(v, axis)), start);
    found.push(scaled(rest, 1 / norm(rest)));
  }
  return found;
}

/**
 * The largest eigenvalue of Σ x xᵀ, σ_max², by the power method. It comes from below; steps are a share of at most .8 of what it
 * allows, so that an error of a few per cent breaks nothing.
 */
export function largestSquare(points: readonly Float64Array[]): number {
  const start = points.reduce((sum, x) => added(sum, x, 1), new Float64Array(points[0]!.length));
  let v = points.reduce((sum, x) => (dot(sum, x) < 0 ? added(sum, x, -1) : added(sum, x, 1)), start);
  let value = 0;
  for (let i = 0; i < 200; i++) {
    const next = points.reduce((sum, x) => added(sum, x, dot(x, v)), new Float64Array(v.length));
    value = norm(next) / norm(v);
    v = scaled(next, 1 / norm(next));
  }
  return value;
}

export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};
export const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));
/** a + s b */
export const added = (a: Float64Array, b: Float64Array, s: number): Float64Array => a.map((v, i) => v + s * b[i]!);
export const scaled = (a: Float64Array, s: number): Float64Array => a.map((v) => s * v);
