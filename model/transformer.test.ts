import { AWKWARD_SHAPES, randomCase } from './fixtures';
import {
  forward,
  logistic,
  logisticSlope,
  lossAndGradient,
  type Parameters,
  sgdStep,
  stepSize,
  toFloat64,
} from './transformer';

/** Central difference of the mean loss in entry i of one matrix. h = 2^-17 puts truncation and rounding near 1e-10. */
function centralDifference(w: ReturnType<typeof toFloat64>, batch: never, name: 'WQ' | 'WK' | 'WO', i: number): number {
  const h = 2 ** -17;
  const kept = w[name][i]!;
  w[name][i] = kept + h;
  const above = forward(w, batch).loss;
  w[name][i] = kept - h;
  const below = forward(w, batch).loss;
  w[name][i] = kept;
  return (above - below) / (2 * h);
}

describe.each(Object.entries(AWKWARD_SHAPES))('gradient of the reference: %s', (_, shape) => {
  const { weights, batch } = randomCase(shape, 7);
  // A row of W_O that is exactly 0 sits on the kink, where a central difference is half of either side: it is checked apart.
  const kink = (shape.dead ?? 0) * shape.dY;

  test.each(['WQ', 'WK', 'WO'] as const)('%s equals central differences', (name) => {
    const w = toFloat64(weights);
    const gradient = lossAndGradient(w, batch).gradient[name];
    const scale = gradient.reduce((a, g) => Math.max(a, Math.abs(g)), 1e-3);
    for (let i = name === 'WO' ? kink : 0; i < gradient.length; i++) {
      // Truncation h²/6 · f''' with f''' up to ~1e3 in the saturated case, plus rounding 2^-53/h.
      expect(Math.abs(gradient[i]! - centralDifference(w, batch as never, name, i))).toBeLessThan(
        2e-7 * Math.max(scale, 1),
      );
    }
  });

  test('a neuron exactly at 0 has no gradient', () => {
    const gradient = lossAndGradient(weights, batch).gradient.WO;
    expect(Array.from(gradient.subarray(0, kink))).toEqual(new Array(kink).fill(0));
  });
});

/** The model once more, written straight from its definition: scores are inner products of W_K x_l and W_Q x_q. */
function outputByDefinition(w: Parameters, x: number[][], y: number[][], xq: number[]): number {
  const times = (W: ArrayLike<number>, v: number[]) =>
    Array.from({ length: W.length / v.length }, (_, i) => v.reduce((a, vj, j) => a + W[i * v.length + j]! * vj, 0));
  const query = times(w.WQ, xq);
  const weight = x.map((xl) => Math.exp(times(w.WK, xl).reduce((a, k, i) => a + k * query[i]!, 0)));
  const total = weight.reduce((a, e) => a + e, 0);
  const hidden = y.map((yl) => times(w.WO, yl));
  return Array.from(w.r).reduce((f, ri, i) => {
    const h = hidden.reduce((a, row, l) => a + (weight[l]! / total) * row[i]!, 0);
    return f + ri * Math.max(h, 0);
  }, 0);
}

test('the output is the one of the definition', () => {
  const { weights, batch } = randomCase(AWKWARD_SHAPES.plain!, 3);
  const rows = (a: Float32Array, at: number, count: number, dim: number) =>
    Array.from({ length: count }, (_, l) => Array.from(a.subarray(at + l * dim, at + (l + 1) * dim)));
  const { f } = forward(weights, batch);
  for (let b = 0; b < batch.n; b++) {
    const [x, y] = [rows(batch.x, b * 4 * 8, 4, 8), rows(batch.y, b * 4 * 12, 4, 12)];
    const expected = outputByDefinition(weights, x, y, rows(batch.xq, b * 8, 1, 8)[0]!);
    expect(f[b]).toBeCloseTo(expected, 12);
  }
});

describe('a step of SGD', () => {
  const { weights, batch } = randomCase(AWKWARD_SHAPES.plain!, 11);
  const { gradient } = lossAndGradient(weights, batch);

  test('moves against gradient plus decay', () => {
    const { weights: after } = sgdStep(weights, batch, { eta: 0.5, lambda: 0.01 });
    const expected = (name: 'WQ' | 'WK' | 'WO') =>
      gradient[name].map((g, i) => weights[name][i]! * (1 - 0.005) - 0.5 * g);
    for (const name of ['WQ', 'WK', 'WO'] as const) {
      after[name].forEach((value, i) => {
        expect(value).toBeCloseTo(expected(name)[i]!, 12);
      });
    }
  });

  test('leaves frozen matrices alone, decay included', () => {
    const attention = sgdStep(weights, batch, { eta: 0.5, lambda: 0.01, frozenAttention: 1 }).weights;
    expect([attention.WQ, attention.WK]).toEqual([Float64Array.from(weights.WQ), Float64Array.from(weights.WK)]);
    expect(attention.WO).not.toEqual(Float64Array.from(weights.WO));
    const mlp = sgdStep(weights, batch, { eta: 0.5, lambda: 0.01, frozenMlp: 1 }).weights;
    expect(mlp.WO).toEqual(Float64Array.from(weights.WO));
    expect(mlp.WQ).not.toEqual(Float64Array.from(weights.WQ));
  });
});

test('the logistic loss and its slope hold in both tails', () => {
  expect(logistic(0)).toBeCloseTo(Math.LN2, 15);
  expect(logistic(-1000)).toBe(1000);
  expect(logistic(40) / Math.exp(-40)).toBeCloseTo(1, 12);
  expect(logisticSlope(0)).toBe(-0.5);
  expect(logisticSlope(-1000)).toBe(-1);
  expect(logisticSlope(40) / Math.exp(-40)).toBeCloseTo(-1, 12);
});

test('the step size decays as stated, from the first step on undiminished', () => {
  expect([1, 2, 9].map((t) => stepSize(8, 0.125, 1, t) * (1 + 0.125 * (t - 1)))).toEqual([8, 8, 8].map(about));
  expect(stepSize(8, 15, 0.25, 2)).toBe(4);
  expect(stepSize(8, 15, 0.5, 2)).toBe(2);
  expect(stepSize(8, 15, 1.5, 2)).toBe(0.125);
  expect(stepSize(8, 0, 1, 50)).toBe(8);
  expect(() => stepSize(8, 1, 0.3, 2)).toThrow('expected stepPower a multiple of 0.25, at least 0, got 0.3');
});

const about = (value: number) => expect.closeTo(value, 12);

test('arrays that do not fit are refused', () => {
  const { weights, batch } = randomCase(AWKWARD_SHAPES.plain!, 3);
  expect(() => forward({ ...weights, WQ: weights.WQ.subarray(1) }, batch)).toThrow('expected W_Q and W_K of 8x8');
  expect(() => forward(weights, { ...batch, y: batch.y.subarray(1) })).toThrow(
    'expected y of n*L*dY = 240 entries, got 239',
  );
});
