/** L7’s break condition: a pruning rate beyond the fraction of small neurons. */
import { atLeast, cite, ours, shifted, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { frozenAttention, horizon, idealWeights, inDomain, paper, tau } from '../controls';
import { li2024 } from '../family';

export default theorem({
  name: 'pruning beyond the small neurons costs',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps, dropping the smallest 80 % of the neurons, more than the half that is small, adds at least c to the hinge loss on held-out tasks.',
  source: cite(
    'li2024',
    'mechanism 2, break condition: a pruning rate above the fraction of small neurons',
    'paraphrased',
  ),
  family: li2024,
  forAll: inDomain,
  profile: 'nightly',
  ours: {
    c: ours(0.12, 'six times what the smallest 30 % may cost; calibration .17 … .51', calibrated.night),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  claim: ({ at }) => atLeast(at('horizon').withoutSmallest80, 'c'),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [frozenAttention],
    nearMiss: [
      shifted(-0.23, {
        of: 'withoutSmallest80',
        doc: 'a cost less by 0.23',
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: [
    'where between 50 % and 80 % it begins: at the reference problem 60 % cost .018 and 70 % .12 (docs/findings/li2024.md)',
  ],
});
