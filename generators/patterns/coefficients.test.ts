import { LAW_Z } from '../laws';
import { Random } from '../random';
import { worstDirection } from '../testing/directions';
import { coefficientRounding, gamma } from '../testing/rounding';
import { delta, worstGram } from '../testing/vectors';
import { besselGap, mostOutOfDomain, outOfDomainCoefficients } from './coefficients';

interface Shape {
  M1: number;
  M1Out: number;
  S1: number;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const SUMS = [-2, -Math.SQRT2, -1, -0.5, 0, 0.5, 0.9, 1, 1.2, Math.SQRT2, 1.5, 2, 3];

/** Some sums, and the extreme one of every shape. */
const GRID: Shape[] = range(2, 9).flatMap((M1) =>
  range(1, M1 + 1).flatMap((M1Out) => [...SUMS, Math.sqrt(M1 / M1Out)].map((S1) => ({ M1, M1Out, S1 }))),
);

/**
 * Whether vectors with the promised inner products exist in R^M1, from their Gram matrix with (1, …, 1): it must be positive
 * semidefinite of rank at most M1. By elimination; a pivot below 1e-12 is 0, as no gap of GRID lies between 0 and .01.
 */
function gramExists({ M1, M1Out, S1 }: Shape): boolean {
  const size = M1Out + 1;
  const gram = range(0, M1Out).map((i) => range(0, M1Out).map((j): number => (i === j ? 1 : 0)));
  for (let i = 0; i < M1Out; i++) gram[i]![M1Out] = gram[M1Out]![i] = S1;
  gram[M1Out]![M1Out] = M1;
  let rank = 0;
  for (let k = 0; k < size; k++) {
    const pivot = gram[k]![k]!;
    if (pivot < -1e-12) return false;
    if (pivot <= 1e-12) continue;
    rank++;
    for (let i = k + 1; i < size; i++) {
      const factor = gram[i]![k]! / pivot;
      for (let j = k; j < size; j++) gram[i]![j]! -= factor * gram[k]![j]!;
    }
  }
  return rank <= M1;
}

const feasible = GRID.filter(gramExists);

test('as many exist as the Gram matrix says, for every shape of the grid', () => {
  expect([feasible.length > 200, GRID.length - feasible.length > 200]).toEqual([true, true]);
  for (const shape of GRID) {
    expect({ ...shape, exist: shape.M1Out <= mostOutOfDomain(shape.M1, shape.S1) }).toEqual({
      ...shape,
      exist: gramExists(shape),
    });
  }
});

test.each([
  [6, 1, 6],
  [6, -1, 6],
  [6, 1.2, 4],
  [6, Math.SQRT2, 3],
  [6, 0, 5],
  [6, 0.999, 5],
  [4, 2, 1],
  [4, 2.1, 0],
])('M1 = %i, S1 = %d: at most %i', (M1, S1, most) => {
  expect(mostOutOfDomain(M1, S1)).toBe(most);
});

test('the extreme sum of every shape closes the gap, whatever its rounding; its neighbours at 1e-12 do not', () => {
  for (const M1 of range(1, 40)) {
    for (const M1Out of range(1, M1)) {
      const S1 = Math.sqrt(M1 / M1Out);
      expect(besselGap({ M1, M1Out, S1 })).toBe(0);
      expect(besselGap({ M1, M1Out, S1: -S1 })).toBe(0);
      expect(besselGap({ M1, M1Out, S1: S1 * (1 + 1e-12) })).toBeLessThan(0);
      expect(besselGap({ M1, M1Out, S1: S1 * (1 - 1e-12) })).toBeGreaterThan(0);
    }
  }
});

test('wherever they exist they are orthonormal and have the sum', () => {
  for (const [seed, shape] of feasible.entries()) {
    const { M1, M1Out, S1 } = shape;
    const k = outOfDomainCoefficients(new Random([seed, 1]), shape);
    const bound = coefficientRounding(M1, M1Out);
    expect(k.map(({ length }) => length)).toEqual(Array(M1Out).fill(M1));
    expect(worstGram(k, k, delta)).toBeLessThanOrEqual(bound);
    // <k_j, 1> = √M1 <k_j, p>: the error of an inner product with one more frame vector, and the rounding of the sum.
    const sums = k.map((row) => Math.abs(row.reduce((sum, value) => sum + value) - S1));
    expect(Math.max(...sums)).toBeLessThanOrEqual(Math.sqrt(M1) * (bound + gamma(M1)));
  }
});

/** The part of k orthogonal to 1, in an orthonormal basis of that space (Helmert's), as a unit vector. */
function direction(k: Float64Array): number[] {
  const parts = range(1, k.length - 1).map((i) => {
    const before = k.slice(0, i).reduce((sum, value) => sum + value, 0);
    return (before - i * k[i]!) / Math.sqrt(i * (i + 1));
  });
  const norm = Math.hypot(...parts);
  return parts.map((part) => part / norm);
}

/**
 * Rotations that fix 1 leave the law as it is, so the part of k_j orthogonal to 1 has uniform direction in R^5: 15 entries,
 * 8 cases at LAW_Z (1e-7 each): a correct law fails with probability at most 1.2e-5.
 */
describe.each([1, 1.2, 0, -0.5])('beside their sum %d', (S1) => {
  const M1Out = mostOutOfDomain(6, S1);
  const draws = range(1, 4000).map((seed) => outOfDomainCoefficients(new Random([seed, 9]), { M1: 6, M1Out, S1 }));

  test.each([0, -1])('vector %i has a uniform direction', (j) => {
    expect(worstDirection(draws.map((k) => direction(k.at(j)!)))).toBeLessThan(LAW_Z);
  });
});

test('a direction that is fixed, or preferred, is caught', () => {
  const random = new Random([2, 2]);
  const normals = (scale: number): number[] => range(1, 5).map((i) => (i === 1 ? scale : 1) * random.normal());
  const unit = (v: number[]): number[] => v.map((value) => value / Math.hypot(...v));
  expect(worstDirection(range(1, 4000).map(() => unit(normals(1))))).toBeLessThan(LAW_Z);
  expect(worstDirection(range(1, 4000).map(() => unit(normals(1.2))))).toBeGreaterThan(LAW_Z);
  expect(worstDirection(range(1, 4000).map(() => [1, 0, 0, 0, 0]))).toBeGreaterThan(LAW_Z);
});

/** k_j = (cosθ·p + sinθ·p⊥)/√M1Out + …, cosθ odd in S1 and sinθ even: so the draws are the same if only θ moves. */
test('a study of S1 keeps the draws', () => {
  const M1Out = 4;
  const at = (S1: number): Float64Array[] => outOfDomainCoefficients(new Random([5, 5]), { M1: 6, M1Out, S1 });
  const [low, middle, high] = [at(-0.2), at(0), at(0.2)] as const;
  const bound = coefficientRounding(6, M1Out);
  const turned = (1 - Math.sqrt(1 - (0.2 ** 2 * M1Out) / 6)) / Math.sqrt(M1Out);
  middle.forEach((row, j) => {
    row.forEach((value, i) => {
      const [below, above] = [low[j]![i]!, high[j]![i]!];
      expect(Math.abs(above - below - (2 * 0.2) / 6)).toBeLessThanOrEqual(bound);
      expect(Math.abs((above + below) / 2 - value)).toBeLessThanOrEqual(turned + bound);
    });
  });
});
