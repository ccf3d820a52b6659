/** What the shape of the cloud costs: trained models on real words beside models on Gaussian words of the same class means. */
import { cite, ours, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { corners, forAll, horizon, notChecked, paper, scrambledLexicon, tau } from '../controls';
import { language } from '../family';
import { alikeUntrained, alikeWorlds, nearTwins, singleWords, threeWorlds } from './worlds';

const PROMPTS = 400;

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
  prompts: PROMPTS,
  accuracy: 'e',
  block: threeWorlds,
  claim: ({ at }) => nearTwins(at('horizon').error),
  delta: 0.05,
  margin: 0.15,
  controls: {
    untrained: alikeUntrained,
    gross: [scrambledLexicon],
    nearMiss: [singleWords(60)],
    positive: alikeWorlds('.01', PROMPTS),
  },
  paper,
  notChecked,
});
