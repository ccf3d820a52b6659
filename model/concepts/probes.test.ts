import { conceptDictionary } from '../../generators/concepts/dictionary';
import { NO_DEPARTURES } from '../../generators/concepts/problem';
import { randomCase } from '../testing/fixtures';
import { decomposition } from './decomposition';
import {
  againstConcentrations,
  attentionMatrix,
  complementBasis,
  concentrations,
  labelCoefficients,
  marginAtIdealAttention,
  products,
} from './probes';
import { idealWeights, initialWeights } from './weights';

const PROBLEM = {
  ...{ K1: 3, K2: 2, dX: 21, dY: 17, L: 8, m: 50, B: 32, eta: 10, lambda: 1e-4, sigma0: 0.5, sigma1: 0.1 },
  ...{ kappaX: 0.2, kappaY: 0.4, sigma: 0.05, p: 0, pNu: 0.25, departures: NO_DEPARTURES },
};
const KEY = [3, 4] as const;
const DICTIONARY = conceptDictionary(PROBLEM, KEY);
const IDEAL = idealWeights(PROBLEM, DICTIONARY);
/** Float32 weights of size √20 carry relative errors of 2^-24, and d terms of them enter a product. */
const FLOAT32 = 20 * 21 * 2 ** -24;

/** Weights without structure. */
const { weights: RANDOM } = randomCase({ n: 1, L: 1, dX: 21, dY: 17, m: 50, attention: 0.4 }, 5);

const plainDot = (u: ArrayLike<number>, v: ArrayLike<number>) => Array.from(u).reduce((a, x, i) => a + x * v[i]!, 0);

/** `uᵀ W_Kᵀ W_Q v / (|u||v|)` from its definition. */
function plainProduct(u: Float64Array, v: Float64Array): number {
  const times = (W: Float32Array, x: Float64Array) =>
    Array.from({ length: 21 }, (_, i) => plainDot(W.subarray(21 * i, 21 * i + 21), x));
  return plainDot(times(RANDOM.WK, u), times(RANDOM.WQ, v)) / Math.sqrt(plainDot(u, u) * plainDot(v, v));
}

test('at initialisation M is sigma0² I: every own product is sigma0², every other 0', () => {
  const found = products(initialWeights(PROBLEM, KEY), DICTIONARY);
  for (const one of found.concentrations) expect(one).toBeCloseTo(0.25, 12);
  expect([found.a, found.nu, found.complement].map((x) => x.toFixed(12))).toEqual(new Array(3).fill('0.250000000000'));
  expect(found.crossB).toBeLessThan(1e-14);
});

test('the ideal weights have their concentration at 16/(1 − kappa) and nothing else', () => {
  const found = products(IDEAL, DICTIONARY);
  for (const one of found.concentrations) expect(one).toBeCloseTo(16 / 0.8, 4);
  expect(Math.max(found.a, found.nu, found.complement, found.crossB)).toBeLessThan(FLOAT32);
});

describe('for weights without structure', () => {
  const { a, b, nu } = DICTIONARY;
  const rest = complementBasis(DICTIONARY);
  const found = products(RANDOM, DICTIONARY);
  const largest = (pairs: [Float64Array, Float64Array][]) =>
    Math.max(...pairs.map(([u, v]) => Math.abs(plainProduct(u, v))));
  const between = (U: Float64Array[], V: Float64Array[]) =>
    U.flatMap((u) =>
      V.filter((v) => v !== u || U !== b).flatMap((v): [Float64Array, Float64Array][] => [
        [u, v],
        [v, u],
      ]),
    );

  test('the classes are the maxima over their pairs', () => {
    expect(found.a).toBeCloseTo(largest(between(a, [...a, ...b, ...nu, ...rest])), 10);
    expect(found.nu).toBeCloseTo(largest(between(nu, [...b, ...nu, ...rest])), 10);
    expect(found.complement).toBeCloseTo(largest(between(rest, [...b, ...rest])), 10);
    expect(found.crossB).toBeCloseTo(largest(between(b, b)), 10);
  });

  test('concentrations are those of the definition, by either function', () => {
    const expected = b.map((bk) => expect.closeTo(plainProduct(bk, bk), 10));
    expect(found.concentrations).toEqual(expected);
    expect(concentrations(RANDOM, DICTIONARY)).toEqual(expected);
  });

  test('label coefficients are those of the definition', () => {
    const expected = DICTIONARY.d.map((dk) =>
      Array.from(RANDOM.r).reduce((sum, ri, i) => sum + ri * plainDot(RANDOM.WO.subarray(17 * i, 17 * i + 17), dk), 0),
    );
    const norm = Math.sqrt((1 - PROBLEM.kappaY) / 2);
    const found = labelCoefficients(RANDOM, DICTIONARY);
    for (const [k, value] of found.entries()) expect(value).toBeCloseTo(expected[k]! / norm, 10);
  });
});

test('the complement is orthonormal, orthogonal to all features, and fills the space', () => {
  const basis = complementBasis(DICTIONARY);
  expect(basis.length).toBe(21 - 2 * 3 - 2);
  const features = [...DICTIONARY.a, ...DICTIONARY.b, ...DICTIONARY.nu];
  for (const [i, u] of basis.entries()) {
    for (const [j, v] of basis.entries()) expect(plainDot(u, v)).toBeCloseTo(i === j ? 1 : 0, 13);
    for (const v of features) expect(plainDot(u, v)).toBeCloseTo(0, 13);
  }
});

test('a full dictionary leaves no complement', () => {
  const full = conceptDictionary({ ...PROBLEM, dX: 8 }, KEY);
  expect(complementBasis(full)).toEqual([]);
});

test('products are too large against attention that is nowhere, or the wrong way round', () => {
  expect(againstConcentrations(0.2, [1, 0.5])).toBe(0.4);
  for (const least of [0, -0.5, -3]) {
    expect(againstConcentrations(0.2, [1, least])).toBe(1e12);
    expect(againstConcentrations(0, [least, 1])).toBe(1e12);
  }
});

describe('label side of known weights', () => {
  test('the ideal ones', () => {
    // r_i w_i = (1/m) Σ_j d_j/|d_j|² for every neuron, so the coefficient is 1/|d_k|; f at q_k^e is e/2.
    for (const value of labelCoefficients(IDEAL, DICTIONARY)) expect(value).toBeCloseTo(1 / Math.sqrt(0.3), 6);
    expect(marginAtIdealAttention(IDEAL, DICTIONARY)).toBeCloseTo(0.5, 6);
  });

  test('with the read-out reversed every sign is wrong', () => {
    expect(marginAtIdealAttention({ ...IDEAL, r: IDEAL.r.map((x) => -x) }, DICTIONARY)).toBeCloseTo(-0.5, 6);
  });
});

describe('the idempotent decomposition', () => {
  test.each([
    ['random weights', RANDOM],
    ['ideal weights', IDEAL],
  ] as const)('%s: holds to rounding', (_, weights) => {
    const { idempotence, orthogonality, reassembly, bound } = decomposition(weights, DICTIONARY);
    expect(bound).toBeLessThan(1e-11);
    expect(Math.max(idempotence, orthogonality, reassembly)).toBeLessThan(bound);
  });

  test('a dictionary coherent by a thousandth breaks orthogonality and completeness', () => {
    const problem = { ...PROBLEM, departures: { ...NO_DEPARTURES, coherence: 0.001 } };
    const found = decomposition(RANDOM, conceptDictionary(problem, KEY));
    expect(found.orthogonality).toBeCloseTo(1e-3, 10);
    expect(found.reassembly).toBeGreaterThan(1e4 * found.bound);
    expect(found.idempotence).toBeLessThan(found.bound);
  });

  test('M is W_Kᵀ W_Q', () => {
    const M = attentionMatrix(RANDOM);
    const [i, j] = [4, 7];
    const expected = Array.from({ length: 21 }, (_, k) => RANDOM.WK[21 * k + i]! * RANDOM.WQ[21 * k + j]!);
    expect(M[21 * i + j]).toBeCloseTo(
      expected.reduce((a, x) => a + x),
      12,
    );
  });
});
