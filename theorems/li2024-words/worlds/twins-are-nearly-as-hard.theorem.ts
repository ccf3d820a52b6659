/** What the shape of the cloud costs li2024’s model: real words beside Gaussian words of the same category means. */
import { all, atMost, cite, dialled, ours, synthetic, theorem } from '../../../harness';
import { beyondTwin, threeWorlds } from '../../language/worlds/worlds';
import { calibrated } from '../calibrated';
import { corners, forAll, horizon, notChecked, paper, scrambledLexicon, tau } from '../controls';
import { li2024Words } from '../family';

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
  prompts: 400,
  accuracy: 'e',
  block: threeWorlds,
  claim: ({ at }) => {
    const { error } = at('horizon');
    return all(atMost(beyondTwin(error, 'isotropic'), 'e'), atMost(beyondTwin(error, 'covariance'), 'e'));
  },
  delta: 0.05,
  margin: 0.15,
  controls: {
    untrained: { without: 'models that were not trained err alike in all three worlds' },
    gross: [scrambledLexicon],
    nearMiss: [
      dialled('bag', 1, {
        ...{ at: 'region', name: 'single words' },
        doc: 'n = 1: what averaging hides is how unlike a ball the cloud is',
      }),
    ],
    positive: synthetic({
      name: 'synthetic alike worlds',
      doc: 'an error of .03 in every world, counted on the prompts of a training',
      observations: { error: { law: '0.03', noise: { binomial: 400 } } },
    }),
  },
  paper,
  notChecked,
});
