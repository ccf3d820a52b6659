import { loadBackend } from 'theoremcheck/tfjs';
import { dot, drawData } from '../task/data';
import { problem } from '../task/problem';
import { gradientBound, tfjsGradient } from './autodiff';
import { logisticGradient, logisticLoss, slopeOfLoss } from './logistic';

const { points } = drawData(problem(), [3, 4]);
const start = Float64Array.of(0.7, -0.2, 1.1);
const loss = (w: Float64Array) => points.reduce((sum, x) => sum + logisticLoss(dot(w, x)), 0);

test('the loss is ln(1 + e^−z), and its slope that of the loss, from −40 to 40', () => {
  for (let z = -40; z <= 40; z += 0.37) {
    // Math.log1p is another route: no code of ours.
    expect(logisticLoss(z) / Math.log1p(Math.exp(-z))).toBeCloseTo(1, 9);
    const [h, there] = [1e-5, (at: number) => Math.log1p(Math.exp(-at))];
    expect((there(z - h) - there(z + h)) / (2 * h)).toBeCloseTo(slopeOfLoss(z), 8);
  }
});

test('the gradient is that of central differences', () => {
  const gradient = logisticGradient(points, start);
  gradient.forEach((g, i) => {
    const moved = (h: number) => loss(start.map((v, j) => (i === j ? v + h : v)));
    expect((moved(1e-6) - moved(-1e-6)) / 2e-6).toBeCloseTo(g, 7);
  });
});

test('autodiff in 32 bits has it within the bound, which is far smaller than the gradient', async () => {
  const autodiff = tfjsGradient(await loadBackend(), points);
  for (const size of [0.1, 1, 5, 20]) {
    const w = start.map((v) => size * v);
    const [mine, other, bound] = [logisticGradient(points, w), autodiff(w), gradientBound(points, w, slopeOfLoss)];
    mine.forEach((g, i) => {
      expect(Math.abs(g - other[i]!)).toBeLessThanOrEqual(bound[i]!);
    });
    expect(Math.max(...bound)).toBeLessThan(1e-3 * Math.max(...mine.map(Math.abs)));
  }
});
