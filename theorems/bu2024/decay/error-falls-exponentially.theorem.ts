/**
 * B1 on one clock: the mean 0–1 error of one problem falls from 2^−5 to 2^−7 in hardly more time than from 2^−2 to 2^−4. Under
 * an exponential law both take as long; under a power law t^−a the second takes 8^(1/a) times as long: 1.41 times for a = 6.
 */
import { atMost, cite, dialled, firstTime, meanOver, ours, quantity, synthetic, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { forAll, paper } from '../controls';
import { bu2024 } from '../family';
import { measured, noTimesUntrained, powerLaw } from './laws-of-decay';

export default theorem({
  name: 'the 0–1 error falls exponentially',
  statement:
    'With probability at least 1 − δ over blocks of 32 trainings of the reference problem, the time in which the mean 0–1 error falls from 2^−5 to 2^−7 is at most g times the time from 2^−2 to 2^−4.',
  source: cite('bu2024', 'abstract: exponential 0–1 convergence; section 5', 'paraphrased'),
  family: bu2024,
  forAll,
  at: 'reference',
  ours: {
    g: ours(
      1.25,
      'an exponential has 1 and a power law of order 6 has 1.41; a block leaves .1 of sampling error',
      calibrated.night,
    ),
    cap: ours(13, 'units of m K1/η after which a block counts as a violation; it takes about 2.3', calibrated.night),
  },
  horizon: 'cap * unit',
  horizonForm: 'some t ≤ T',
  prompts: 256,
  block: { repeats: 32 },
  claim: ({ along }) => {
    const error = meanOver(along({ from: '0', to: 'horizon', every: 'unit / 4' }).error);
    return atMost(
      quantity('(T7 - T5) / (T4 - T2)', {
        T2: firstTime(error, '2^-2'),
        T4: firstTime(error, '2^-4'),
        T5: firstTime(error, '2^-5'),
        T7: firstTime(error, '2^-7'),
      }),
      'g',
    );
  },
  delta: 0.05,
  margin: 0.15,
  profile: 'nightly',
  controls: {
    untrained: noTimesUntrained,
    gross: [powerLaw(2, 5), powerLaw(3, 8)],
    nearMiss: [
      powerLaw(6, 10),
      dialled('slowing', 1 / 12, {
        name: 'step η/(1 + t/12)',
        doc: 'the step dies out like 1/t, and the error follows',
        trials: 25,
      }),
    ],
    positive: synthetic({
      name: 'synthetic exponential',
      doc: 'error 0.47 e^(−t/10), with which the power laws agree at the start',
      observations: measured('0.47 * exp(-t / 10)'),
    }),
  },
  paper,
  notChecked: ['other problems than the reference: see the claim over the region', 'errors below 2^−7'],
});
