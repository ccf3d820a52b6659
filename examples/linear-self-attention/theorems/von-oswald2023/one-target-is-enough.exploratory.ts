/** The paper's own case, one target, in few dimensions: training may end at another solution. */
import { atMost, cite, dialled, theorem } from 'theoremcheck';
import { c, frozenAttention, idealWeights, notChecked, paper, trained } from './controls';
import { vonOswald2023 } from './family';

export default theorem({
  ...trained,
  name: 'a layer trained on single targets predicts like one step of gradient descent',
  statement:
    'With probability at least 1 − δ over problem, initialisation and batches, the predictions of a linear self-attention layer trained on in-context regression with one target differ by at most c of their norm from those of one step of gradient descent from 0 with the best step size.',
  source: cite('vonoswald2023', 'section 3; figure 2', 'paraphrased'),
  family: vonOswald2023,
  stream: { severalTargets: 1 },
  corners: { without: 'an exploratory claim: the mixture decides' },
  ours: { c },
  claim: ({ at }) => atMost(at('horizon').predictionDistance, 'c'),
  controls: {
    gross: [frozenAttention],
    nearMiss: [
      dialled(
        { ideal: 1, stepFactor: 1.2 },
        { name: 'step off by 20 %', doc: 'the paper’s weights with 1.2 times the best step size', measuredRate: 1 },
      ),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked,
});
