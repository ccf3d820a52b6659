import { conceptDictionary } from '../../generators/concepts/dictionary';
import { type Departures, NO_DEPARTURES } from '../../generators/concepts/problem';
import { referenceProblem } from '../../generators/concepts/reference';
import { conceptSetting } from './concept-law';
import { loadKernel } from './kernel';
import { PromptSampler } from './sampler';

const noiseless = { ...referenceProblem, sigma: 0, pNu: 0 };
const dictionary = conceptDictionary(noiseless, [1, 2]);
const setting = (departures: Partial<Departures>) =>
  conceptSetting({ ...noiseless, departures: { ...NO_DEPARTURES, ...departures } }, dictionary, 'full');

/** Share of 512 prompts whose query carries concept 0. */
function shareOfFirst(law: ReturnType<typeof setting>['training']): number {
  const { xq } = new PromptSampler(loadKernel(), law).batch([3, 4], 1, 512);
  const carried = Array.from({ length: 512 }, (_, i) =>
    dictionary.b[0]!.reduce((sum, x, j) => sum + x * xq[40 * i + j]!, 0),
  );
  return carried.filter((product) => Math.abs(product) > 0.1).length / 512;
}

test('skew in training and skew at test are apart', () => {
  const { training, evaluation } = setting({ trainingSkew: 1 });
  expect(shareOfFirst(training)).toBe(1);
  // A quarter of 512, binomial: 4 standard deviations are .077; the key is fixed.
  expect(Math.abs(shareOfFirst(evaluation) - 0.25)).toBeLessThan(0.077);
  expect(shareOfFirst(setting({ testSkew: 1 }).evaluation)).toBe(1);
});

test('the loss is logistic unless hinge is asked for', () => {
  expect([setting({}).rule.loss, setting({ hingeLoss: 1 }).rule.loss]).toEqual(['logistic', 'hinge']);
});
