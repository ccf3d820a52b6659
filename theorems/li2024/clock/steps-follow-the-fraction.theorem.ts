/**
 * L2, so that the rate is seen: the exponent over all α and over either end, each in a window that excludes exponents a quarter off,
 * and laws of another kind with the right exponent over all.
 */
import { all, cite, firstTime, meanOver, ours, slope, theorem, within } from '../../../harness';
import { calibrated } from '../calibrated';
import { inDomain, paper } from '../controls';
import { li2024 } from '../family';
import { lawOfSteps as law, noTimes, permuted } from './laws-of-steps';

export default theorem({
  name: 'steps fall with α, faster where α is small',
  statement:
    'With probability at least 1 − δ over blocks of trainings of the reference problem with α = .2, .3, .4, .6, .8, 1 (six of each) and l = 40 contexts, the first time at which the mean hinge loss on held-out tasks is at most .3 has log–log slope on α within .15 of −.8; over α = .2 … .4 within .3 of −.9, and over α = .6 … 1 within .3 of −.7.',
  source: cite('li2024', 'Theorem 1: T = Θ(α^(−2/3))', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  profile: 'nightly',
  at: 'reference',
  stream: { trainingLength: 40, testLength: 40 },
  ours: {
    slope: ours(
      -0.8,
      'calibration −.80 ± .01; the paper’s −2/3 lies at the edge of the window, and is met from α = .6 on',
      calibrated.night,
    ),
    width: ours(0.15, 'four standard deviations of a block', calibrated.night),
    lower: ours(-0.9, 'local exponent at small α; calibration −.90 ± .03', calibrated.night),
    upper: ours(-0.7, 'local exponent at large α; calibration −.68 ± .03', calibrated.night),
    local: ours(0.3, 'three standard deviations of a block', calibrated.night),
    cap: ours(99, 'steps after which a block counts as a violation; at α = .2 it takes 38 … 63', calibrated.night),
  },
  horizon: 'cap',
  horizonForm: 'some t ≤ T',
  prompts: 128,
  block: { repeats: 6, design: [0.2, 0.3, 0.4, 0.6, 0.8, 1].map((fraction) => ({ fraction })), share: [] },
  claim: ({ along }) => {
    const time = firstTime(meanOver(along({ from: '0', to: 'horizon', every: '3' }).hingeAsTrained), '0.3');
    return all(
      within(slope(time, 'alpha'), 'slope - width', 'slope + width'),
      within(slope(time, 'alpha', [0.2, 0.4]), 'lower - local', 'lower + local'),
      within(slope(time, 'alpha', [0.6, 1]), 'upper - local', 'upper + local'),
    );
  },
  delta: 0.1,
  margin: 0.1,
  controls: {
    untrained: noTimes,
    gross: [
      permuted,
      law('times e^(−1.5 α)', 'another kind of law, with slope −.8 over all α', '50 * exp(-1.5 * alpha)'),
      law(
        'times that stop falling',
        '20 α^(−.2) from α = .5 on, α^(−1.3) below',
        '14 * max(alpha, 0.5)^(-0.2) * min(alpha / 0.5, 1)^(-1.3)',
      ),
    ],
    nearMiss: [
      law('a law α^(−1.05)', 'an exponent a quarter too steep', '12 * alpha^(-1.05)'),
      law('a law α^(−.55)', 'an exponent a quarter too flat', '17 * alpha^(-0.55)'),
    ],
    positive: law(
      'a law a + b/α',
      'times 5 + 9.5/α, with the spread of a training: what is measured looks like this as much as like a power',
      '5 + 9.5 / alpha',
    ),
  },
  paper,
  notChecked: ['a power law: local exponents differ between small and large α', 'other problems than the reference'],
});
