/** B9: the word features of two concepts switched, their label features not. */
import { atMost, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { frozenMlp, horizon, idealWeights, outOfDistribution, paper, shuffledLabels, tau } from './controls';
import { bu2024 } from './family';

export default theorem({
  name: 'words may switch their concepts',
  statement:
    'With probability at least 1 − δ over problem, initialisation and batches, after T = τ m K1/η steps, the 0–1 error is at most e on prompts about a concept whose words are those of another one, the two word features a ± b switched and the label features not.',
  source: cite('bu2024', 'mechanism 3; OOD figure, panel d: switched semantic features', 'paraphrased'),
  family: bu2024,
  forAll: outOfDistribution,
  ours: { e: ours(0.05, 'the largest in calibration was .031, median 0', calibrated.shifted), tau },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  accuracy: 'e',
  claim: ({ at }) => atMost(at('horizon').errorSwitched, 'e'),
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
  notChecked: ['words switched in part of a prompt', 'switched label features: the mirror image'],
});
