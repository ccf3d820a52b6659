import { AWKWARD_SHAPES, plainRule, randomCase, tokenShape } from '../testing/fixtures';
import { losses } from './loss';
import {
  forward,
  lossAndGradient,
  type Parameters,
  sgdStep,
  stepRule,
  stepSize,
  type Trained,
  toFloat64,
} from './transformer';
import type { Batch, Loss } from './types';

const NAMES = ['WQ', 'WK', 'WV', 'WO'] as const;

/** Central difference of the mean loss in entry i of one matrix. h = 2^-17 puts truncation and rounding near 1e-10. */
function centralDifference(w: Parameters & Trained, batch: Batch, loss: Loss, name: keyof Trained, i: number): number {
  const h = 2 ** -17;
  const entries = w[name]!;
  const kept = entries[i]!;
  const lossAt = (value: number) => {
    entries[i] = value;
    return forward(w, batch, loss).loss;
  };
  const difference = lossAt(kept + h) - lossAt(kept - h);
  entries[i] = kept;
  return difference / (2 * h);
}

/** The model of bu2024, that of li2024, and what lies between. */
const VARIANTS = {
  'bu2024: logistic': { loss: 'logistic', tokens: false },
  'li2024: hinge, W_V, shared tokens': { loss: 'hinge', tokens: true },
  'hinge alone': { loss: 'hinge', tokens: false },
  'W_V and shared tokens alone': { loss: 'logistic', tokens: true },
} as const;

const CASES = Object.entries(VARIANTS).flatMap(([variant, { loss, tokens }]) =>
  Object.entries(AWKWARD_SHAPES).map(
    ([name, shape]) => [`${variant}: ${name}`, loss, tokens ? tokenShape(shape) : shape] as const,
  ),
);

describe.each(CASES)('gradient of the reference: %s', (_, loss, shape) => {
  const { weights, batch } = randomCase(shape, 7);
  // A row of W_O that is exactly 0 sits on the kink, where a central difference is half of either side: it is checked apart.
  const kink = (shape.dead ?? 0) * shape.dY;

  test.each(NAMES.filter((name) => weights[name]))('%s equals central differences', (name) => {
    const w = toFloat64(weights);
    const gradient = lossAndGradient(w, batch, loss).gradient[name]!;
    const scale = gradient.reduce((a, g) => Math.max(a, Math.abs(g)), 1e-3);
    for (let i = name === 'WO' ? kink : 0; i < gradient.length; i++) {
      // Truncation h²/6 · f''' with f''' up to ~1e3 in the saturated case, plus rounding 2^-53/h.
      expect(Math.abs(gradient[i]! - centralDifference(w, batch, loss, name, i))).toBeLessThan(
        2e-7 * Math.max(scale, 1),
      );
    }
  });

  test('a neuron exactly at 0 has no gradient', () => {
    const gradient = lossAndGradient(weights, batch, loss).gradient.WO;
    expect(Array.from(gradient.subarray(0, kink))).toEqual(new Array(kink).fill(0));
  });
});

test('the hinge cases have prompts on either side of the kink', () => {
  const margins = CASES.filter(([, loss]) => loss === 'hinge').flatMap(([, , shape]) => {
    const { weights, batch } = randomCase(shape, 7);
    return Array.from(forward(weights, batch).f, (f, b) => f * batch.label[b]!);
  });
  expect(margins.filter((margin) => margin > 1).length).toBeGreaterThan(3);
  expect(margins.filter((margin) => margin > 0 && margin < 1).length).toBeGreaterThan(3);
});

/** One of everything, with W_Q = W_K = 0: f = W_O W_V for W_O W_V ≥ 0. */
function scalarCase(WV: number, WO: number) {
  const [one, zero] = [Float64Array.of(1), Float64Array.of(0)];
  const weights = { WQ: zero, WK: zero, WV: Float64Array.of(WV), WO: Float64Array.of(WO), r: one };
  return lossAndGradient(weights, { n: 1, x: one, y: one, xq: one, label: one }, 'hinge');
}

test.each([
  // Steep side: d(1 − W_O W_V) = −W_V dW_O − W_O dW_V.
  ['just below the kink', 0.5, 2 - 2 ** -40, { loss: 2 ** -41, WV: -(2 - 2 ** -40), WO: -0.5 }],
  ['exactly at the kink', 0.5, 2, { loss: 0, WV: 0, WO: 0 }],
  ['just above the kink', 0.5, 2 + 2 ** -40, { loss: 0, WV: 0, WO: 0 }],
  ['exactly at the kink of ReLU', 0.5, 0, { loss: 1, WV: 0, WO: 0 }],
])('hinge loss %s', (_, WV, WO, expected) => {
  const { loss, gradient } = scalarCase(WV, WO);
  expect({ loss, WV: gradient.WV![0]! + 0, WO: gradient.WO[0]! + 0 }).toEqual(expected);
});

/** The model once more, written straight from its definition: scores are inner products of W_K x_l and W_Q x_q. */
function outputByDefinition(w: Parameters, x: number[][], y: number[][], xq: number[]): number {
  const times = (W: ArrayLike<number>, v: number[]) =>
    Array.from({ length: W.length / v.length }, (_, i) => v.reduce((a, vj, j) => a + W[i * v.length + j]! * vj, 0));
  const query = times(w.WQ, xq);
  const weight = x.map((xl) => Math.exp(times(w.WK, xl).reduce((a, k, i) => a + k * query[i]!, 0)));
  const total = weight.reduce((a, e) => a + e, 0);
  const hidden = y.map((yl) => times(w.WO, w.WV ? times(w.WV, yl) : yl));
  return Array.from(w.r).reduce((f, ri, i) => {
    const h = hidden.reduce((a, row, l) => a + (weight[l]! / total) * row[i]!, 0);
    return f + ri * Math.max(h, 0);
  }, 0);
}

test.each([AWKWARD_SHAPES.plain!, tokenShape(AWKWARD_SHAPES.plain!)])(
  'the output is the one of the definition',
  (shape) => {
    const { weights, batch } = randomCase(shape, 3);
    const { n, L, dX, dY } = shape;
    const rows = (a: Float32Array, at: number, count: number, dim: number) =>
      Array.from({ length: count }, (_, l) => Array.from(a.subarray(at + l * dim, at + (l + 1) * dim)));
    const { f } = forward(weights, batch);
    for (let b = 0; b < n; b++) {
      const [x, y] = [rows(batch.x, b * L * dX, L, dX), rows(batch.y, b * L * dY, L, dY)];
      const expected = outputByDefinition(weights, x, y, rows(batch.xq, b * dX, 1, dX)[0]!);
      expect(f[b]).toBeCloseTo(expected, 12);
    }
  },
);

describe('a step of SGD', () => {
  const { weights, batch } = randomCase(tokenShape(AWKWARD_SHAPES.plain!), 11);
  const { gradient } = lossAndGradient(weights, batch, 'hinge');
  const rule = { eta: 0.5, lambda: 0.01, loss: 'hinge' } as const;

  test('moves against gradient plus decay', () => {
    const { weights: after } = sgdStep(weights, batch, rule);
    for (const name of NAMES) {
      expect(gradient[name]!.some((g) => g !== 0)).toBe(true);
      after[name]!.forEach((value, i) => {
        expect(value).toBeCloseTo(weights[name]![i]! * (1 - 0.005) - 0.5 * gradient[name]![i]!, 12);
      });
    }
  });

  test.each([
    ['frozenAttention', ['WQ', 'WK']],
    ['frozenValue', ['WV']],
    ['frozenMlp', ['WO']],
  ] as const)('with %s leaves %j alone, decay included, and nothing else', (flag, kept) => {
    const after = sgdStep(weights, batch, { ...rule, [flag]: 1 }).weights;
    const unmoved = NAMES.filter((name) => after[name]!.every((value, i) => value === weights[name]![i]));
    expect(unmoved).toEqual(kept);
  });

  test('uses the rule of its step', () => {
    const training = plainRule(AWKWARD_SHAPES.plain!, {
      ...{ loss: 'hinge', eta: 8, stepRate: 0.125, stepPower: 1, lambda: 0.01 },
      frozen: { attention: false, value: true, mlp: true },
    });
    const flags = { frozenAttention: 0, frozenValue: 1, frozenMlp: 1 };
    expect(stepRule(training, 9)).toEqual({ eta: about(4), lambda: 0.01, loss: 'hinge', ...flags });
    const others = { ...training, frozen: { attention: true, value: false, mlp: true } };
    expect(stepRule(others, 1)).toMatchObject({ eta: 8, frozenAttention: 1, frozenValue: 0, frozenMlp: 1 });
  });
});

test('the logistic loss and its slope hold in both tails', () => {
  const { value, slope } = losses.logistic;
  expect(value(0)).toBeCloseTo(Math.LN2, 15);
  expect(value(-1000)).toBe(1000);
  expect(value(40) / Math.exp(-40)).toBeCloseTo(1, 12);
  expect(slope(0)).toBe(-0.5);
  expect(slope(-1000)).toBe(-1);
  expect(slope(40) / Math.exp(-40)).toBeCloseTo(-1, 12);
});

test('the hinge loss is flat from its kink on, and keeps what is not a number', () => {
  const { value, slope } = losses.hinge;
  expect([-2, 0, 1, 3].map(value)).toEqual([3, 1, 0, 0]);
  expect([-2, 0, 1 - 2 ** -53, 1, 3].map(slope)).toEqual([-1, -1, -1, 0, 0]);
  expect(value(Number.NaN)).toBeNaN();
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
  expect(() => forward({ ...weights, WV: weights.WQ }, batch)).toThrow('expected W_V of 12x12, got 64 entries');
  expect(() => forward(weights, { ...batch, y: batch.y.subarray(1) })).toThrow(
    'expected y of n*L*dY = 240 entries, got 239',
  );
});
