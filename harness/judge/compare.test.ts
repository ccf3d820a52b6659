import { type Compared, compareAtLeast, compareAtMost, compareEnd } from './compare';

/** Both ends of a window, the worse one. */
function window(measured: number, low: number, high: number): Compared {
  const ends = (['low', 'high'] as const).map((end) => compareEnd(measured, low, high, end));
  return ends.reduce((a, b) => (b.factor > a.factor ? b : a));
}

const INF = Number.POSITIVE_INFINITY;

describe('the factor of a relation', () => {
  // The worst relation of a unit is found by comparing factors: a NaN would be worst of all and hide a violation.
  test.each([
    ['within a half-line upwards', () => window(3, 2, INF)],
    ['within a half-line downwards', () => window(3, -INF, 4)],
    ['within anything', () => window(3, -INF, INF)],
    ['at most infinity', () => compareAtMost(3, INF)],
    ['at least minus infinity, without a top', () => compareAtLeast(3, -INF, INF)],
    ['at least minus infinity, below a top', () => compareAtLeast(0.5, -INF, 1)],
  ])('is a number in [0, 1] where the relation holds: %s', (_, compare) => {
    const { holds, factor } = compare();
    expect(holds).toBe(true);
    expect(factor).toBeGreaterThanOrEqual(0);
    expect(factor).toBeLessThanOrEqual(1);
  });

  test.each([
    ['below a half-line', () => window(1, 2, INF)],
    ['above one', () => window(5, -INF, 4)],
    ['of a number that is none', () => window(Number.NaN, -INF, INF)],
  ])('is above 1 where it does not: %s', (_, compare) => {
    const { holds, factor } = compare();
    expect(holds).toBe(false);
    expect(factor).toBeGreaterThan(1);
  });
});

/** By hand from the definition: the least factor on what is allowed with which the relation holds; ∞ where none does, 1 where none is meant. */
describe('the factor is what the bound may be multiplied by', () => {
  test.each([
    [1, 2, 0.5],
    [3, 2, 1.5],
    [-1, 2, 0],
    [0, 0, 0],
    [-1, 0, 0],
    [1, 0, INF],
    [-3, -2, 1],
    [-1, -2, INF],
  ])('%d at most %d: %d', (measured, allowed, factor) => {
    expect(compareAtMost(measured, allowed)).toEqual({ holds: factor <= 1, measured, allowed, factor });
  });

  test.each([
    [4, 2, INF, 0.5],
    [1, 2, INF, 2],
    [0, 2, INF, INF],
    [-1, 2, INF, INF],
    [3, 0, INF, 0],
    [0, 0, INF, 0],
    [-1, 0, INF, INF],
    [-1, -2, INF, 0.5],
    [1, -2, INF, 0],
    [-3, -2, INF, 1.5],
    [0.75, 0.5, 1, 0.5],
    [0.25, 0.5, 1, 1.5],
    [1.25, 0.5, 1, 0],
    [1, 1, 1, 1],
    [2, 1, 1, 1],
    [0.5, 1, 1, INF],
    [2, 1.5, 1, 1],
  ])('%d at least %d, below a top of %d: %d', (measured, allowed, top, factor) => {
    expect(compareAtLeast(measured, allowed, top)).toEqual({ holds: factor <= 1, measured, allowed, factor });
  });

  test.each([
    [3, 2, 6, 'low', 0.5],
    [3, 2, 6, 'high', 0],
    [1, 2, 6, 'low', 1.5],
    [1, 2, 6, 'high', 0],
    [5, 2, 6, 'low', 0],
    [5, 2, 6, 'high', 0.5],
    [7, 2, 6, 'high', 1.5],
    [5, 5, 5, 'low', 1],
    [6, 5, 5, 'low', 1],
    [4, 5, 5, 'high', 1],
    [6, 5, 5, 'high', INF],
  ] as const)('%d in [%d, %d], its %s end: %d', (measured, low, high, end, factor) => {
    const allowed = end === 'low' ? low : high;
    expect(compareEnd(measured, low, high, end)).toEqual({ holds: factor <= 1, measured, allowed, factor });
  });
});

/** What is written in a claim: ≤, ≥ and > at the number itself, and beside it. */
describe('at a bound', () => {
  const above = 0.5 + 2 ** -53;
  const below = 0.5 - 2 ** -54;
  test.each([
    ['at most', [true, true, false], (x: number) => compareAtMost(x, 0.5)],
    ['at least', [false, true, true], (x: number) => compareAtLeast(x, 0.5, INF)],
    ['at least, below a top', [false, true, true], (x: number) => compareAtLeast(x, 0.5, 1)],
    ['above', [false, false, true], (x: number) => compareAtLeast(x, 0.5, 1, true)],
    ['at the lower end of a window', [false, true, true], (x: number) => compareEnd(x, 0.5, 1, 'low')],
    ['at the upper end of a window', [true, true, false], (x: number) => compareEnd(x, 0, 0.5, 'high')],
  ] as const)('%s: just below, on it, just above', (_, expected, compare) => {
    const compared = [below, 0.5, above].map(compare);
    expect(compared.map(({ holds }) => holds)).toEqual(expected);
    // A factor is at most 1 exactly where the relation holds, also on the bound.
    expect(compared.map(({ factor }) => factor <= 1)).toEqual(expected);
  });

  test.each([
    ['at most 0', (zero: number) => compareAtMost(zero, 0)],
    ['at least 0', (zero: number) => compareAtLeast(zero, 0, INF)],
    ['at least −0', (zero: number) => compareAtLeast(zero, -0, 1)],
  ])('0 and −0 are one number: %s', (_, compare) => {
    const [one, other] = [compare(0), compare(-0)];
    expect([one.holds, other.holds, one.factor]).toEqual([true, true, other.factor]);
  });
});

describe('a quantity that is no finite number', () => {
  test.each([
    ['−∞ at most', () => compareAtMost(-INF, 1)],
    ['∞ at most ∞', () => compareAtMost(INF, INF)],
    ['∞ at least', () => compareAtLeast(INF, 1, INF)],
    ['∞ above', () => compareAtLeast(INF, 1, INF, true)],
    ['∞ in a half-line', () => compareEnd(INF, 0, INF, 'high')],
    ['−∞ in a half-line', () => compareEnd(-INF, -INF, 0, 'low')],
    ['NaN at most', () => compareAtMost(Number.NaN, 1)],
    ['NaN at least', () => compareAtLeast(Number.NaN, 1, INF)],
    ['at most NaN', () => compareAtMost(1, Number.NaN)],
    ['at least NaN', () => compareAtLeast(1, Number.NaN, INF)],
  ])('violates whatever is claimed of it: %s', (_, compare) => {
    const { holds, factor } = compare();
    expect([holds, factor]).toEqual([false, INF]);
  });
});
