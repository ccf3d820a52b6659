/** L3, at test: a number of contexts proportional to 1/α′ suffices. */
import { atMost, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { horizon, idealWeights, inDomain, paper, tau } from './controls';
import { li2024 } from './family';

export default theorem({
  name: 'C/α′ contexts at test suffice',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, a model trained for T = τ M1 α^(−2/3)/η steps has a 0–1 error of at most e on held-out tasks when prompts have ⌈12/α′⌉ contexts, whatever the fraction α′ of relevant ones.',
  source: cite('li2024', 'Theorem 1: l_ts ≥ Ω(1/α′)', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  ours: {
    e: ours(0.02, 'of which up to .0025 are prompts without any context of the query’s pattern', calibrated.gate),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  accuracy: 'e',
  claim: ({ at }) => atMost(at('horizon').error, 'e'),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [
      dialled('testContexts', 1, {
        name: 'l_ts = ⌈1/α′⌉',
        doc: 'a third of the prompts show no context of the query’s pattern',
      }),
    ],
    nearMiss: [
      dialled('testContexts', 5.5, {
        name: 'l_ts = ⌈5.5/α′⌉',
        doc: 'one prompt in fourteen shows no context of the query’s pattern',
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['α′ below 0.3'],
});
