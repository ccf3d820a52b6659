/**
 * B2 on increments: a time that grows like log 1/ε has bounded increments per halving of ε, and one that grows like ε^(−1/3) has
 * increments that grow by a quarter with each. A bound on the time itself, over six halvings, cannot tell them apart.
 */
import {
  atMost,
  cite,
  dialled,
  firstTime,
  forEvery,
  meanOver,
  ours,
  quantity,
  synthetic,
  theorem,
} from '../../../harness';
import { calibrated } from '../calibrated';
import { forAll, paper } from '../controls';
import { bu2024 } from '../family';
import { measured } from './laws-of-decay';

export default theorem({
  name: 'every halving of the error takes bounded time',
  statement:
    'With probability at least 1 − δ over blocks of 32 trainings of the reference problem, the mean 0–1 error takes at most C m K1/η steps from 2^−j to 2^−(j + 1), for every j = 2 … 6.',
  source: cite('bu2024', 'title result: Bayes-optimal test error with logarithmic iterations', 'paraphrased'),
  family: bu2024,
  forAll,
  at: 'reference',
  ours: {
    C: ours(0.7, 'units of m K1/η per halving; the longest took .61 in calibration, the first one', calibrated.night),
    cap: ours(5, 'units of m K1/η after which a block counts as a violation', calibrated.night),
  },
  horizon: 'cap * unit',
  horizonForm: 'some t ≤ T',
  prompts: 256,
  block: { repeats: 32 },
  claim: ({ along }) => {
    const error = meanOver(along({ from: '0', to: 'horizon', every: 'unit / 5' }).error);
    const halving = quantity('(after - before) / unit', {
      before: firstTime(error, '2^-j'),
      after: firstTime(error, '2^-(j + 1)'),
    });
    return forEvery('j', [2, 3, 4, 5, 6], atMost(halving, 'C'));
  },
  delta: 0.05,
  margin: 0.15,
  profile: 'nightly',
  controls: {
    untrained: { without: 'an error that never falls has no times, and shows nothing of their increments' },
    gross: [
      dialled('slowing', 1 / 20, { name: 'step η/(1 + t/20)', doc: 'the step dies out slowly' }),
      synthetic({
        name: 'synthetic slow exponential',
        doc: 'error 0.47 e^(−t/24): .83 units per halving',
        observations: measured('0.47 * exp(-t / 24)'),
      }),
    ],
    nearMiss: [
      synthetic({
        name: 'synthetic T ∝ ε^(−1/3)',
        doc: 'error 0.47 (1 + t/25)^−3: the first halving takes .4 units, the last one takes 1',
        observations: measured('0.47 * (1 + t / 25)^(-3)'),
      }),
    ],
    positive: synthetic({
      name: 'synthetic exponential',
      doc: 'error 0.47 e^(−t/12): .42 units per halving',
      observations: measured('0.47 * exp(-t / 12)'),
    }),
  },
  paper,
  notChecked: ['other problems than the reference', 'errors below 2^−7'],
});
