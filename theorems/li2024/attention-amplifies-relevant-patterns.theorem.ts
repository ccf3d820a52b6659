/** L5: M = W_KᵀW_Q grows along relevant patterns and nowhere else. */
import { atLeast, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { frozenAttention, horizon, idealWeights, inDomain, paper, tau, tenSteps } from './controls';
import { li2024 } from './family';

export default theorem({
  name: 'attention amplifies relevant patterns',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps the least gain μ_jᵀMμ_j, M = W_KᵀW_Q, unit vectors, is at least g times every product of M with an irrelevant pattern on either side.',
  source: cite('li2024', 'Proposition 1', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  ours: {
    g: ours(
      5,
      'untrained, all gains are equal; calibration 11 … 32 in the region, 8 at the least of the corners',
      calibrated.gate,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  claim: ({ at }) => atLeast(at('horizon').amplification, 'g'),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [frozenAttention, tenSteps],
    nearMiss: [dialled('largeBatch', 0.4, { doc: 'B = 12' })],
    positive: idealWeights,
  },
  paper,
  notChecked: ['products between different relevant patterns'],
});
