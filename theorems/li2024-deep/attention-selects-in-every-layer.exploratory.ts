/** L9: the mechanism of one layer, asked of each of three. */
import { all, atLeast, cite, ours, theorem } from '../../harness';
import { corners, fewSteps, forAll, frozenAttention, horizon, idealWeights, notChecked, paper, tau } from './controls';
import { li2024Deep } from './family';

export default theorem({
  name: 'every layer selects contexts with the query’s pattern',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps the mean attention of the query on contexts with its relevant pattern is at least 1 − c in every layer of a 3-layer model, on held-out tasks.',
  source: cite('li2024', 'Proposition 1, asked of deeper models', 'reconstructed'),
  family: li2024Deep,
  forAll,
  corners,
  ours: { c: ours(0.25, 'that of the claim on one layer'), tau },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 200,
  accuracy: 'c',
  claim: ({ at }) =>
    all(
      atLeast(at('horizon').attentionInLayer1, '1 - c'),
      atLeast(at('horizon').attentionInLayer2, '1 - c'),
      atLeast(at('horizon').attentionInLayer3, '1 - c'),
    ),
  delta: 0.05,
  margin: 0.05,
  budget: 300,
  controls: { gross: [frozenAttention], nearMiss: [fewSteps], positive: idealWeights },
  paper,
  notChecked,
});
