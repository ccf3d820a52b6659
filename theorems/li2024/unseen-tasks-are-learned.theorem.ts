/** L1: trained on a fraction of the tasks, the model has a small hinge loss and 0–1 error on those it has never seen. */
import { all, atMost, cite, dialled, ours, shifted, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { horizon, idealWeights, inDomain, paper, shuffledLabels, tau } from './controls';
import { li2024 } from './family';

export default theorem({
  name: 'unseen tasks are learned in context',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps on training tasks alone, the hinge loss on prompts of held-out tasks is at most ε and the 0–1 error at most e, with l_ts = ⌈12/α′⌉ contexts at test.',
  source: cite('li2024', 'Theorem 1', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  ours: {
    epsilon: ours(
      0.1,
      'the paper lets the hinge loss be any ε; .093 was the largest of 200 in calibration',
      calibrated.gate,
    ),
    e: ours(0.02, 'of which up to .0025 are prompts without any context of the query’s pattern', calibrated.gate),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  accuracy: 'e',
  claim: ({ at }) => all(atMost(at('horizon').hinge, 'epsilon'), atMost(at('horizon').error, 'e')),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [shuffledLabels],
    nearMiss: [
      dialled(
        { trainingLength: 7, testLength: 7 },
        { name: 'seven contexts', doc: 'prompts of 7 contexts, in training and at test; 10 suffice' },
      ),
      shifted(0.12, { of: 'hinge', doc: 'a loss larger by 0.12' }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['how T grows with √log M1 and β', 'the generalization error of the paper for ε below 0.1'],
});
