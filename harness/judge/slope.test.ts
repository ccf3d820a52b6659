import { uniforms } from '../evidence/boundary-laws';
import { ClaimEvidence, type Status } from '../evidence/conjunction';
import { compareEnd } from './compare';
import { logLogSlope } from './slope';

/** The outcome that the relation `within` makes of a slope. */
const slopeOutcome = (slope: number, low: number, high: number): 0 | 1 =>
  (['low', 'high'] as const).every((end) => compareEnd(slope, low, high, end).holds) ? 0 : 1;

describe('log–log slope', () => {
  test('recovers the exponent of an exact power law', () => {
    const xs = [8, 16, 32, 64, 128];
    for (const exponent of [-2, -1, -0.5, 0, 1.5]) {
      expect(
        logLogSlope(
          xs,
          xs.map((x) => 3.7 * x ** exponent),
        ),
      ).toBeCloseTo(exponent, 12);
    }
  });

  test('solves the normal equations', () => {
    const xs = [1, 2, 5, 9, 20];
    const ys = [3, 1, 4, 1.5, 9];
    const [u, v] = [xs.map(Math.log), ys.map(Math.log)];
    const sum = (f: (i: number) => number) => xs.reduce((total, _, i) => total + f(i), 0);
    const [n, su, sv, suu, suv] = [
      5,
      sum((i) => u[i]!),
      sum((i) => v[i]!),
      sum((i) => u[i]! ** 2),
      sum((i) => u[i]! * v[i]!),
    ];
    expect(logLogSlope(xs, ys)).toBeCloseTo((n * suv - su * sv) / (n * suu - su * su), 12);
  });

  test('is NaN, hence a violation, where a value is not positive', () => {
    for (const y of [0, -0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(logLogSlope([1, 2], [1, y])).toBeNaN();
      expect(logLogSlope([1, 2, 4], [y, 1, y])).toBeNaN();
      expect(slopeOutcome(logLogSlope([1, 2], [1, y]), -9, 9)).toBe(1);
    }
  });

  test.each<[number[], number[], RegExp]>([
    [[1, 2], [1], /as many x as y, got 2 and 1/],
    [[0, 2], [1, 1], /positive finite x, got 0/],
    [[2, 2], [1, 1], /two distinct x at least, got 2, 2/],
  ])('refuses x = %j, y = %j', (xs, ys, message) => {
    expect(() => logLogSlope(xs, ys)).toThrow(message);
  });

  test('the ends of the interval belong to it', () => {
    expect([-1.5, -0.5, -1, -1.51, -0.49].map((slope) => slopeOutcome(slope, -1.5, -0.5))).toEqual([0, 0, 0, 1, 1]);
  });
});

const DESIGN = [8, 16, 32, 64, 128];
const REPEATS = 16;

/** The outcome of a block whose variances over 16 repeats follow B^exponent: sample variances of normal numbers. */
function block(exponent: number, next: () => number): 0 | 1 {
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const variances = DESIGN.map((batch) => {
    const xs = Array.from({ length: REPEATS }, () => normal() * batch ** (exponent / 2));
    const mean = xs.reduce((a, b) => a + b, 0) / REPEATS;
    return xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (REPEATS - 1);
  });
  return slopeOutcome(logLogSlope(DESIGN, variances), -1.5, -0.5);
}

function claims(exponent: number, count: number): Record<Status, number> {
  const found = { corroborated: 0, falsified: 0, undecided: 0 };
  const next = uniforms(4711);
  for (let i = 0; i < count; i += 1) {
    const claim = new ClaimEvidence([{ kind: 'prob', delta: 0.05, margin: 0.05 }], 0.05 / 32, 1e-3 / 32, 200);
    while (!claim.exhausted && claim.status === 'undecided') claim.add(0, block(exponent, next));
    found[claim.status] += 1;
  }
  return found;
}

/** Fixed seed. A block of slope −1 leaves [−1.5, −.5] with probability .008 or so (the slope has a spread of .19). */
describe('the scaling relation over independent blocks, −1 claimed, at the levels of a suite', () => {
  test('slope −1 is corroborated', () => {
    const found = claims(-1, 50);
    expect(found.falsified).toBe(0);
    expect(found.corroborated).toBeGreaterThanOrEqual(45);
  });

  test.each([-0.5, -2])('slope %d is falsified', (exponent) => {
    expect(claims(exponent, 50)).toEqual({ corroborated: 0, falsified: 50, undecided: 0 });
  });
});
