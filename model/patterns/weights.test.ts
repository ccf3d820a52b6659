import { patternsOf } from '../../generators/patterns/patterns';
import { referencePatterns } from '../../generators/patterns/reference';
import { outOfDomainTasks, tasksOf } from '../../generators/patterns/tasks';
import { Random } from '../../generators/random';
import { loadKernel } from '../engines/kernel';
import { patternLaw, patternSetting, testPrompts } from '../engines/pattern-law';
import { PromptSampler } from '../engines/sampler';
import { forward } from '../reference/transformer';
import type { Batch } from '../reference/types';
import { neurons, pruned } from './probes';
import { idealPatternWeights, initialPatternWeights } from './weights';

const REF = referencePatterns;
const KEY = [17, 23] as const;

describe('initial weights', () => {
  const problem = { ...REF, dX: 30, dY: 10, delta: 0.15, m: 61 };
  const { WQ, WK, WV, WO, r } = initialPatternWeights(problem, KEY);

  test('W_Q and W_K are delta times the identity on inputs, W_V on all of a token', () => {
    const expected = (count: number) =>
      Float32Array.from({ length: 1600 }, (_, i) => (i % 41 === 0 && i < 40 * count ? 0.15 : 0));
    expect(WQ).toEqual(expected(30));
    expect(WK).toEqual(WQ);
    expect(WV).toEqual(expected(40));
  });

  test('W_O has mean 0 and variance 1/m', () => {
    const n = WO.length;
    const mean = WO.reduce((a, w) => a + w, 0) / n;
    const variance = WO.reduce((a, w) => a + w * w, 0) / n;
    expect(n).toBe(61 * 40);
    // z-scores beyond 4 have probability 6e-5 each; the key is fixed.
    expect(Math.abs(mean / Math.sqrt(1 / 61 / n))).toBeLessThan(4);
    expect(Math.abs((variance * 61 - 1) / Math.sqrt(2 / n))).toBeLessThan(4);
  });

  test('r is ±1/√m by coins that follow W_O in its stream', () => {
    const random = new Random(KEY);
    for (let i = 0; i < WO.length; i++) random.normal();
    const coins = Array.from({ length: 61 }, () => (random.uniform() < 0.5 ? 1 : -1));
    expect(Array.from(r)).toEqual(coins.map((coin) => Math.fround(coin / Math.sqrt(61))));
    expect(new Set(coins).size).toBe(2);
  });

  test('are a function of the key', () => {
    expect(initialPatternWeights(problem, KEY)).toEqual(initialPatternWeights(problem, KEY));
    expect(initialPatternWeights(problem, [17, 24]).WO).not.toEqual(WO);
  });
});

/** z f of the prompts that hold a context with the query's pattern, and the least attention on such contexts. */
function answers(weights: Parameters<typeof forward>[0], batch: Batch) {
  const { f, attention } = forward(weights, batch, 'hinge');
  const L = batch.sign.length / batch.n;
  const margins: number[] = [];
  let least = 1;
  for (let b = 0; b < batch.n; b++) {
    const same = Array.from({ length: L }, (_, l) => b * L + l).filter((i) => batch.sign[i] === batch.label[b]);
    if (same.length === 0) continue;
    margins.push(batch.label[b]! * f[b]!);
    least = Math.min(
      least,
      same.reduce((sum, i) => sum + attention[i]!, 0),
    );
  }
  return { margins, least };
}

const hinge = (margins: readonly number[]) => margins.reduce((sum, z) => sum + Math.max(0, 1 - z), 0) / margins.length;

/** An odd half, an odd number of neurons, few and many patterns. */
const PROBLEMS = {
  reference: REF,
  'odd half, long tokens': { ...REF, shifts: 2, M1: 4, M1Out: 4, M2: 10, dX: 21, dY: 6, m: 50, beta: 3 },
  'odd number of neurons': { ...REF, M1: 8, M1Out: 8, M2: 3, dX: 11, dY: 3, m: 33, K: 0.2 },
};

describe.each(Object.entries(PROBLEMS))('ideal weights: %s', (_, problem) => {
  const patterns = patternsOf(problem, [1, 2]);
  const weights = idealPatternWeights(problem, patterns);
  const { evaluation } = patternSetting(problem, patterns, tasksOf(problem, [3, 4]));
  const batch = new PromptSampler(loadKernel(), evaluation).batch([5, 6], 1, 300);
  const { margins, least } = answers(weights, batch);

  test('attend to the query’s pattern and answer 1.05 z', () => {
    expect(margins.length).toBeGreaterThan(290);
    // 19 others of mass e^-16 each; they may hold the other label, which moves z f by 1.4 times their mass at most.
    expect(1 - least).toBeLessThan(20 * Math.exp(-16) * 1.01);
    for (const margin of margins) expect(Math.abs(margin - 1.05)).toBeLessThan(2e-5);
  });

  test('score contexts with the query’s pattern 16 above all others', () => {
    const L = batch.sign.length / batch.n;
    const { attention } = forward(weights, batch);
    const first = Array.from(attention.subarray(0, L), Math.log).sort((a, b) => a - b);
    expect(first.at(-1)! - first[0]!).toBeCloseTo(16, 4);
    const middle = first.filter((score) => Math.abs(score - first[0]! - 8) < 7.99);
    expect(middle).toEqual([]);
  });

  test('answer patterns of the span, at S1 below and above 1, by 1.05 (S1 + 2)/3', () => {
    for (const S1 of [-0.5, 1.2]) {
      const shifted = { ...problem, S1, M1Out: 2, alphaTest: 1 };
      const { muOut, nuOut, q } = patternsOf(shifted, [1, 2]);
      const law = patternLaw(
        testPrompts(shifted, { mu: muOut, nu: nuOut, q, muOut, nuOut }, outOfDomainTasks(shifted)),
      );
      const outside = answers(weights, new PromptSampler(loadKernel(), law).batch([5, 6], 1, 100));
      for (const margin of outside.margins) expect(Math.abs(margin - (1.05 * (S1 + 2)) / 3)).toBeLessThan(2e-5);
    }
  });

  test('have large neurons along mean feature and label, and small ones across', () => {
    const { magnitude, labelCosine, featureCosine } = neurons(weights, patterns);
    const half = Math.floor(problem.m / 2);
    const [largest, least] = [Math.max(...magnitude.subarray(half)), Math.min(...magnitude.subarray(0, half))];
    expect(largest / least).toBeLessThan(0.0101);
    expect(largest).toBeGreaterThan(0);
    for (let i = 0; i < problem.m; i++) {
      const large = i < half;
      expect(labelCosine[i]).toBeCloseTo(large ? Math.sign(weights.r[i]!) : 0, 5);
      expect(featureCosine[i]).toBeCloseTo(large ? 1 : 0, 4);
    }
  });

  test('suffer from dropping the largest neurons by about twice their share, from the smallest not at all', () => {
    const without = (share: number, order: 'smallest' | 'largest') =>
      hinge(answers(pruned(weights, share, order), batch).margins);
    for (const share of [0, 0.3, 0.45]) expect(without(share, 'smallest')).toBe(0);
    // What is left is 1.05 (1 − 2 share) up to the spread of sizes and one neuron more on one side.
    for (const share of [0.2, 0.3, 0.45]) {
      expect(Math.abs(without(share, 'largest') - (1 - 1.05 * (1 - 2 * share)))).toBeLessThan(0.1);
    }
  });
});
