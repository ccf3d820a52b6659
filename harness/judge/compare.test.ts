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
    ['within a half-line upwards', window(3, 2, INF)],
    ['within a half-line downwards', window(3, -INF, 4)],
    ['within anything', window(3, -INF, INF)],
    ['at most infinity', compareAtMost(3, INF)],
    ['at least minus infinity, without a top', compareAtLeast(3, -INF, INF)],
    ['at least minus infinity, below a top', compareAtLeast(0.5, -INF, 1)],
  ])('is a number in [0, 1] where the relation holds: %s', (_, { holds, factor }) => {
    expect(holds).toBe(true);
    expect(factor).toBeGreaterThanOrEqual(0);
    expect(factor).toBeLessThanOrEqual(1);
  });

  test.each([
    ['below a half-line', window(1, 2, INF)],
    ['above one', window(5, -INF, 4)],
    ['of a number that is none', window(Number.NaN, -INF, INF)],
  ])('is above 1 where it does not: %s', (_, { holds, factor }) => {
    expect(holds).toBe(false);
    expect(factor).toBeGreaterThan(1);
  });
});
