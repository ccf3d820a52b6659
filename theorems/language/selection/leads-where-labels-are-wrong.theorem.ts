/** Open question 3 of li2024 on real words: where signed margin wins against every other rule of choosing demonstrations. */
import { atLeast, cite, dialled, ours, quantity, theorem } from '../../../harness';
import { corners, forAll, frozenMlp, horizon, idealWeights, paper, scrambledLexicon, tau } from '../controls';
import { language } from '../family';
import { calibrated, notChecked, PROMPTS } from './calibrated';

export default theorem({
  name: 'signed margin leads where labels are wrong',
  statement:
    'With probability at least 1 − δ over concepts, split, initialisation and batches, after T = τ m K1/η steps the 0–1 error on single held-out words, with demonstrations that signed margin chooses from a pool of 20 single held-out words of which 20 or 30 % have the wrong label, lies at least c below the error with demonstrations chosen from the same pools by each of five other rules: at random, the nearest to the query, the nearest of either label, and the last but one and at random without those whose labels look wrong. Errors are means over both pools and over 2, 4 and 8 demonstrations.',
  source: cite('li2024', 'open question 3: prompt selection', 'reconstructed'),
  family: language,
  forAll,
  corners,
  profile: 'nightly',
  ours: {
    c: ours(0.01, 'in calibration (160 problems) 6 in a hundred had less; median .019', calibrated),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: PROMPTS,
  claim: ({ at }) => atLeast(quantity('lead', { lead: at('horizon').leadOnWrongLabels }), 'c'),
  delta: 0.1,
  margin: 0.1,
  controls: {
    gross: [frozenMlp, scrambledLexicon],
    nearMiss: [
      dialled('testBag', 2, {
        ...{ name: 'means of two words', trials: 60 },
        doc: 'pools and queries are of means of two words, of which fewer are doubtful',
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked,
});
