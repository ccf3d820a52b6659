/** B7: the concepts of test prompts need not come as they did in training. */
import { atMost, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { frozenMlp, horizon, idealWeights, outOfDistribution, paper, shuffledLabels, tau } from './controls';
import { bu2024 } from './family';

export default theorem({
  name: 'a skewed distribution of concepts does no harm',
  statement:
    'With probability at least 1 − δ over problem, initialisation and batches, after T = τ m K1/η steps on uniform concepts, the 0–1 error is at most e where a share of .9 of the test prompts is about one concept (the others uniform), and where all of them are.',
  source: cite('bu2024', 'mechanism 3; OOD figure, panel c', 'paraphrased'),
  family: bu2024,
  forAll: outOfDistribution,
  ours: {
    e: ours(
      0.05,
      'one concept has no others to average it out: .032 was the largest in calibration, median 0',
      calibrated.shifted,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  accuracy: 'e',
  claim: ({ at }) => atMost(at('horizon').errorSkewed, 'e'),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [frozenMlp, shuffledLabels],
    nearMiss: [
      dialled('testNoise', 0.46, {
        name: 'σ/|b| = 0.46 at test',
        doc: 'noise at test nearly five times the largest of training',
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['skewed concepts in training'],
});
