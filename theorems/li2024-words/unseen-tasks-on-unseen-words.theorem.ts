/** Theorem 1 of li2024 on real words: tasks that were held out, over words that were held out. */
import { all, atMost, cite, ours, theorem } from '../../harness';
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
  wrongLabels,
} from './controls';
import { li2024Words } from './family';

export default theorem({
  name: 'unseen tasks between categories are learned on unseen words',
  statement:
    'With probability at least 1 − δ over categories, split, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps on means of four training words the 0–1 error on held-out tasks is at most e over means of four held-out words, and at most f over words of training.',
  source: cite('li2024', 'Theorem 1', 'paraphrased'),
  family: li2024Words,
  forAll,
  corners,
  profile: 'nightly',
  ours: {
    e: ours(0.15, 'in calibration (24 problems of odd split) at most .094; median .03', calibrated),
    f: ours(0.1, 'in calibration at most .06; median .002', calibrated),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'f',
  claim: ({ at }) => all(atMost(at('horizon').error, 'e'), atMost(at('horizon').errorOfTrainedWords, 'f')),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [frozenAttention, scrambledLexicon],
    nearMiss: [wrongLabels],
    positive: idealWeights,
  },
  paper,
  notChecked,
});
