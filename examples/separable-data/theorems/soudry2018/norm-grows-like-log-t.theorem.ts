/** The norm grows like the logarithm of t. */
import { cite, dialled, ours, quantity, theorem, within } from 'theoremcheck';
import { calibrated, late, notChecked, paper, predicted } from './controls';
import { soudry2018 } from './family';

export default theorem({
  name: 'the norm grows like log t',
  statement:
    'With probability at least 1 − δ over data, step size and starting point, |w| grows from T/16 to T = τ N/r by ln(16)/γ, up to a share of a, where γ is the margin of the data.',
  source: cite('soudry2018', 'theorem 3: w(t) = ŵ log t + ρ(t) with ρ bounded', 'reconstructed'),
  family: soudry2018,
  forAll: ['separable', 'exponentialTail', 'unregularized', 'constantStep'],
  ours: { tau: late.tau, a: ours(0.15, 'within .09 in calibration', ...calibrated) },
  measured: { gamma: 'margin' },
  horizon: late.horizon,
  horizonForm: 'for t → ∞, at a finite T',
  claim: ({ at }) =>
    within(
      quantity('(late - early) * gamma / log(16)', { early: at('horizon / 16').norm, late: at('horizon').norm }),
      '1 - a',
      '1 + a',
    ),
  controls: {
    gross: [dialled('exponentialTail', 0.9, { doc: 'a loss with a minimum' })],
    nearMiss: [
      dialled('exponentialTail', 0.2, { doc: 'a little squared loss' }),
      dialled('constantStep', 0.36, { doc: 'steps that grow like t^0.18' }),
    ],
    positive: predicted,
  },
  paper,
  notChecked,
});
