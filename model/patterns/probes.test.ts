import { patternsOf } from '../../generators/patterns/patterns';
import { referencePatterns } from '../../generators/patterns/reference';
import type { Weights } from '../reference/types';
import { axisPatterns } from '../testing/fixtures';
import { amplification, byMagnitude, featureAlignment, labelAlignment, neurons, pruned } from './probes';
import { idealPatternWeights, initialPatternWeights } from './weights';

/** Two relevant patterns, one irrelevant one, a dimension of inputs that is left over, and two of labels. */
const SMALL = { ...referencePatterns, M1: 2, M1Out: 2, M2: 1, dX: 4, dY: 2, m: 6, beta: 2 };
const AXES = axisPatterns(SMALL);

function matrix(d: number, entries: Readonly<Record<string, number>>): Float32Array {
  const out = new Float32Array(d * d);
  for (const [place, value] of Object.entries(entries)) {
    const [i, j] = place.split(',').map(Number) as [number, number];
    out[i * d + j] = value;
  }
  return out;
}

const identity = matrix(6, Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`${i},${i}`, 1])));

describe('amplification', () => {
  /** With W_K = I, M = W_Q: entry (i, j) is the product of axes i and j. */
  const gain = (entries: Readonly<Record<string, number>>) =>
    amplification({ WQ: matrix(6, { '0,0': 12, '1,1': 8, ...entries }), WK: identity }, AXES);

  test.each([
    ['a nu with itself', { '2,2': -2 }, 4],
    ['a nu on the left', { '2,0': 4 }, 2],
    ['a nu on the right', { '1,2': -0.5 }, 16],
    ['the largest of several', { '2,2': 1, '2,1': -2, '0,2': 0.5 }, 4],
  ])('takes %s as noise', (_, entries, expected) => {
    expect(gain(entries)).toBe(expected);
  });

  test('leaves out products of relevant patterns, of directions that hold no pattern and of labels', () => {
    expect(gain({ '2,2': 1, '0,1': 50, '3,3': 50, '2,3': 50, '4,4': 50, '2,4': 50, '5,2': 50 })).toBe(8);
    expect(gain({})).toBe(Number.POSITIVE_INFINITY);
  });

  test('uses W_Kᵀ W_Q, in this order', () => {
    const WK = matrix(6, { '0,0': 1, '1,1': 1, '2,0': 1 });
    // M_ij = Σ_k K_ki Q_kj: M_00 = 3 + 0, M_11 = 5, M_02 = K_20 Q_22 = 2; nothing else holds a nu, since K_k2 = 0.
    expect(amplification({ WQ: matrix(6, { '0,0': 3, '1,1': 5, '2,2': 2 }), WK }, AXES)).toBe(1.5);
  });

  test('is 1 before training and beyond all bounds at ideal weights, whatever the rotation', () => {
    const patterns = patternsOf(referencePatterns, [1, 2]);
    expect(amplification(initialPatternWeights(referencePatterns, [3, 4]), patterns)).toBeCloseTo(1, 6);
    expect(amplification(idealPatternWeights(referencePatterns, patterns), patterns)).toBeGreaterThan(1e5);
  });

  test('equals a sum over all entries of M', () => {
    const { weights, patterns } = scrambled();
    const { WQ, WK } = weights;
    const product = (u: Float64Array, v: Float64Array) => {
      let sum = 0;
      for (let k = 0; k < 40; k++)
        for (let i = 0; i < 30; i++)
          for (let j = 0; j < 30; j++) sum += u[i]! * WK[k * 40 + i]! * WQ[k * 40 + j]! * v[j]!;
      return sum / 4; // |u||v| = beta²
    };
    const { mu, nu } = patterns;
    const gains = mu.map((v) => product(v, v));
    const sides = [...mu, ...nu].flatMap((v) => nu.flatMap((k) => [product(v, k), product(k, v)]));
    const expected = Math.min(...gains) / Math.max(...sides.map(Math.abs));
    expect(amplification(weights, patterns) / expected).toBeCloseTo(1, 9);
  });
});

/** Weights without any structure, on the problem of the reference. */
function scrambled() {
  const patterns = patternsOf(referencePatterns, [1, 2]);
  const draw = (seed: number) => initialPatternWeights({ ...referencePatterns, m: 40 }, [seed, 1]).WO;
  const initial = initialPatternWeights(referencePatterns, [9, 1]);
  return { patterns, weights: { ...initial, WQ: draw(1), WK: draw(2), WV: draw(3) } };
}

/** Six neurons on (x1, x2, x3, x4, y1, y2) with W_V = 2I; q = y1 and the mean of relevant patterns along (1, 1, 0, 0). */
const SIX: Weights = {
  WQ: identity,
  WK: identity,
  WV: identity.map((v) => 2 * v),
  WO: Float32Array.of(
    ...[0, 0, 0, 0, 3, 4], // magnitude 10, label cosine .6, no feature
    ...[3, 3, 0, 0, 0, 0], // 6√2, no label, feature cosine 1
    ...[0, 0, 0, 0, 0, 0],
    ...[1, 0, 0, 0, -1, 0], // 2√2, label cosine −1, feature cosine 1/√2
    ...[0, -1, 0, 0, -1, 0], // 2√2, label cosine −1, feature cosine −1/√2
    ...[0, 0, 5, 0, 2, 0], // 2√29, label cosine 1, feature cosine 0
  ),
  r: Float32Array.of(1, 1, 1, -1, -1, 1),
};

test('neurons are rows of W_O W_V, split into feature and label', () => {
  const { magnitude, labelCosine, featureCosine } = neurons(SIX, AXES);
  const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 12));
  const root = Math.sqrt;
  expect(Array.from(magnitude)).toEqual(close([10, 6 * root(2), 0, 2 * root(2), 2 * root(2), 2 * root(29)]));
  expect(Array.from(labelCosine)).toEqual(close([0.6, 0, 0, -1, -1, 1]));
  expect(Array.from(featureCosine)).toEqual(close([0, 1, 0, root(0.5), -root(0.5), 0]));
});

test('W_V acts from the right: W_O W_V, not W_O W_Vᵀ', () => {
  // The only entry of W_V sends coordinate 1 to coordinate 4, the label: row · W_V reads entry 4 of the row into coordinate 1.
  const rowReading = (entry: number) =>
    neurons(
      {
        ...SIX,
        WV: matrix(6, { '4,1': 1 }),
        WO: matrix(6, { [`0,${entry}`]: 7 }),
      },
      AXES,
    ).magnitude[0];
  expect([rowReading(4), rowReading(1)]).toEqual([7, 0]);
});

test('order is by magnitude, the smaller index first among equals', () => {
  expect(byMagnitude(SIX)).toEqual([5, 0, 1, 3, 4, 2]);
});

test('label alignment counts the larger half with the sign of its read-out', () => {
  expect(labelAlignment(SIX, AXES)).toBeCloseTo(1 / 3, 12); // neurons 5, 0, 1
  expect(labelAlignment(SIX, AXES, 0.5)).toBeCloseTo(2 / 3, 12);
  expect(labelAlignment({ ...SIX, r: SIX.r.map((v) => -v) }, AXES)).toBe(0);
});

test('feature alignment is the mean cosine over either half', () => {
  const { larger, smaller } = featureAlignment(SIX, AXES);
  expect(larger).toBeCloseTo(1 / 3, 12);
  expect(smaller).toBeCloseTo(0, 12);
});

test('ideal weights are aligned', () => {
  const patterns = patternsOf(referencePatterns, [1, 2]);
  const weights = idealPatternWeights(referencePatterns, patterns);
  expect(labelAlignment(weights, patterns)).toBe(1);
  const { larger, smaller } = featureAlignment(weights, patterns);
  expect([larger, smaller]).toEqual([expect.closeTo(1, 5), expect.closeTo(0, 3)]);
});

describe('pruning', () => {
  const isDropped = (w: Weights) =>
    Array.from(w.r, (_, i) => i).filter((i) => w.WO.subarray(6 * i, 6 * i + 6).every((value) => value === 0));

  test('drops the stated share of neurons, the nearest count', () => {
    const dropped = (share: number, order: 'smallest' | 'largest') => isDropped(pruned(SIX, share, order));
    expect(dropped(1 / 3, 'smallest')).toEqual([2, 4]);
    expect(dropped(0.3, 'largest')).toEqual([0, 2, 5]); // neuron 2 is 0 anyway
    expect(dropped(0.24, 'largest')).toEqual([2, 5]);
    expect(dropped(1, 'largest')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(pruned(SIX, 0, 'largest')).toEqual(SIX);
  });

  test('copies, and leaves everything else', () => {
    const kept = SIX.WO.slice();
    const { WO: _, ...rest } = pruned(SIX, 0.5, 'largest');
    const { WO: __, ...given } = SIX;
    expect(rest).toEqual(given);
    expect(SIX.WO).toEqual(kept);
    rest.WV![0] = 99;
    expect(SIX.WV![0]).toBe(2);
    const { WV: ___, ...withoutValue } = SIX;
    expect(pruned(withoutValue, 0.5, 'largest')).not.toHaveProperty('WV');
  });

  test('random neurons are uniform, a function of the key, and need one', () => {
    const counts = new Array(6).fill(0);
    const draws = 600;
    const full = { ...SIX, WO: SIX.WO.map(() => 1) };
    for (let key = 0; key < draws; key++) {
      const dropped = isDropped(pruned(full, 0.5, 'random', [key, 5]));
      expect(dropped.length).toBe(3);
      for (const i of dropped) counts[i]++;
    }
    // Each is dropped by a coin: beyond 4 standard deviations with probability 6e-5, six times; the keys are fixed.
    for (const count of counts) expect(Math.abs(count - draws / 2)).toBeLessThan(4 * Math.sqrt(draws / 4));
    expect(pruned(full, 0.5, 'random', [7, 5])).toEqual(pruned(full, 0.5, 'random', [7, 5]));
    expect(() => pruned(SIX, 0.5, 'random')).toThrow('expected a key for random neurons, got none');
    expect(() => pruned(SIX, 1.5, 'largest')).toThrow('expected a share in [0, 1], got 1.5');
  });
});
