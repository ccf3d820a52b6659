/** Open question 2: whether magnitude tells what can be pruned in other parts of the model than its neurons. */
import { all, atLeast, atMost, cite, dialled, ours, quantity, theorem, withSymbols } from '../../../harness';
import { calibrated } from '../calibrated';
import { horizon, inDomain, paper, tau } from '../controls';
import { li2024 } from '../family';

export default theorem({
  name: 'magnitude orders value, key and input coordinates, too',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps, dropping the smallest 30 % of the value coordinates (rows of W_V) adds at most f to the hinge loss on held-out tasks; and dropping the largest 30 % adds more than dropping the smallest 30 %, by at least v for value coordinates, i for the inputs of the MLP (columns of W_O) and k for key coordinates (rows of W_K and W_Q).',
  source: cite('li2024', 'open question 2: pruning of other components', 'reconstructed'),
  family: li2024,
  forAll: inDomain,
  profile: 'nightly',
  ours: {
    f: ours(0.03, 'calibration at most .017', calibrated.night),
    v: ours(0.15, 'calibration .22 … .8', calibrated.night),
    i: ours(0.02, 'calibration .045 … .8', calibrated.night),
    k: ours(
      0.004,
      'calibration .009 … .59; where patterns are many and steps large, keys matter least',
      calibrated.night,
    ),
    byMagnitude: ours(1, '1: as stated; 0: the largest are dropped in place of the smallest (a control)'),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  accuracy: 'f',
  claim: ({ at }) => {
    const one = at('horizon');
    const swapped = 'byMagnitude * small + (1 - byMagnitude) * large';
    const excess = '(2 * byMagnitude - 1) * (large - small)';
    const [small, large] = [one.withoutSmallestValues, one.withoutLargestValues];
    return all(
      atMost(quantity(swapped, { small, large }), 'f'),
      atLeast(quantity(excess, { small, large }), 'v'),
      atLeast(quantity(excess, { small: one.withoutSmallestInputs, large: one.withoutLargestInputs }), 'i'),
      atLeast(quantity(excess, { small: one.withoutSmallestKeys, large: one.withoutLargestKeys }), 'k'),
    );
  },
  delta: 0.1,
  margin: 0.1,
  controls: {
    gross: [
      withSymbols(
        { byMagnitude: 0 },
        { name: 'the other way round', doc: 'the largest dropped in place of the smallest' },
      ),
    ],
    nearMiss: [
      dialled('queryFlips', 0.37, {
        doc: 'more than a third of the training labels is flipped: small value coordinates matter',
      }),
    ],
    positive: dialled('everyPair', 1, {
      name: 'tasks that compare every pair',
      doc: 'other trainings under the paper’s assumptions: closed-form weights have no small coordinates',
    }),
  },
  paper,
  notChecked: ['attention heads: the model has one', 'directions that are not coordinates, such as singular vectors'],
});
