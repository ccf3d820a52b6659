/** Proposition 1 of li2024 on real words: attention goes to the contexts that share the query’s category. */
import { all, atLeast, cite, ours, shifted, theorem } from '../../harness';
import { calibrated } from './calibrated';
import {
  corners,
  forAll,
  frozenAttention,
  horizon,
  idealWeights,
  notChecked,
  paper,
  scrambledLexicon,
  tau,
} from './controls';
import { li2024Words } from './family';

export default theorem({
  name: 'attention selects contexts with words of the query’s category',
  statement:
    'With probability at least 1 − δ over categories, split, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps the mean attention on contexts of the query’s category is at least 1 − c on held-out tasks over means of four held-out words, and at least 1 − b over words of training.',
  source: cite('li2024', 'Proposition 1', 'paraphrased'),
  family: li2024Words,
  forAll,
  corners,
  profile: 'nightly',
  ours: {
    c: ours(
      0.45,
      'in calibration (24 problems of odd split) at most .34; median .18; contexts of the category are .35 of all',
      calibrated,
    ),
    b: ours(0.3, 'in calibration at most .2; median .08', calibrated),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'b',
  claim: ({ at }) =>
    all(atLeast(at('horizon').attention, '1 - c'), atLeast(at('horizon').attentionOfTrainedWords, '1 - b')),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [frozenAttention, scrambledLexicon],
    nearMiss: [shifted(-0.33, { of: 'attention', doc: 'a third less attention on held-out words' })],
    positive: idealWeights,
  },
  paper,
  notChecked,
});
