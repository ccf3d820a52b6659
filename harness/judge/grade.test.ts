import { relaxed } from './grade';

const twice = { factor: 2, by: 0.25 };
const INF = Number.POSITIVE_INFINITY;

describe('a bound relaxed by a factor of 2', () => {
  test.each([
    ['from above grows', 0.05, { side: '≤' } as const, 0.1],
    ['from above and negative comes nearer to 0', -0.5, { side: '≤' } as const, 0],
    ['from above at 0 moves by what is stated', 0, { side: '≤' } as const, 0.25],
    ['from below, 1 − c, lets c grow', 0.95, { side: '≥', top: 1 } as const, 0.9],
    ['from below and positive without a top is halved', 5, { side: '≥', top: INF } as const, 2.5],
    ['from below and negative without a top is doubled', -0.005, { side: '≥', top: INF } as const, -0.01],
    ['from below at 0 moves by what is stated', 0, { side: '≥', top: INF } as const, -0.25],
    ['that bounds nothing stays', INF, { side: '≤' } as const, INF],
  ])('%s', (_, bound, scale, expected) => {
    expect(relaxed(bound, scale, twice)).toBeCloseTo(expected, 12);
  });

  it('stays as it is without a grade', () => {
    expect(relaxed(0.05, { side: '≤' }, undefined)).toBe(0.05);
  });
});
