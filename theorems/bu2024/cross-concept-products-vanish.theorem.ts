/** B5, trained part without polysemy: then the products between different concepts stay small as well. */
import { all, atMost, cite, dialled, ours, shifted, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { forAll, frozenAttention, horizon, idealWeights, paper, tau } from './controls';
import { bu2024 } from './family';

export default theorem({
  name: 'without polysemy cross-concept products vanish',
  statement:
    'With probability at least 1 − δ over problem without polysemy (p = 0), initialisation and batches, after T = τ m K1/η steps every product of M other than b_kᵀ M b_k/|b_k|² is at most s times the smallest of those.',
  source: cite('bu2024', 'mechanism 1; figures 1 and iii', 'paraphrased'),
  family: bu2024,
  forAll,
  stream: { polysemy: 0 },
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
  claim: ({ at }) => all(atMost(at('horizon').otherProducts, 's'), atMost(at('horizon').crossProducts, 's')),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [frozenAttention],
    nearMiss: [
      dialled('coherence', 0.05, { doc: 'features lean on each other by 0.05' }),
      shifted(0.18, { of: 'otherProducts', doc: 'other products larger by 0.18' }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['p > 0: see the claim with polysemy'],
});
