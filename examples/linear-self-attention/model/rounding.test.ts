import fc from 'fast-check';
import { problem } from '../task/problem';
import { drawPrompts } from '../task/prompts';
import { gradientStep } from './gradient-descent';
import { roundingBound } from './rounding';

const { fround } = Math;

test('with one number of each the bound is γ_8 times the sizes', () => {
  const one = problem({ dx: 1, dy: 1, N: 1 });
  const prompts = { n: 1, tokens: Float32Array.of(0.5, -2), query: Float32Array.of(-0.25), target: Float32Array.of(0) };
  const gamma = (8 * 2 ** -24) / (1 - 8 * 2 ** -24);
  // η (|W_0 x| + |y|) |x x_q| + |W_0 x_q| with η = 3, W_0 = 4: 3 (2 + 2) 0.125 + 1.
  expect(roundingBound(one, prompts, [4], 3)[0]).toBeCloseTo(gamma * 2.5, 15);
});

/** The layer with the paper's weights, every operation rounded to 32 bits, examples taken in a given order. */
function in32Bits(
  order: readonly number[],
  tokens: Float32Array,
  x: Float32Array,
  w: Float32Array,
  eta: number,
): number {
  const D = x.length + 1;
  const product = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum = fround(sum + fround(a[i]! * b[i]!));
    return sum;
  };
  let mixed = 0;
  for (const j of order) {
    const token = tokens.subarray(j * D, (j + 1) * D);
    mixed = fround(mixed + fround(product(token, x) * fround(product(w, token) - token[D - 1]!)));
  }
  const own = fround(-w.reduce((sum, v, i) => sum + v * x[i]!, 0));
  return -fround(own + fround(mixed * fround(eta / order.length)));
}

test('no order of 32-bit operations leaves the bound, and the bound is a rounding', () => {
  const shape = fc.record({ dx: fc.integer({ min: 1, max: 4 }), N: fc.integer({ min: 1, max: 12 }) });
  const scale = fc.integer({ min: -3, max: 3 }).map((k) => 3 ** k);
  const all = fc.tuple(shape, scale, fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.boolean());
  const property = fc.property(all, ([numbers, eta, seed, reversed]) => {
    const from = problem({ ...numbers, dy: 1 });
    const prompts = drawPrompts(from, [seed, 1], 1, 1);
    const w = drawPrompts(from, [seed, 2], 1, 1).query;
    const order = Array.from({ length: from.N }, (_, j) => (reversed ? from.N - 1 - j : j));
    const bound = roundingBound(from, prompts, w, eta)[0]!;
    const expected = gradientStep(from, prompts, w, eta).prediction[0]!;
    const size = bound / (((2 * from.dx + from.N + 5) * 2 ** -24) / 0.999);
    return (
      Math.abs(in32Bits(order, prompts.tokens, prompts.query, w, eta) - expected) <= bound &&
      Math.abs(expected) <= 1.01 * size
    );
  });
  fc.assert(property, { seed: 1, numRuns: 500 });
});
