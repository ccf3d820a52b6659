/** Attention concentrates on the demonstrations that share the query's sign. */
import { all, atLeast, cite, dialled, ours, shifted, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { forAll, frozenAttention, horizon, idealWeights, paper, tau } from './controls';
import { bu2024 } from './family';

export default theorem({
  name: 'attention concentrates on same-sign demonstrations',
  statement:
    'With probability at least 1 − δ over problem, initialisation and batches, after T = τ m K1/η steps the mean attention on demonstrations with the query’s sign is at least 1 − c, on fresh prompts and on prompts of the training batches.',
  source: cite('bu2024', 'mechanism 1; learning-dynamics figure, panel ii', 'paraphrased'),
  family: bu2024,
  forAll,
  ours: {
    c: ours(
      0.05,
      'the paper lets the mass tend to 1; the remainder at τ was at most .015 in calibration',
      calibrated.gate,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'c',
  claim: ({ at }) =>
    all(atLeast(at('horizon').correctAttention, '1 - c'), atLeast(at('horizon').trainingAttention, '1 - c')),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [frozenAttention],
    nearMiss: [
      dialled('lowNoise', 0.5, { doc: 'σ/|b| = 0.45 in training and at test: signs are told apart less surely' }),
      shifted(-0.08, { of: 'correctAttention', doc: 'eight hundredths less attention' }),
      shifted(-0.08, { of: 'trainingAttention', doc: 'eight hundredths less attention in training' }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['depth > 1', 'several heads', 'trained W_V', 'd → ∞'],
});
