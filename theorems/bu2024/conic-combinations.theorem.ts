/**
 * B8: concepts that nobody trained on, combined from learned ones ("knowledge intersection"). A new word feature is a combination
 * of all learned ones with coefficients ≥ 0, norms kept, so that each new word is itself the combination of the learned
 * words of its sign; label features alike, with coefficients of their own.
 */
import { atMost, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { frozenMlp, horizon, idealWeights, outOfDistribution, paper, shuffledLabels, tau } from './controls';
import { bu2024 } from './family';

export default theorem({
  name: 'conic combinations of concepts are learned in context',
  statement:
    'With probability at least 1 − δ over problem, coefficients, initialisation and batches, after T = τ m K1/η steps on the learned concepts, the 0–1 error is at most e on prompts about K1 new ones, whose words and labels are conic combinations of the learned words and of the learned labels, with independent random coefficients on the two sides.',
  source: cite('bu2024', 'mechanism 3: conic combinations, knowledge intersection; section 4', 'paraphrased'),
  family: bu2024,
  forAll: [...outOfDistribution, 'conicWords', 'conicLabels'],
  ours: {
    e: ours(
      0.05,
      'new concepts are not orthogonal, so polysemy at .02 costs up to .038 in calibration; median .004',
      calibrated.shifted,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  accuracy: 'e',
  claim: ({ at }) => atMost(at('horizon').errorConic, 'e'),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [
      frozenMlp,
      shuffledLabels,
      dialled('conicLabels', 0.7, {
        name: 'labels seven tenths negative',
        doc: 'label features combine learned ones with .7 of the sum of absolute coefficients negative',
      }),
    ],
    nearMiss: [
      dialled('testPolysemy', 0.2, {
        name: 'p = 0.2 at test',
        doc: 'words of test prompts carry other new concepts, which lean on each other',
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: [
    'features outside the span of the learned ones',
    'a_k and c_k that are not combined along with b_k and d_k',
  ],
});
