import { conceptDictionary } from '../../generators/concepts/dictionary';
import { type Departures, NO_DEPARTURES } from '../../generators/concepts/problem';
import { referenceProblem } from '../../generators/concepts/reference';
import { conceptLaw, conceptSetting } from './concept-law';
import { loadKernel } from './kernel';
import type { PromptLaw } from './law';
import { padded, type Tenant, Workspace } from './memory';
import { PromptSampler } from './sampler';
import { CONCEPT_LAW } from './structs';

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
  const placeOf = (one: PromptLaw) => {
    const fields = one.write(workspace) + 4 * CONCEPT_LAW.integers.indexOf('words');
    return new Int32Array(workspace.kernel.memory.buffer, fields, 1)[0]!;
  };
  const places: number[] = [];
  const enter = () => {
    const laws = [law, law.deferred!.absolute!, law, lawOf(3)];
    const at = laws.map(placeOf);
    const [plain, absolute, again, other] = at.map((place) => workspace.floats(place, words).slice());
    expect(Math.min(...plain!)).toBeLessThan(0);
    expect(absolute).toEqual(plain!.map(Math.abs));
    expect(at[2]).toBe(at[0]);
    expect(again).toEqual(plain);
    expect(other).not.toEqual(plain);
    places.push(at[0]!);
  };
  const admit = (tenant: Tenant) => {
    workspace.admit(tenant);
    workspace.vacate();
  };
  admit({ enter, leave: () => {} });
  // What the next tenant finds in place is not copied; what another one laid over it is.
  admit({ enter, leave: () => {} });
  admit({ enter: () => void workspace.take(1 << 16), leave: () => {} });
  admit({ enter, leave: () => {} });
  expect(new Set(places).size).toBe(1);
});
