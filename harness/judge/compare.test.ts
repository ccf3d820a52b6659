import { compareAtLeast, compareAtMost, compareWithin } from './compare';

const INF = Number.POSITIVE_INFINITY;

describe('the factor of a relation', () => {
  // The worst relation of a unit is found by comparing factors: a NaN would be worst of all and hide a violation.
  test.each([
    ['within a half-line upwards', compareWithin(3, 2, INF)],
    ['within a half-line downwards', compareWithin(3, -INF, 4)],
    ['within anything', compareWithin(3, -INF, INF)],
    ['at most infinity', compareAtMost(3, INF)],
    ['at least minus infinity, without a top', compareAtLeast(3, -INF, INF)],
    ['at least minus infinity, below a top', compareAtLeast(0.5, -INF, 1)],
  ])('is a number in [0, 1] where the relation holds: %s', (_, { holds, factor }) => {
    expect(holds).toBe(true);
    expect(factor).toBeGreaterThanOrEqual(0);
    expect(factor).toBeLessThanOrEqual(1);
  });

  test.each([
    ['below a half-line', compareWithin(1, 2, INF)],
    ['above one', compareWithin(5, -INF, 4)],
    ['of a number that is none', compareWithin(Number.NaN, -INF, INF)],
  ])('is above 1 where it does not: %s', (_, { holds, factor }) => {
    expect(holds).toBe(false);
    expect(factor).toBeGreaterThan(1);
  });
});
