/** Open: categories that nobody trained on and that no combination of trained ones spans. Expected not to hold, and it is not. */
import { atMost, cite, ours, synthetic, theorem } from '../../harness';
import {
  corners,
  forAll,
  frozenAttention,
  horizon,
  notChecked,
  paper,
  scrambledLexicon,
  singleTestWords,
  tau,
} from './controls';
import { li2024Words } from './family';

export default theorem({
  name: 'tasks between categories that nobody trained on are learned in context',
  statement:
    'With probability at least 1 − δ over categories, split, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps on M1 categories the 0–1 error on all tasks between four other ones is at most e.',
  source: cite(
    'li2024',
    'Theorem 2: patterns outside of the domain, without its condition that trained ones span them',
    'reconstructed',
  ),
  family: li2024Words,
  forAll,
  corners,
  ours: { e: ours(0.15, 'the bound of the claim on trained categories'), tau },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'e',
  claim: ({ at }) => atMost(at('horizon').errorNovel, 'e'),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [frozenAttention, scrambledLexicon],
    nearMiss: [singleTestWords],
    positive: synthetic({
      name: 'synthetic answers',
      doc: 'an error of .03, that on trained categories, counted on the prompts of a training',
      observations: { errorNovel: { law: '0.03', noise: { binomial: 400 } } },
    }),
  },
  paper,
  notChecked,
});
