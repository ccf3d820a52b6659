/** B1 over the region: the mean 0–1 error of one problem, whichever it is, decays no slower at the end than at the start. */
import { atMost, cite, meanOver, ours, synthetic, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { forAll, paper } from '../controls';
import { bu2024 } from '../family';
import { measured, noTimesUntrained, slowingOf } from './laws-of-decay';

const powerLaw = (a: number, scale: number) =>
  synthetic({
    name: `synthetic power law, a = ${a}`,
    doc: `error 0.47 (1 + t/${scale})^−${a}`,
    observations: measured(`0.47 * (1 + t / ${scale})^(-${a})`),
  });

export default theorem({
  name: 'the 0–1 error falls exponentially over the region',
  statement:
    'With probability at least 1 − δ over problem without polysemy (p = 0) and 16 trainings of it, the time in which the mean 0–1 error falls from 2^−4 to 2^−6 is at most g times the time from 2^−2 to 2^−4.',
  source: cite('bu2024', 'abstract: exponential 0–1 convergence; section 5', 'paraphrased'),
  family: bu2024,
  forAll,
  stream: { polysemy: 0 },
  ours: {
    g: ours(1.2, 'an exponential has 1, a power law of order 4 has 1.41', calibrated.night),
    cap: ours(8, 'units of m K1/η after which a block counts as a violation', calibrated.night),
  },
  horizon: 'cap * unit',
  horizonForm: 'some t ≤ T',
  prompts: 256,
  block: { repeats: 16 },
  claim: ({ along }) => {
    const error = meanOver(along({ from: '0', to: 'horizon', every: 'unit / 5' }).error);
    return atMost(slowingOf(error), 'g');
  },
  delta: 0.05,
  margin: 0.15,
  profile: 'nightly',
  controls: {
    untrained: noTimesUntrained,
    gross: [powerLaw(2, 16)],
    nearMiss: [powerLaw(3, 30)],
    positive: synthetic({
      name: 'synthetic fast decay',
      doc: 'error 0.474 e^(−(t/20)²), close to the reference dynamics, measured with the prompts of the block',
      observations: measured('0.474 * exp(-(t / 20)^2)'),
    }),
  },
  paper,
  notChecked: ['p > 0, where the error ends at what polysemy leaves', 'errors below 2^−6'],
});
