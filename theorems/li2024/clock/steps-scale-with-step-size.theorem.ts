/** The clock: steps are proportional to 1/η, nearly. */
import { cite, firstTime, meanOver, ours, slope, theorem, within } from '../../../harness';
import { calibrated } from '../calibrated';
import { inDomain, paper } from '../controls';
import { li2024 } from '../family';
import { lawOfSteps as law, noTimes, permuted } from './laws-of-steps';

export default theorem({
  name: 'steps are proportional to 1/η',
  statement:
    'With probability at least 1 − δ over blocks of trainings of the reference problem with η = 1/8, 1/4, 1/2 (four of each), the first time at which the mean hinge loss on held-out tasks is at most .3 has log–log slope on η within .13 of −.95.',
  source: cite('li2024', 'Theorem 1: T = Θ(η⁻¹ M1 α^(−2/3) β^(−2/3) √log M1)', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  profile: 'nightly',
  at: 'reference',
  ours: {
    slope: ours(
      -0.95,
      'the paper says −1; calibration −.95 between η = 1/4 and 1/2, −.84 between 1 and 2, where steps are few and large',
      calibrated.night,
    ),
    width: ours(0.13, 'three standard deviations of a block', calibrated.night),
    cap: ours(201, 'steps after which a block counts as a violation; at η = 1/8 it takes about 128', calibrated.night),
  },
  horizon: 'cap',
  horizonForm: 'some t ≤ T',
  prompts: 128,
  block: { repeats: 4, design: [1 / 8, 1 / 4, 1 / 2].map((stepScale) => ({ stepScale })), share: [] },
  claim: ({ along }) => {
    const time = firstTime(meanOver(along({ from: '0', to: 'horizon', every: '3' }).hingeAsTrained), '0.3');
    return within(slope(time, 'eta'), 'slope - width', 'slope + width');
  },
  delta: 0.1,
  margin: 0.1,
  controls: {
    untrained: noTimes,
    gross: [permuted, law('a law log(1/η)', 'another kind of law that agrees at η = 1/2', '47 * log(1 / eta)')],
    nearMiss: [
      law('a law η^(−1.2)', 'an exponent a quarter too steep', '14 * eta^(-1.2)'),
      law('a law η^(−.7)', 'an exponent a quarter too flat', '30 * eta^(-0.7)'),
    ],
    positive: law('a law 1/η', 'times 17/η, with the spread of a training', '17 / eta'),
  },
  paper,
  notChecked: ['η above 1/2, where the exponent falls to .84', 'other problems than the reference'],
});
