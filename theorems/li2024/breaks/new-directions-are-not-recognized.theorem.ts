/** L4’s break condition: relevant patterns that are no combinations of the learned ones. */
import { all, atLeast, atMost, cite, dialled, ours, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { horizon, idealWeights, outOfDomain, paper, tau } from '../controls';
import { li2024 } from '../family';

export default theorem({
  name: 'patterns outside the span of the learned ones are not recognized',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps, over relevant patterns that are orthogonal to every pattern of training, the hinge loss is at least h, the 0–1 error at least e, and the mean attention on contexts with the query’s pattern at most a.',
  source: cite(
    'li2024',
    'mechanism 3, break condition: patterns that are no linear combinations of the in-domain ones',
    'paraphrased',
  ),
  family: li2024,
  forAll: outOfDomain,
  profile: 'nightly',
  stream: { newDirection: 1 },
  ours: {
    h: ours(0.8, 'nothing learned costs 1; calibration .92 … .99', calibrated.night),
    e: ours(0.3, 'a guess errs in half; calibration .38 … .49', calibrated.night),
    a: ours(0.5, 'untrained attention has .3 … .4; calibration .32 … .42', calibrated.night),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 800,
  claim: ({ at }) =>
    all(
      atLeast(at('horizon').hingeOutOfDomain, 'h'),
      atLeast(at('horizon').errorOutOfDomain, 'e'),
      atMost(at('horizon').attentionOutOfDomain, 'a'),
    ),
  delta: 0.05,
  margin: 0.05,
  controls: {
    untrained: { without: 'an untrained model recognizes no pattern: the claim is that training does not help' },
    gross: [dialled('newDirection', 0.5, { doc: 'patterns at 30° to the span of the learned ones: recognized' })],
    nearMiss: [dialled('newDirection', 0.95, { doc: 'patterns at 72° to the span: a third of the loss is saved' })],
    positive: idealWeights,
  },
  paper,
  notChecked: ['longer training, which never sees these directions'],
});
