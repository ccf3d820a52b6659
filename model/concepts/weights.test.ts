import { conceptDictionary } from '../../generators/concepts/dictionary';
import { NO_DEPARTURES } from '../../generators/concepts/problem';
import { conceptLaw } from '../engines/concept-law';
import { loadKernel } from '../engines/kernel';
import { PromptSampler } from '../engines/sampler';
import { forward } from '../reference/transformer';
import type { Batch } from '../reference/types';
import { idealWeights, initialWeights, withRandomAttention } from './weights';

/** The reference problem of bu2024, with irrelevant features. */
const REF = {
  ...{ K1: 4, K2: 4, dX: 40, dY: 40, L: 8, m: 50, B: 32, eta: 10, lambda: 1e-4, sigma0: 1, sigma1: 0.1 },
  ...{ kappaX: 0.3, kappaY: 0.3, sigma: 0.05, p: 0, pNu: 0.25, departures: NO_DEPARTURES },
};
const KEY = [17, 23] as const;

describe('initial weights', () => {
  const { WQ, WK, WO, r } = initialWeights({ ...REF, sigma0: 0.7, m: 51 }, KEY);

  test('W_Q and W_K are sigma0 times the identity', () => {
    expect(Array.from(WQ.subarray(0, 42))).toEqual([Math.fround(0.7), ...new Array(40).fill(0), Math.fround(0.7)]);
    expect(WQ.reduce((a, w) => a + w, 0)).toBeCloseTo(28, 5);
    expect(WK).toEqual(WQ);
  });

  test('W_O has mean 0 and standard deviation sigma1', () => {
    const n = WO.length;
    const mean = WO.reduce((a, w) => a + w, 0) / n;
    const variance = WO.reduce((a, w) => a + w * w, 0) / n;
    // z-scores beyond 4 have probability 6e-5 each; the key is fixed.
    expect(Math.abs(mean / (0.1 / Math.sqrt(n)))).toBeLessThan(4);
    expect(Math.abs((variance / 0.01 - 1) / Math.sqrt(2 / n))).toBeLessThan(4);
  });

  test('r is ±1/m, half each, one more + for an odd m', () => {
    const count = (sign: number) => Array.from(r).filter((ri) => ri === Math.fround(sign / 51)).length;
    expect([count(1), count(-1)]).toEqual([26, 25]);
    const even = initialWeights(REF, KEY).r;
    expect(Array.from(even).reduce((a, ri) => a + ri, 0)).toBe(0);
    expect(Array.from(initialWeights({ ...REF, m: 1 }, KEY).r)).toEqual([1]);
  });

  test('are a function of the key', () => {
    expect(initialWeights(REF, KEY)).toEqual(initialWeights(REF, KEY));
    expect(initialWeights(REF, [17, 24]).WO).not.toEqual(initialWeights(REF, KEY).WO);
  });
});

test('random attention has independent entries of variance sigma0²/dX, and the same MLP', () => {
  const initial = initialWeights(REF, KEY);
  const { WQ, WK, ...others } = withRandomAttention(initial, { ...REF, sigma0: 0.5 }, [1, 2]);
  expect(others).toEqual({ WO: initial.WO, r: initial.r });
  // z-scores beyond 4 have probability 6e-5 each; the key is fixed.
  const n = WQ.length;
  const mean = (of: (q: number, i: number) => number) => WQ.reduce((sum, q, i) => sum + of(q, i), 0) / n;
  expect(Math.abs((mean((q) => q * q) / (0.25 / 40) - 1) / Math.sqrt(2 / n))).toBeLessThan(4);
  expect(Math.abs((mean((q, i) => q * WK[i]!) / (0.25 / 40)) * Math.sqrt(n))).toBeLessThan(4);
});

/** Smallest attention on the demonstrations that share the sign of the query. */
function worstAttention({ n, sign, label }: Batch, attention: Float64Array): number {
  const L = sign.length / n;
  const masses = Array.from({ length: n }, (_, b) =>
    attention.subarray(b * L, (b + 1) * L).reduce((a, s, l) => a + (sign[b * L + l] === label[b] ? s : 0), 0),
  );
  return Math.min(...masses);
}

/** What the ideal weights make of fresh prompts. */
function idealAnswers(problem: typeof REF) {
  const dictionary = conceptDictionary(problem, KEY);
  const batch = new PromptSampler(loadKernel(), conceptLaw(problem, dictionary)).batch([1, 2], 0, 2000);
  const { f, attention } = forward(idealWeights(problem, dictionary), batch);
  const errors = Array.from(f).filter((fb, b) => fb * batch.label[b]! <= 0).length;
  return { attention: worstAttention(batch, attention), errorRate: errors / batch.n };
}

test.each([50, 51, 2])('ideal weights with %i neurons answer rightly and attend to the right sign', (m) => {
  const { attention, errorRate } = idealAnswers({ ...REF, m });
  expect(errorRate).toBe(0);
  expect(attention).toBeGreaterThan(0.999);
});

test('polysemy can outvote ideal weights, rarely: a demonstration that shares two concepts with the query takes it all', () => {
  const { attention, errorRate } = idealAnswers({ ...REF, p: 0.02 });
  expect(errorRate).toBeLessThan(0.01);
  expect(attention).toBeGreaterThan(0.99);
});
