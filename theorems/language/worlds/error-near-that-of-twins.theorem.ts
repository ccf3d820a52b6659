/** What the shape of the cloud costs: trained models on real words beside models on Gaussian words of the same class means. */
import { all, atMost, cite, dialled, ours, synthetic, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { corners, forAll, horizon, notChecked, paper, scrambledLexicon, tau } from '../controls';
import { language } from '../family';
import { beyondTwin, threeWorlds } from './worlds';

export default theorem({
  name: 'real words are answered nearly as well as their Gaussian twins',
  statement:
    'With probability at least 1 − δ over concepts, split, initialisation and batches, after T = τ m K1/η steps on means of four words the 0–1 error on held-out words exceeds that of the same model trained and tested on isotropic Gaussian words with the same class means and mean variance by at most e, and that on Gaussian words with their covariance by at most e.',
  source: cite('bu2024', 'section 3: words as features plus Gaussian noise', 'reconstructed'),
  family: language,
  forAll,
  corners,
  profile: 'nightly',
  ours: { e: ours(0.06, 'in calibration (60 problems of odd split) 1 exceeded it; median .005', calibrated.gate), tau },
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
        ...{ at: 'region', trials: 60, name: 'single words' },
        doc: 'n = 1: what averaging hides is how unlike a ball the cloud is',
      }),
    ],
    positive: synthetic({
      name: 'synthetic alike worlds',
      doc: 'an error of .01 in every world, counted on the prompts of a training',
      observations: { error: { law: '0.01', noise: { binomial: 400 } } },
    }),
  },
  paper,
  notChecked,
});
