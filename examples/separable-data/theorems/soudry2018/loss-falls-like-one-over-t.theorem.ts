/** The exponent of the loss in time. */
import { cite, dialled, ours, slope, theorem, within } from 'theoremcheck';
import { calibrated, flipped, late, notChecked, paper, predicted } from './controls';
import { soudry2018 } from './family';

export default theorem({
  name: 'the loss falls like one over t',
  statement:
    'With probability at least 1 − δ over data, step size and starting point, the exponent of the loss in t is −1 up to b, fitted to 12 times of equal ratios from T/16 to T = τ N/r.',
  source: cite('soudry2018', 'theorem 5, the loss', 'reconstructed'),
  family: soudry2018,
  forAll: ['separable', 'exponentialTail', 'unregularized', 'constantStep'],
  ours: { tau: late.tau, b: ours(0.1, 'within .068 in calibration', ...calibrated) },
  horizon: late.horizon,
  horizonForm: 'for t → ∞, at a finite T',
  claim: ({ along }) =>
    within(
      slope(along({ from: 'horizon / 16', to: 'horizon', points: 12, spacing: 'log' }).loss, 't'),
      '-1 - b',
      '-1 + b',
    ),
  controls: {
    gross: [flipped, dialled('exponentialTail', 0.9, { doc: 'a loss with a minimum' })],
    nearMiss: [
      dialled('exponentialTail', 0.18, { doc: 'a little squared loss' }),
      dialled('constantStep', 0.24, { doc: 'steps that grow like t^0.12' }),
    ],
    positive: predicted,
  },
  paper,
  notChecked,
});
