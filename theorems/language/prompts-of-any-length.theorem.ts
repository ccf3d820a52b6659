/** B6 of bu2024 on real words: prompts at test may be shorter or longer than those of training. */
import { atMost, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { corners, forAll, frozenMlp, horizon, idealWeights, notChecked, paper, shuffledLabels, tau } from './controls';
import { language } from './family';

export default theorem({
  name: 'prompts of real words may have any length',
  statement:
    'With probability at least 1 − δ over concepts, split, initialisation and batches, after T = τ m K1/η steps on prompts of L = 4 … 12 demonstrations, the 0–1 error on held-out words is at most e on prompts of 2, 4, 16 and 32 demonstrations, at each of these lengths.',
  source: cite('bu2024', 'mechanism 3; OOD figure, panels a and b', 'paraphrased'),
  family: language,
  forAll,
  ours: {
    e: ours(
      0.15,
      'in calibration (epoch cal-2, splits of odd seed, 160 problems) 1 in 100 problems exceeded .147; median .02',
      calibrated.gate,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'e',
  claim: ({ at }) => atMost(at('horizon').errorAtLengths, 'e'),
  delta: 0.05,
  margin: 0.05,
  corners,
  controls: {
    gross: [frozenMlp, shuffledLabels],
    nearMiss: [
      dialled('testBag', 1, {
        name: 'single words at test',
        doc: 'n = 1 at test: with two demonstrations nothing averages out',
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: [...notChecked, 'odd lengths', 'more than 32 demonstrations'],
});
