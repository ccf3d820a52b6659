/** The constant of the loss's decay, which the paper does not state and its proof implies. */
import { cite, dialled, ours, quantity, theorem, within } from 'theoremcheck';
import { calibrated, flipped, late, notChecked, paper, predicted } from './controls';
import { soudry2018 } from './family';

export default theorem({
  name: 'the loss has the constant of the margin',
  statement:
    'With probability at least 1 − δ over data, step size and starting point, the loss at T = τ N/r is 1/(γ² η T) up to a share of a, where γ is the margin of the data.',
  source: cite(
    'soudry2018',
    'theorem 3 and its proof: Σ e^(−w·x_n) is Σ α_n/(η t) with Σ α_n = |ŵ|² = 1/γ²',
    'reconstructed',
  ),
  family: soudry2018,
  forAll: ['separable', 'exponentialTail', 'unregularized', 'constantStep'],
  ours: { tau: late.tau, a: ours(0.1, 'within .053 in calibration', ...calibrated) },
  measured: { gamma: 'margin', eta: 'stepSize' },
  horizon: late.horizon,
  horizonForm: 'for t → ∞, at a finite T',
  claim: ({ at }) => within(quantity('L * gamma^2 * eta * horizon', { L: at('horizon').loss }), '1 - a', '1 + a'),
  controls: {
    gross: [flipped],
    nearMiss: [
      dialled('exponentialTail', 0.1, { doc: 'a very little squared loss' }),
      dialled('constantStep', 0.03, { doc: 'steps that grow like t^0.015' }),
    ],
    positive: predicted,
  },
  paper,
  notChecked,
});
