/** The title result of bu2024 on real words, where no Bayes error is known: the error comes near that of a plug-in oracle. */
import { atMost, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { corners, forAll, frozenMlp, horizon, idealWeights, notChecked, paper, shuffledLabels, tau } from './controls';
import { language } from './family';

export default theorem({
  name: 'the error on held-out words comes near the oracle’s',
  statement:
    'With probability at least 1 − δ over concepts, split, initialisation and batches, after T = τ m K1/η steps on means of four training words the 0–1 error on means of four held-out words exceeds that of sign⟨x − a, b⟩, with a and b from the training words of the known concept, by at most e.',
  source: cite('bu2024', 'title result: Bayes-optimal test error', 'paraphrased'),
  family: language,
  forAll,
  ours: {
    e: ours(
      0.1,
      'in calibration (epoch cal-2, splits of odd seed, 160 problems) 1 in 100 problems exceeded .09; median .003',
      calibrated.gate,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'e',
  claim: ({ at }) => atMost(at('horizon').excess, 'e'),
  delta: 0.05,
  margin: 0.05,
  corners,
  controls: {
    gross: [frozenMlp, shuffledLabels],
    nearMiss: [
      dialled('flips', 0.2, {
        name: 'a fifth of the demonstrations mislabelled',
        doc: 'attention still finds the words of the query’s sign, and a fifth of their labels are wrong',
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: [
    ...notChecked,
    'that attention is needed: with W_Q and W_K frozen the error stays within e (docs/language.md)',
  ],
});
