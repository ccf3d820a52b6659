/** Next check 3: data that cover tasks unevenly, from the side on which it breaks nothing. */
import { all, atMost, cite, dialled, ours, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { horizon, idealWeights, inDomain, paper, shuffledLabels, tau } from '../controls';
import { li2024 } from '../family';

export default theorem({
  name: 'training tasks may be unbalanced',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps on prompts of which half are of one fixed training task, the hinge loss on prompts of held-out tasks is at most ε and the 0–1 error at most e.',
  source: cite('li2024', 'next check 3: balanced data coverage violated', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  profile: 'nightly',
  stream: { skew: 0.5 },
  ours: {
    epsilon: ours(0.15, 'calibration at most .087 at a skew of .9', calibrated.night),
    e: ours(0.03, 'calibration at most .014 at a skew of .9', calibrated.night),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  accuracy: 'e',
  claim: ({ at }) => all(atMost(at('horizon').hinge, 'epsilon'), atMost(at('horizon').error, 'e')),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [shuffledLabels, dialled('skew', 0.99, { doc: 'one prompt in a hundred is of another task' })],
    nearMiss: [dialled('queryFlips', 0.42, { doc: 'more than two in five of the training labels are flipped' })],
    positive: idealWeights,
  },
  paper,
  notChecked: [
    'a skew in one pattern alone',
    'a skew of .9: where patterns are few one training in six errs more (docs/findings/li2024.md)',
  ],
});
