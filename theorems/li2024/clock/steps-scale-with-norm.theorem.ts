/** The clock: steps fall with the norm of the patterns, at these sizes like its square; the paper has β^(−2/3). */
import { cite, firstTime, meanOver, ours, slope, theorem, within } from '../../../harness';
import { calibrated } from '../calibrated';
import { inDomain, paper } from '../controls';
import { li2024 } from '../family';
import { lawOfSteps as law, noTimes, permuted } from './laws-of-steps';

export default theorem({
  name: 'steps fall like the square of the norm of the patterns',
  statement:
    'With probability at least 1 − δ over blocks of trainings of the reference problem at η = 1/2 with β = 1, 2, 4 (four of each), the first time at which the mean hinge loss on held-out tasks is at most .3 has log–log slope on β within .2 of −1.95.',
  source: cite('li2024', 'Theorem 1: T = Θ(η⁻¹ M1 α^(−2/3) β^(−2/3) √log M1)', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  profile: 'nightly',
  at: 'reference',
  stream: { stepScale: 0.5 },
  ours: {
    slope: ours(
      -1.95,
      'calibration −2.2 … −1.8 between neighbours up to β = 4; −1.1 from 4 to 8, towards the paper’s −2/3, and beyond 8 times grow again',
      calibrated.night,
    ),
    width: ours(0.2, 'four standard deviations of a block', calibrated.night),
    cap: ours(240, 'steps after which a block counts as a violation; at β = 1 it takes about 150', calibrated.night),
  },
  horizon: 'cap',
  horizonForm: 'some t ≤ T',
  prompts: 128,
  block: { repeats: 4, design: [1, 2, 4].map((norm) => ({ norm })), share: [] },
  claim: ({ along }) => {
    const time = firstTime(meanOver(along({ from: '0', to: 'horizon', every: '2' }).hingeAsTrained), '0.3');
    return within(slope(time, 'beta'), 'slope - width', 'slope + width');
  },
  delta: 0.1,
  margin: 0.1,
  controls: {
    untrained: noTimes,
    gross: [permuted, law('the paper’s law', 'times β^(−2/3)', '60 * beta^(-2 / 3)')],
    nearMiss: [
      law('a law β^(−2.25)', 'an exponent too steep by .3', '150 * beta^(-2.25)'),
      law('a law β^(−1.65)', 'an exponent too flat by .3', '140 * beta^(-1.65)'),
    ],
    positive: law('a law β^(−1.95)', 'times 140 β^(−1.95), with the spread of a training', '140 * beta^(-1.95)'),
  },
  paper,
  notChecked: ['β above 4: the rate that the paper has is asymptotic', 'other problems than the reference'],
});
