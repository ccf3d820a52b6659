import { conceptDictionary } from '../../generators/concepts/dictionary';
import { type Departures, NO_DEPARTURES } from '../../generators/concepts/problem';
import { referenceProblem } from '../../generators/concepts/reference';
import { conceptLaw, conceptSetting } from './concept-law';
import { loadKernel } from './kernel';
import type { PromptLaw } from './law';
import { padded, Workspace } from './memory';
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

test('tables of a dictionary are made once for a law, and others for the same law over absolute values', () => {
  const lawOf = (seed: number) => conceptLaw(referenceProblem, conceptDictionary(referenceProblem, [1, seed]));
  const law = lawOf(2);
  const words = 2 * referenceProblem.K1 * padded(referenceProblem.dX);
  const workspace = Workspace.of(loadKernel());
  const written = (one: PromptLaw) => {
    const at = workspace.take(0);
    one.write(workspace);
    return workspace.floats(at, words).slice();
  };
  const enter = () => {
    const [plain, absolute, again] = [law, law.deferred!.absolute!, law].map(written);
    expect(Math.min(...plain!)).toBeLessThan(0);
    expect(absolute).toEqual(plain!.map(Math.abs));
    expect(again).toEqual(plain);
    expect(written(lawOf(3))).not.toEqual(plain);
  };
  workspace.admit({ enter, leave: () => {} });
  workspace.vacate();
});
