/** What the shape of the cloud costs li2024’s model: real words beside Gaussian words of the same category means. */
import { cite, ours, theorem } from '../../../harness';
import { alikeUntrained, alikeWorlds, nearTwins, singleWords, threeWorlds } from '../../language/worlds/worlds';
import { calibrated } from '../calibrated';
import { corners, forAll, horizon, notChecked, paper, scrambledLexicon, tau } from '../controls';
import { li2024Words } from '../family';

const PROMPTS = 400;

export default theorem({
  name: 'tasks between categories are nearly as hard as between their Gaussian twins',
  statement:
    'With probability at least 1 − δ over categories, split, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps on means of four words the 0–1 error on held-out tasks over held-out words exceeds that of the same model trained and tested on isotropic Gaussian words with the same category means and mean variances by at most e, and that on Gaussian words with their covariances by at most e.',
  source: cite('li2024', 'section 2: x = μ_j + κ ν_k', 'reconstructed'),
  family: li2024Words,
  forAll,
  corners,
  profile: 'nightly',
  ours: { e: ours(0.05, 'in calibration (86 problems) two in a hundred exceeded it; median .01', calibrated), tau },
  horizon,
  horizonForm: 'at the horizon',
  prompts: PROMPTS,
  accuracy: 'e',
  block: threeWorlds,
  claim: ({ at }) => nearTwins(at('horizon').error),
  delta: 0.05,
  margin: 0.15,
  controls: {
    untrained: alikeUntrained,
    gross: [scrambledLexicon],
    nearMiss: [singleWords()],
    positive: alikeWorlds('.03', PROMPTS),
  },
  paper,
  notChecked,
});
