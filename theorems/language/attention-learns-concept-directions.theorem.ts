/** Mechanism 1 of bu2024 on real words, read off the weights: M = W_KᵀW_Q grows along the b of the concepts. */
import { atLeast, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import {
  corners,
  forAll,
  frozenAttention,
  horizon,
  idealWeights,
  notChecked,
  paper,
  shuffledLabels,
  tau,
} from './controls';
import { language } from './family';

export default theorem({
  name: 'attention learns the directions of real concepts',
  statement:
    'With probability at least 1 − δ over concepts, split, initialisation and batches, after T = τ m K1/η steps the mean squared cosine between the span of the K1 concepts’ b and the span of the K1 leading eigenvectors of the symmetric part of M = W_KᵀW_Q is at least 1 − c.',
  source: cite('bu2024', 'mechanism 1; figures 1 and iii', 'paraphrased'),
  family: language,
  forAll,
  ours: {
    c: ours(
      0.35,
      'in calibration (epoch cal-2, splits of odd seed, 160 problems) 1 in 100 problems exceeded .29; median .04; concepts that lean on each other have the most',
      calibrated.gate,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  claim: ({ at }) => atLeast(at('horizon').overlap, '1 - c'),
  delta: 0.05,
  margin: 0.05,
  corners,
  controls: {
    gross: [frozenAttention, shuffledLabels],
    nearMiss: [
      dialled('noise', 0.5, {
        name: 'noise of |b|/2 on every coordinate',
        doc: 'words and labels carry Gaussian noise beside their own scatter',
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: [...notChecked, 'that the leading directions stand out by a stated gap'],
});
