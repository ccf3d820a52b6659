/**
 * B1b: the 0–1 error of one problem, averaged over 32 trainings, falls from 2^−4 to 2^−6 in hardly more time than from
 * 2^−2 to 2^−4. An exponential law takes the same time for both; under a power law t^−a the second takes 4^(1/a) times
 * as long, so that a factor of 1.25 refutes every a < 6.2. "No increment grows" would be too strict: they are noisy.
 */
import { atMost, cite, meanOver, ours, synthetic, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { forAll, paper } from '../controls';
import { bu2024 } from '../family';
import { noTimesUntrained, slowingOf } from './laws-of-decay';

/** Error 0.47 (1 + t/8)^−a, measured with the prompts of the block: its ratio is 4^(1/a) whatever the scale. */
const powerLaw = (a: number) =>
  synthetic({
    name: `synthetic power law, a = ${a}`,
    doc: `error 0.47 (1 + t/8)^−${a}, measured with the prompts of the block`,
    observations: { error: { law: `0.47 * (1 + t / 8)^(-${a})`, noise: { binomial: 64 } } },
  });

export default theorem({
  name: 'the 0–1 error decays faster than a power law',
  statement:
    'With probability at least 1 − δ over blocks of 32 trainings of the reference problem, the time in which the mean 0–1 error falls from 2^−4 to 2^−6 is at most g times the time from 2^−2 to 2^−4.',
  source: cite('bu2024', 'abstract: exponential 0–1 convergence; section 5', 'paraphrased'),
  family: bu2024,
  forAll,
  at: 'reference',
  ours: {
    g: ours(
      1.25,
      'refutes every power law t^-a with a < 6.2 and leaves room for the sampling error of a block',
      calibrated.gate,
    ),
    cap: ours(
      4,
      'units of m K1/η after which a block that has not reached 2^-6 counts as a violation; it takes about 2',
      calibrated.gate,
    ),
  },
  horizon: 'cap * unit',
  horizonForm: 'some t ≤ T',
  prompts: 64,
  block: { repeats: 32 },
  claim: ({ along }) => {
    const error = meanOver(along({ from: '0', to: 'horizon', every: 'unit / 5' }).error);
    return atMost(slowingOf(error), 'g');
  },
  delta: 0.05,
  margin: 0.05,
  controls: {
    untrained: noTimesUntrained,
    gross: [powerLaw(2)],
    nearMiss: [powerLaw(3)],
    positive: synthetic({
      name: 'synthetic fast decay',
      doc: 'error 0.474 e^(−(t/20)²), close to the reference dynamics, measured with the prompts of the block',
      observations: { error: { law: '0.474 * exp(-(t / 20)^2)', noise: { binomial: 64 } } },
    }),
  },
  paper,
  notChecked: ['other problems than the reference', 'errors below 2^−6'],
});
