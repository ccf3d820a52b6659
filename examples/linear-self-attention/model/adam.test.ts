import { Adam } from './adam';

/** The published algorithm with powers, in 64 bits: weights after all of the gradients. */
function published(start: number, gradients: readonly number[], rate: number): number {
  let [w, m, v] = [start, 0, 0];
  gradients.forEach((g, i) => {
    m = 0.9 * m + 0.1 * g;
    v = 0.99 * v + 0.01 * g ** 2;
    w -= (rate * (m / (1 - 0.9 ** (i + 1)))) / (Math.sqrt(v / (1 - 0.99 ** (i + 1))) + 1e-9);
  });
  return w;
}

test('steps are those of the published algorithm', () => {
  const weights = Float32Array.of(1, -2);
  const adam = new Adam(weights);
  const gradients = [0.3, -0.1, 2, 0.7, -5].map((g) => [g, 10 * g]);
  for (const gradient of gradients) adam.step(gradient, 0.05);
  const column = (k: number) => gradients.map((gradient) => gradient[k]!);
  expect(weights[0]).toBeCloseTo(published(1, column(0), 0.05), 6);
  expect(weights[1]).toBeCloseTo(published(-2, column(1), 0.05), 6);
});

test('the first step is as long as the rate, whatever the gradient', () => {
  const weights = Float32Array.of(0, 0);
  new Adam(weights).step([1e-3, -40], 0.25);
  expect(weights[0]).toBeCloseTo(-0.25, 5);
  expect(weights[1]).toBeCloseTo(0.25, 5);
});
