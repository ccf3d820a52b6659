/** Mechanism 1’s first break condition: patterns that are not orthogonal, by as much as it takes. */
import { all, atLeast, cite, dialled, ours, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { horizon, inDomain, paper, tau } from '../controls';
import { li2024 } from '../family';
import { nothingLearned, untrained } from './nothing-learned';

export default theorem({
  name: 'nearly parallel patterns are not told apart',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps on patterns of which any two have a cosine of .92, the hinge loss on prompts of held-out tasks is at least h and the 0–1 error at least e.',
  source: cite('li2024', 'mechanism 1, break condition: relevant patterns that are not orthogonal', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  profile: 'nightly',
  stream: { coherence: 0.92 },
  ours: {
    h: ours(0.8, 'nothing learned costs 1; calibration at a cosine of .9 .97 … 1.02', calibrated.night),
    e: ours(0.35, 'a guess errs in half; calibration at a cosine of .9 .44 … .53', calibrated.night),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 800,
  claim: ({ at }) => all(atLeast(at('horizon').hinge, 'h'), atLeast(at('horizon').error, 'e')),
  delta: 0.05,
  margin: 0.05,
  controls: {
    untrained,
    gross: [dialled('coherence', 0.5, { doc: 'a cosine of .5: learned as if it were 0' })],
    nearMiss: [
      dialled(
        { coherence: 0, irrelevance: 7.2 },
        {
          name: 'orthogonal patterns, K = 7.2',
          doc: 'half of the loss: the transition in the cosine itself is too sharp for a near miss',
        },
      ),
    ],
    positive: nothingLearned,
  },
  paper,
  notChecked: ['the transition: between a cosine of .84 and .9 at the reference problem', 'longer training'],
});
