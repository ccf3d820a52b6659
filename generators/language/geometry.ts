import type { Sides } from './split';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { sqrt } = Math;

/** A concept as training words show it: a = the mean of the two class means, b = half of their difference. */
export interface Direction {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/** How vectors of a concept scatter about `a ± b`. */
interface Scatter {
  /** Root mean square of the deviation along b. */
  readonly along: number;
  /** The same per coordinate, over all of them. */
  readonly perCoordinate: number;
  /** Share of vectors on the wrong side of the plane through a, orthogonal to b: the error of the plug-in oracle. */
  readonly wrong: number;
}

export const mean = (vectors: readonly Float64Array[]): Float64Array =>
  vectors[0]!.map((_, i) => vectors.reduce((sum, vector) => sum + vector[i]!, 0) / vectors.length);

export const innerProduct = (u: ArrayLike<number>, v: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += u[i]! * v[i]!;
  return sum;
};

export const norm = (u: Float64Array): number => sqrt(innerProduct(u, u));

export const cosine = (u: Float64Array, v: Float64Array): number => innerProduct(u, v) / (norm(u) * norm(v));

export function directionOf({ plus, minus }: Sides<Float64Array>): Direction {
  const [p, m] = [mean(plus), mean(minus)];
  return { a: p.map((x, i) => (x + m[i]!) / 2), b: p.map((x, i) => (x - m[i]!) / 2) };
}

/** The sign that the plug-in oracle gives a vector; 0 on the plane. */
export const oracleSign = ({ a, b }: Direction, vector: ArrayLike<number>): number =>
  Math.sign(innerProduct(b, vector) - innerProduct(b, a));

export function scatterOf(direction: Direction, { plus, minus }: Sides<Float64Array>): Scatter {
  const { a, b } = direction;
  const signed = [...plus.map((x) => [1, x] as const), ...minus.map((x) => [-1, x] as const)];
  let [along, all, wrong] = [0, 0, 0];
  for (const [sign, x] of signed) {
    const rest = x.map((value, i) => value - a[i]! - sign * b[i]!);
    along += innerProduct(rest, b) ** 2 / innerProduct(b, b);
    all += innerProduct(rest, rest) / rest.length;
    if (oracleSign(direction, x) !== sign) wrong++;
  }
  const n = signed.length;
  return { along: sqrt(along / n), perCoordinate: sqrt(all / n), wrong: wrong / n };
}
