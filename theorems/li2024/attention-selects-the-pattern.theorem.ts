/** L5: attention goes to the contexts that share the query's relevant pattern, in and out of domain. */
import { all, atLeast, cite, dialled, ours, shifted, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { frozenAttention, horizon, idealWeights, outOfDomain, paper, tau, tenSteps } from './controls';
import { li2024 } from './family';

export default theorem({
  name: 'attention selects contexts with the query’s pattern',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps the mean attention on contexts that share the query’s relevant pattern is at least 1 − c, on held-out tasks and over out-of-domain patterns, with the α and l of training.',
  source: cite('li2024', 'Proposition 1', 'paraphrased'),
  family: li2024,
  forAll: outOfDomain,
  ours: {
    c: ours(
      0.25,
      'the paper lets the mass tend to 1; the hinge loss vanishes first and attention stops near .9',
      calibrated.gate,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'c',
  claim: ({ at }) =>
    all(atLeast(at('horizon').attention, '1 - c'), atLeast(at('horizon').attentionOutOfDomain, '1 - c')),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [frozenAttention, tenSteps],
    nearMiss: [
      dialled('longTrainingPrompts', 0.7, { doc: 'training prompts of two or three contexts' }),
      shifted(-0.28, { of: 'attention', doc: 'attention less by 0.28' }),
      shifted(-0.28, { of: 'attentionOutOfDomain', doc: 'attention out of domain less by 0.28' }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['that the mass tends to 1', 'α above 0.8'],
});
