/** The margin of w comes near the largest one, as slowly as 1/log t. */
import { atMost, cite, dialled, ours, theorem } from 'theoremcheck';
import { calibrated, flipped, late, notChecked, paper, predicted } from './controls';
import { soudry2018 } from './family';

export default theorem({
  name: 'the margin comes near the largest',
  statement:
    'With probability at least 1 − δ over data, step size and starting point, the margin of w/|w| is smaller than the largest one by a share of at most c/ln(t) at 8 times t of equal ratios from T/16 to T = τ N/r.',
  source: cite('soudry2018', 'theorem 5, the margin', 'reconstructed'),
  family: soudry2018,
  forAll: ['separable', 'exponentialTail', 'unregularized', 'euclidean'],
  ours: {
    tau: late.tau,
    c: ours(0.8, 'exceeded once in 116 trainings of the worst corner in calibration', ...calibrated),
  },
  horizon: late.horizon,
  horizonForm: 'every grid t ≥ T/16',
  claim: ({ along }) =>
    atMost(along({ from: 'horizon / 16', to: 'horizon', points: 8, spacing: 'log' }).marginGap, 'c / log(t)'),
  controls: {
    gross: [flipped],
    nearMiss: [
      dialled('euclidean', 0.55, { doc: 'half of the axes take steps that are 5 times as long' }),
      dialled('exponentialTail', 0.65, { doc: 'some squared loss' }),
    ],
    positive: predicted,
  },
  paper,
  notChecked,
});
