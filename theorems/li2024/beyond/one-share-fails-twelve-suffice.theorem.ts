/** L3, at test, of a trained model from both sides: 12/α′ contexts suffice and 1/α′ do not, far more often than by chance. */
import { all, atLeast, atMost, cite, dialled, ours, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { horizon, idealWeights, inDomain, paper, shuffledLabels, tau } from '../controls';
import { li2024 } from '../family';

export default theorem({
  name: '12/α′ contexts suffice where 1/α′ fail',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps, the 0–1 error on held-out tasks is at most e with ⌈12/α′⌉ contexts, and with ⌈1/α′⌉ contexts at least c times the probability (1 − α′/2)^⌈1/α′⌉ that none of them shares the query’s pattern.',
  source: cite('li2024', 'Theorem 1: l_ts ≥ Ω(1/α′)', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  profile: 'nightly',
  ours: {
    e: ours(0.02, 'as for the claim on ⌈12/α′⌉ contexts', calibrated.night),
    c: ours(
      0.55,
      'a guess would give .5: a trained model does worse, since it answers from the other pattern; calibration .62 … 1',
      calibrated.night,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  accuracy: 'e',
  claim: ({ at }) =>
    all(
      atMost(at('horizon').error, 'e'),
      atLeast(at('horizon').errorOfOneTwelfth, 'c * (1 - alphaTest / 2)^ceil(1 / alphaTest)'),
    ),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [shuffledLabels],
    nearMiss: [
      dialled('testContexts', 36, {
        name: 'three times as many contexts',
        doc: '⌈36/α′⌉ at test, of which a twelfth is then ⌈3/α′⌉ and no longer fails',
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['the smallest sufficient length: its exponent on α′ is a claim of its own', 'α′ below 0.3'],
});
