import { coherent, combination, orthonormalFrame, orthonormalised, scaledBy } from './frame';
import { Random } from './random';
import { coherentRounding, frameRounding, gamma } from './testing/rounding';
import { delta, worstGram } from './testing/vectors';

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);

test.each([
  [1, 1, 0],
  [5, 5, 0],
  [30, 10, 20],
  [12, 3, 4],
])('R^%i holds %i orthonormal vectors beside %i others', (dim, n, m) => {
  for (const seed of SEEDS) {
    const random = new Random([seed, 3]);
    const beside = orthonormalFrame(random, m, dim);
    const frame = orthonormalFrame(random, n, dim, beside);
    expect(frame.map(({ length }) => length)).toEqual(Array(n).fill(dim));
    expect(worstGram([...beside, ...frame], frame, (i, j) => delta(i, j + m))).toBeLessThanOrEqual(
      frameRounding(dim, n + m) + gamma(dim),
    );
  }
});

test('a frame of given vectors spans what they span, in their order', () => {
  const vectors = [
    [3, 0, 0, 4],
    [3, 2, 0, 4],
    [5, 7, -1, 1],
  ].map((vector) => Float64Array.from(vector));
  const expected = [
    [0.6, 0, 0, 0.8],
    [0, 1, 0, 0],
    // (5, 7, −1, 1) less 3.8 of the first and 7 of the second is (2.72, 0, −1, −2.04), of square 12.56.
    [2.72, 0, -1, -2.04].map((value) => value / Math.sqrt(12.56)),
  ];
  const frame = orthonormalised(vectors);
  // Ten operations on numbers below 10 each.
  for (const [k, vector] of frame.entries()) {
    for (const [i, value] of vector.entries()) expect(Math.abs(value - expected[k]![i]!)).toBeLessThan(gamma(100));
  }
  expect(vectors[0]).toEqual(Float64Array.of(3, 0, 0, 4));
});

test.each([0, 0.05, 0.6, 0.99])('coherent vectors have all inner products %d', (rho) => {
  const frame = orthonormalFrame(new Random([1, 4]), 7, 11);
  const bound = coherentRounding(11, 7) + gamma(11);
  const vectors = coherent(frame, rho);
  expect(worstGram(vectors, vectors, (i, j) => (i === j ? 1 : rho))).toBeLessThanOrEqual(bound);
});

test('no vectors are coherent, too', () => {
  expect(coherent([], 0.5)).toEqual([]);
});

test('combination and scale', () => {
  const vectors = [Float64Array.of(1, 2), Float64Array.of(3, 5)];
  expect(combination([2, -1], vectors)).toEqual(Float64Array.of(-1, -1));
  expect(scaledBy(4)(vectors[1]!)).toEqual(Float64Array.of(12, 20));
});
