/** L9, weakened to what calibration left of it: a model may learn the task without one of its layers. */
import { atLeast, cite, ours, theorem } from '../../harness';
import { corners, fewSteps, forAll, frozenAttention, horizon, idealWeights, notChecked, paper, tau } from './controls';
import { li2024Deep } from './family';

export default theorem({
  name: 'some layer selects contexts with the query’s pattern',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps the mean attention of the query on contexts with its relevant pattern is at least 1 − c in some layer of a 3-layer model, on held-out tasks.',
  source: cite('li2024', 'Proposition 1, asked of deeper models', 'reconstructed'),
  family: li2024Deep,
  forAll,
  corners,
  ours: { c: ours(0.25, 'that of the claim on one layer'), tau },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 200,
  accuracy: 'c',
  claim: ({ at }) => atLeast(at('horizon').mostAttention, '1 - c'),
  delta: 0.05,
  margin: 0.05,
  controls: { gross: [frozenAttention], nearMiss: [fewSteps], positive: idealWeights },
  paper,
  notChecked,
});
