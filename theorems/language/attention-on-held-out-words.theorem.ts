/** Mechanism 1 of bu2024 on real words: attention tells signs apart on words that training has not seen. */
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
  singleWords,
  tau,
} from './controls';
import { language } from './family';

export default theorem({
  name: 'attention concentrates on real words of the query’s sign',
  statement:
    'With probability at least 1 − δ over concepts, split, initialisation and batches, after T = τ m K1/η steps on means of four training words the mean attention on demonstrations with the query’s sign is at least 1 − c, on prompts of held-out words and on prompts of the training batches.',
  source: cite('bu2024', 'mechanism 1; learning-dynamics figure, panel ii', 'paraphrased'),
  family: language,
  forAll,
  ours: {
    c: ours(
      0.15,
      'in calibration (epoch cal-2, splits of odd seed, 160 problems) 1 in 100 problems exceeded .13; median .04',
      calibrated.gate,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'c',
  claim: ({ at }) =>
    all(atLeast(at('horizon').correctAttention, '1 - c'), atLeast(at('horizon').trainingAttention, '1 - c')),
  delta: 0.05,
  margin: 0.05,
  corners,
  controls: {
    gross: [frozenAttention, scrambledLexicon],
    nearMiss: [singleWords, shifted(-0.22, { of: 'trainingAttention', doc: 'a fifth less attention in training' })],
    positive: idealWeights,
  },
  paper,
  notChecked,
});
