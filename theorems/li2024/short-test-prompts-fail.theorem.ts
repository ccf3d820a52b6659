/**
 * L3, at test, from below: with ⌈1/α′⌉ contexts none of them shares the query's pattern with probability (1 − α′/2)^l, and
 * a model that attends to nothing else is then right half of the time at best.
 */
import { atLeast, cite, dialled, ours, perturbed, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { horizon, idealWeights, inDomain, paper, tau } from './controls';
import { li2024 } from './family';

export default theorem({
  name: '1/α′ contexts at test do not suffice',
  statement:
    'For every trained model, the 0–1 error on held-out tasks with l = ⌈1/α′⌉ contexts is at least ½(1 − α′/2)^l, up to three standard errors of its measurement.',
  source: cite('li2024', 'Theorem 1: l_ts ≥ Ω(1/α′); the bound is elementary', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  stream: { testContexts: 1 },
  kind: 'forall',
  ours: { tau, z: ours(3, 'standard errors of an error rate over the prompts of one measurement', calibrated.gate) },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  claim: ({ at }) =>
    atLeast(
      at('horizon').error,
      '(1 - alphaTest / 2)^ceil(1 / alphaTest) / 2 * (1 - z * sqrt(2 / (1 - alphaTest / 2)^ceil(1 / alphaTest) / prompts))',
    ),
  margin: 0.05,
  controls: {
    untrained: { without: 'a model that guesses errs more often: the bound is one from below' },
    gross: [perturbed()],
    nearMiss: [dialled('testContexts', 4, { name: 'l_ts = ⌈4/α′⌉', doc: 'four times as many contexts' })],
    positive: idealWeights,
  },
  paper,
  notChecked: ['other models than the trained ones: one that reads the labels of the other pattern could do better'],
});
