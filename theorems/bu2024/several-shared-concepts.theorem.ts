/** B9: demonstrations and query share several concepts, all with the sign of the word. */
import { atMost, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { frozenMlp, horizon, idealWeights, outOfDistribution, paper, shuffledLabels, tau } from './controls';
import { bu2024 } from './family';

export default theorem({
  name: 'prompts may share several concepts',
  statement:
    'With probability at least 1 − δ over problem, initialisation and batches, after T = τ m K1/η steps on prompts that share one concept, the 0–1 error is at most e on prompts whose words all carry the same two concepts, or all K1 of them, with one sign per word.',
  source: cite('bu2024', 'mechanism 3; abstract: tasks encoded with multiple cross-concept semantics', 'paraphrased'),
  family: bu2024,
  forAll: outOfDistribution,
  ours: {
    e: ours(0.02, 'at most .001 in calibration: several concepts say the same thing louder', calibrated.shifted),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  accuracy: 'e',
  claim: ({ at }) => atMost(at('horizon').errorSeveral, 'e'),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [frozenMlp, shuffledLabels],
    nearMiss: [
      dialled('testNoise', 0.57, {
        name: 'σ/|b| = 0.57 at test',
        doc: 'noise at test nearly six times the largest of training',
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['shared concepts whose signs differ within a word: the label is then not defined'],
});
