/** Theorem 3 of li2024 on real words: the smallest neurons are free, the largest are not, and labels align the larger half. */
import { all, atLeast, atMost, cite, ours, quantity, shifted, theorem, withSymbols } from '../../harness';
import { calibrated } from './calibrated';
import { corners, forAll, horizon, idealWeights, notChecked, paper, shuffledLabels, tau } from './controls';
import { li2024Words } from './family';

export default theorem({
  name: 'small neurons can be pruned on real words too',
  statement:
    'With probability at least 1 − δ over categories, split, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps, dropping the smallest 30 % of the neurons adds at most f to the hinge loss on held-out tasks over held-out words, dropping the largest half adds at least c, and of the larger half of the neurons a share of at least 1 − s has a label part of cosine .9 with the label embedding, with the sign of its read-out.',
  source: cite('li2024', 'Theorem 3; Proposition 2', 'paraphrased'),
  family: li2024Words,
  forAll,
  corners,
  profile: 'nightly',
  ours: {
    f: ours(
      0.005,
      'in calibration (84 problems of odd split) at most .003; a random 30 % add .012 in the median',
      calibrated,
    ),
    c: ours(0.25, 'in calibration at least .34; median .59', calibrated),
    s: ours(0.15, 'in calibration at most .06', calibrated),
    byMagnitude: ours(1, 'the order in which neurons are dropped: 1 by magnitude, 0 at random (a control)'),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  // What f bounds is a difference over the same prompts, and no rate that is counted on them.
  prompts: 1000,
  claim: ({ at }) => {
    const { withoutSmallest30, withoutRandom30, withoutRandom50, withoutLargest50, labelAlignment } = at('horizon');
    const ordered = 'byMagnitude * ordered + (1 - byMagnitude) * random';
    return all(
      atMost(quantity(ordered, { ordered: withoutSmallest30, random: withoutRandom30 }), 'f'),
      atLeast(quantity(ordered, { ordered: withoutLargest50, random: withoutRandom50 }), 'c'),
      atLeast(labelAlignment, '1 - s'),
    );
  },
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [
      shuffledLabels,
      withSymbols({ byMagnitude: 0 }, { name: 'random order', doc: 'neurons dropped at random' }),
    ],
    nearMiss: [shifted(-0.16, { of: 'labelAlignment', doc: 'a sixth of the larger neurons with the other label' })],
    positive: idealWeights,
  },
  paper,
  notChecked,
});
