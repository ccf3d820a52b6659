import { Random } from 'theoremcheck/generators';
import { hardMargin } from '../testing/hard-margin';
import { dot, drawData, largestSquare, norm, scaled } from './data';
import { depart, problem } from './problem';

const keys = Array.from({ length: 12 }, (_, i) => [i, 7] as const);
const sizes = [problem({ d: 2, extra: 0 }), problem({ d: 3, extra: 5, rho: 2 }), problem({ d: 5, extra: 8, rho: 1 })];
const drawn = sizes.flatMap((one) => keys.map((key) => drawData(one, key)));

test('the direction and the margin are those that an exact solver finds', () => {
  for (const { points, direction, margin } of drawn) {
    const w = hardMargin(points);
    expect(1 / norm(w)).toBeCloseTo(margin, 9);
    expect(dot(scaled(w, 1 / norm(w)), direction)).toBeCloseTo(1, 12);
  }
});

test('support vectors come first, with weights that sum to 1 and give the direction', () => {
  for (const { points, direction, margin, weights } of drawn) {
    const d = direction.length;
    for (const x of points.slice(0, d)) expect(dot(direction, x)).toBeCloseTo(margin, 12);
    for (const x of points.slice(d)) expect(dot(direction, x)).toBeGreaterThan(1.49 * margin);
    expect(weights.reduce((sum, a) => sum + a, 0)).toBeCloseTo(1, 12);
    const sum = direction.map((_, i) => weights.reduce((total, a, n) => total + (a * points[n]![i]!) / margin, 0));
    sum.forEach((v, i) => {
      expect(v).toBeCloseTo(direction[i]!, 10);
    });
  }
});

test('σ_max² is no less than what any direction sees, and that of orthogonal points is known', () => {
  const axes = [Float64Array.of(3, 0, 0), Float64Array.of(0, -2, 0), Float64Array.of(0, 0, 1)];
  expect(largestSquare(axes)).toBeCloseTo(9, 9);
  const random = new Random([1, 2]);
  for (const { points } of drawn) {
    const v = points[0]!.map(() => random.normal());
    const seen = points.reduce((sum, x) => sum + dot(x, v) ** 2, 0) / dot(v, v);
    expect(largestSquare(points) * (1 + 1e-9)).toBeGreaterThanOrEqual(seen);
  }
});

test('a point with both labels leaves nothing that separates', () => {
  const { points } = drawData(depart(problem(), { flips: 1 }), [1, 1]);
  expect(points).toHaveLength(8);
  expect(() => hardMargin(points)).toThrow('expected separable points');
});
