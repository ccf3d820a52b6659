/** Mechanism 3 of bu2024 on real words: pairs of trained concepts, both with one sign in every word. */
import { atMost, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { corners, forAll, frozenMlp, horizon, idealWeights, notChecked, paper, shuffledLabels, tau } from './controls';
import { language } from './family';

export default theorem({
  name: 'combinations of real concepts are learned in context',
  statement:
    'With probability at least 1 − δ over concepts, split, initialisation and batches, after T = τ m K1/η steps the 0–1 error is at most e on prompts about concepts that nobody trained on, each word of which is the scaled sum of held-out words of two trained concepts with one sign, label vectors likewise.',
  source: cite('bu2024', 'mechanism 3: knowledge intersection', 'paraphrased'),
  family: language,
  forAll,
  ours: {
    e: ours(
      0.15,
      'in calibration (epoch cal-2) 1 in 100 problems exceeded .17, 1 in 20 .11: not gated',
      calibrated.gate,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'e',
  claim: ({ at }) => atMost(at('horizon').combinedError, 'e'),
  delta: 0.05,
  margin: 0.05,
  corners,
  controls: {
    gross: [frozenMlp, shuffledLabels],
    nearMiss: [
      dialled('flips', 0.25, {
        name: 'a quarter of the demonstrations mislabelled',
        doc: 'a quarter of the labels that attention finds are wrong',
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked,
});
