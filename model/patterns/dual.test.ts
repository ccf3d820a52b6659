import { forward } from '../reference/transformer';
import { idealCategoryWeights } from './dual';

/** Two patterns that lean on each other by a cosine of .6, and a third one. */
const mu = [Float64Array.of(2, 0, 0), Float64Array.of(1.2, 1.6, 0), Float64Array.of(0, 0.5, 3)];
const q = Float64Array.of(0.6, 0.8);
const weights = idealCategoryWeights({ dX: 3, dY: 2, m: 9 }, { mu, q });
const token = (j: number, z: number) => Float64Array.of(...mu[j]!, ...q.map((x) => z * x));

test.each([
  [0, 1],
  [1, -1],
])('pattern %d is answered with the label of its context, whatever it leans on', (j, z) => {
  const contexts = [token(0, 1), token(1, -1), token(2, 1), token(2, -1)];
  const x = Float64Array.from(contexts.flatMap((context) => [...context]));
  const { f, attention } = forward(weights, { n: 1, x, y: x, xq: token(j, 0), label: Float64Array.of(z) }, 'hinge');
  expect(attention[j]).toBeGreaterThan(1 - 1e-6);
  expect(f[0]! * z).toBeCloseTo(1.05, 5);
});
