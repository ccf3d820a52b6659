/** Figure 2: training finds the construction. The paper's distance is absolute, ours relative, so that it means the same at every size. */
import { all, atLeast, atMost, cite, dialled, theorem } from 'theoremcheck';
import { a, c, frozenAttention, g, idealWeights, notChecked, paper, stepOff, trained } from './controls';
import { vonOswald2023 } from './family';

export default theorem({
  ...trained,
  name: 'a trained layer predicts like one step of gradient descent',
  statement:
    'With probability at least 1 − δ over problem, initialisation and batches, a linear self-attention layer trained on in-context regression predicts like one step of gradient descent from 0 with the best step size: predictions differ by at most c of their norm, derivatives by the query have a cosine of at least 1 − a, and the loss is at most 1 + g times that of gradient descent.',
  source: cite('vonoswald2023', 'section 3; figure 2', 'paraphrased'),
  family: vonOswald2023,
  ours: { c, a, g },
  claim: ({ at }) =>
    all(
      atMost(at('horizon').predictionDistance, 'c'),
      atLeast(at('horizon').sensitivityCosine, '1 - a'),
      atMost(at('horizon').lossRatio, '1 + g'),
    ),
  controls: {
    gross: [
      frozenAttention,
      dialled('longTraining', 0.75, { doc: 'T = 24: stopped before it settles' }),
      dialled('isotropicInputs', 0.4, {
        doc: 'one entry on ± 1.55: the layer learns a step size per entry, and has less loss',
      }),
      dialled('centredTasks', 0.5, { doc: 'tasks of mean 2, which the layer learns to expect' }),
    ],
    nearMiss: [stepOff],
    positive: idealWeights,
  },
  paper,
  notChecked,
});
