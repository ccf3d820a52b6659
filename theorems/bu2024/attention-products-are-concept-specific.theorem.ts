/** B5, trained part: of all products of M, those along b_k grow and those along a, ν and the complement stay behind. */
import { all, atMost, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { forAll, frozenAttention, horizon, idealWeights, paper, tau } from './controls';
import { bu2024 } from './family';

export default theorem({
  name: 'attention products are concept-specific',
  statement:
    'With probability at least 1 − δ over problem, initialisation and batches, after T = τ m K1/η steps every product of M = W_KᵀW_Q along a, ν and the complement is at most s times the smallest b_kᵀ M b_k/|b_k|², and no product between b_j and b_k, j ≠ k, exceeds it.',
  source: cite('bu2024', 'mechanism 1; figures 1 and iii', 'paraphrased'),
  family: bu2024,
  forAll,
  ours: {
    s: ours(
      0.15,
      'M starts as σ0² I, so every product starts at the size of the concept-specific ones; what is left at τ',
      calibrated.gate,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  claim: ({ at }) => all(atMost(at('horizon').otherProducts, 's'), atMost(at('horizon').crossProducts, '1')),
  // Calibration-2: 9 of 271 trainings of the corner "crowded" violate it, none of 73 over the region.
  delta: 0.1,
  margin: 0.05,
  controls: {
    gross: [
      frozenAttention,
      dialled('sharedConcept', 0.4, {
        doc: 'four in ten demonstrations are about another concept: products between concepts grow',
      }),
    ],
    nearMiss: [
      dialled('sharedConcept', 0.15, { doc: 'fifteen in a hundred demonstrations are about another concept' }),
      dialled('polysemy', 0.1, { doc: 'p = 0.1: words carry a second concept too often' }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['how cross-concept products grow with p', 'the exact rates of the products'],
});
