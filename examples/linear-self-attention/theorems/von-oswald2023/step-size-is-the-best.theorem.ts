/** The step size that a trained layer takes is the minimum of the parabola. */
import { cite, dialled, ours, theorem, within } from 'theoremcheck';
import { frozenAttention, idealWeights, notChecked, paper, trained } from './controls';
import { vonOswald2023 } from './family';

export default theorem({
  ...trained,
  name: 'a trained layer steps by the best step size',
  statement:
    'With probability at least 1 − δ over problem, initialisation and batches, the step size with which one step of gradient descent from 0 fits the predictions of a trained layer best is within r of the step size with the smallest expected loss, in closed form.',
  source: cite('vonoswald2023', 'section 3, where the step size is found by a line search', 'reconstructed'),
  family: vonOswald2023,
  ours: { r: ours(0.1, 'within .06 in calibration, where training ended at gradient descent') },
  claim: ({ at }) => within(at('horizon').stepRatio, '1 - r', '1 + r'),
  controls: {
    gross: [frozenAttention],
    nearMiss: [
      dialled(
        { ideal: 1, stepFactor: 1.15 },
        { name: 'step off by 15 %', doc: 'the paper’s weights with 1.15 times the best step size' },
      ),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked,
});
