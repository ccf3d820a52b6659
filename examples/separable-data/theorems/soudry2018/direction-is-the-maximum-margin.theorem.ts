/** The direction converges to that of the maximum margin, as slowly as 1/log t. */
import { atMost, cite, dialled, ours, shifted, theorem } from 'theoremcheck';
import { calibrated, flipped, late, notChecked, paper, predicted } from './controls';
import { soudry2018 } from './family';

export default theorem({
  name: 'the direction converges to the maximum margin',
  statement:
    'With probability at least 1 − δ over data, step size and starting point, |w/|w| − û| is at most c/ln(t) at 8 times t of equal ratios from T/16 to T = τ N/r, where û is the maximum-margin direction.',
  source: cite('soudry2018', 'theorem 5, the direction', 'reconstructed'),
  family: soudry2018,
  forAll: ['separable', 'exponentialTail', 'unregularized', 'euclidean'],
  ours: { tau: late.tau, c: ours(1, '.8 of it in 49 of 50 trainings of every corner in calibration', ...calibrated) },
  horizon: late.horizon,
  horizonForm: 'every grid t ≥ T/16',
  claim: ({ along }) =>
    atMost(along({ from: 'horizon / 16', to: 'horizon', points: 8, spacing: 'log' }).distance, 'c / log(t)'),
  controls: {
    gross: [flipped],
    nearMiss: [
      dialled('euclidean', 0.7, { doc: 'half of the axes take steps that are 8 times as long' }),
      shifted(0.11, { of: 'distance', doc: 'distance 0.11 larger' }),
    ],
    positive: predicted,
  },
  paper,
  notChecked,
});
