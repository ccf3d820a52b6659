import { conceptDictionary } from '../../../generators/concepts/dictionary';
import { referenceProblem } from '../../../generators/concepts/reference';
import { patternsOf } from '../../../generators/patterns/patterns';
import { referencePatterns } from '../../../generators/patterns/reference';
import { tasksOf } from '../../../generators/patterns/tasks';
import { initialWeights } from '../../concepts/weights';
import { initialPatternWeights } from '../../patterns/weights';
import { stepRounding } from '../../reference/rounding';
import { stepRule } from '../../reference/transformer';
import type { StreamKey, Weights } from '../../reference/types';
import { conceptSetting } from '../concept-law';
import { loadKernel } from '../kernel';
import type { TrainingSetup } from '../law';
import { patternSetting } from '../pattern-law';
import { PromptSampler } from '../sampler';
import { float64Trainer } from './float64';
import { fusedTrainer } from './fused';
import { fromLaws } from './training-prompts';

jest.setTimeout(60_000);

const KEY: StreamKey = [11, 22];
const OTHER: StreamKey = [3, 4];
const kernel = loadKernel();

const small = { ...referencePatterns, M2: 7, dX: 14, dY: 5, l: 11, lTest: 9, m: 22, B: 6, eta: 0.5 };
const concepts = { ...referenceProblem, dX: 14, dY: 9, m: 18, eta: 3.6, B: 6 };
const cases: Readonly<Record<string, readonly [TrainingSetup, Weights]>> = {
  concepts: [conceptSetting(concepts, conceptDictionary(concepts, [1, 2]), 'full'), initialWeights(concepts, [5, 6])],
  patterns: [
    patternSetting(small, patternsOf(small, [1, 2]), tasksOf(small, [3, 4])),
    initialPatternWeights(small, [5, 6]),
  ],
};

/** The same training on the fused engine and in float64. */
function both([setting, init]: readonly [TrainingSetup, Weights]) {
  const fused = fusedTrainer(kernel, setting, init, KEY);
  const prompts = jest.fn((law: TrainingSetup['training']) => new PromptSampler(kernel, law));
  return { fused, exact: float64Trainer(setting, init, fromLaws(setting, KEY, prompts)), prompts };
}

const matrices = (weights: Weights) => Object.entries(weights) as [keyof Weights, Float32Array][];

describe.each(Object.entries(cases))('a float64 training on prompts of %s', (_, given) => {
  test('takes one step as the fused engine does, within what rounding explains', () => {
    const { fused, exact } = both(given);
    fused.advance(40); // in general position
    exact.load(fused.weights(), 40);
    const terms = fused.terms(41);
    const bound = stepRounding(fused.weights(), fused.batch(41), stepRule(given[0].rule, 41), terms);
    const before = exact.weights();
    for (const trainer of [fused, exact]) trainer.advance(41);
    for (const [name, one] of matrices(exact.weights())) {
      if (name === 'r') continue;
      expect(one).not.toEqual(before[name]);
      // The copy that is compared is rounded once more.
      const excess = one.map(
        (w, i) => Math.abs(w - fused.weights()[name]![i]!) - Math.abs(w) * 2 ** -24 - bound[name]![i]!,
      );
      expect(Math.max(...excess)).toBeLessThanOrEqual(0);
    }
  });

  test('answers fresh prompts of the evaluation law and of a law it is given as the fused engine does', () => {
    const { fused, exact, prompts } = both(given);
    for (const law of [undefined, given[0].training, undefined]) {
      const [a, b] = [fused.evaluate(OTHER, 7, 50, law), exact.evaluate(OTHER, 7, 50, law)];
      expect([b.label, b.sign]).toEqual([a.label, a.sign]);
      // Ours: some hundred roundings of 2^-24 each, of numbers of size 1.
      expect(Math.max(...a.f.map((f, i) => Math.abs(f - b.f[i]!)))).toBeLessThan(1e-5);
      expect(Math.max(...a.attention.map((s, i) => Math.abs(s - b.attention[i]!)))).toBeLessThan(1e-5);
    }
    expect(prompts).toHaveBeenCalledTimes(2);
  });

  test('goes on from its own copies as if nothing had been rounded, and from others as from what they hold', () => {
    const [straight, detour] = [both(given).exact, both(given).exact];
    for (const trainer of [straight, detour]) trainer.advance(20);
    const own = detour.weights();
    detour.load(given[1], 20);
    expect(detour.weights()).toEqual(given[1]);
    detour.load(own, 20);
    for (const trainer of [straight, detour]) trainer.advance(60);
    expect(detour.weights()).toEqual(straight.weights());
    const rounded = both(given).exact;
    rounded.load({ ...own }, 20);
    rounded.advance(60);
    expect(rounded.weights()).not.toEqual(straight.weights());
  });
});

test('names the step at which the loss stops being finite, and stays at the step before', () => {
  const [setting, init] = cases.concepts!;
  const { exact } = both([setting, { ...init, WO: init.WO.map(() => Number.POSITIVE_INFINITY) }]);
  expect(exact.advance(5)).toEqual({ step: 1, what: 'loss is NaN' });
  expect(exact.step).toBe(0);
  exact.load(init, 3);
  expect(() => exact.advance(2)).toThrow('advance: expected a step of at least 3, got 2');
});
