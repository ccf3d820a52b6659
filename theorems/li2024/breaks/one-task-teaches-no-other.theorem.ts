/** Next check 3 and the condition on training tasks: without any coverage nothing generalizes. */
import { all, atLeast, cite, dialled, ours, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { horizon, inDomain, paper, tau } from '../controls';
import { li2024 } from '../family';
import { nothingLearned, untrained } from './nothing-learned';

export default theorem({
  name: 'one training task teaches no other',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps on prompts of one single task, the hinge loss on prompts of held-out tasks is at least h and the 0–1 error at least e.',
  source: cite('li2024', 'Theorem 1: training tasks that cover every relevant pattern', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  profile: 'nightly',
  stream: { skew: 1 },
  ours: {
    h: ours(0.75, 'nothing learned costs 1; calibration .85 … .98', calibrated.night),
    e: ours(0.38, 'a guess errs in half; calibration .43 … .52', calibrated.night),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 800,
  claim: ({ at }) => all(atLeast(at('horizon').hinge, 'h'), atLeast(at('horizon').error, 'e')),
  delta: 0.1,
  margin: 0.1,
  controls: {
    untrained,
    gross: [dialled('skew', 0.5, { doc: 'half of the prompts: learned as if it were balanced' })],
    nearMiss: [
      dialled('skew', 0.985, { doc: 'three prompts in two hundred are of other tasks, and save half of the loss' }),
    ],
    positive: nothingLearned,
  },
  paper,
  notChecked: ['two or three training tasks'],
});
