/** B1 of bu2024 on real words, where no Bayes error is known: the excess over the plug-in oracle falls no slower at the end. */
import { atMost, cite, meanOver, ours, theorem } from '../../../harness';
import { cappedLaws, noTimesUntrained, slowingOf } from '../../bu2024/decay/laws-of-decay';
import { calibrated } from '../calibrated';
import { forAll, notChecked, paper } from '../controls';
import { language } from '../family';

const TRAININGS = 16;
const PROMPTS = 128;

const { powerLaw, exponential } = cappedLaws({ observation: 'excess', words: 'an excess of' }, PROMPTS);

export default theorem({
  name: 'the excess over the oracle falls exponentially on real words',
  statement: `With probability at least 1 − δ over blocks of ${TRAININGS} trainings of the reference problem of real words, the time in which the mean 0–1 error on held-out words beyond that of sign⟨x − a, b⟩ falls from 2^−4 to 2^−6 is at most g times the time from 2^−2 to 2^−4.`,
  source: cite('bu2024', 'abstract: exponential 0–1 convergence; section 5', 'paraphrased'),
  family: language,
  forAll,
  at: 'reference',
  profile: 'nightly',
  ours: {
    g: ours(
      1.5,
      'an exponential has 1 and a power law of order 2 has 2; in calibration (64 trainings) .9',
      calibrated.gate,
    ),
    cap: ours(8, 'units of m K1/η after which a block counts as a violation', calibrated.gate),
  },
  horizon: 'cap * unit',
  horizonForm: 'some t ≤ T',
  prompts: PROMPTS,
  block: { repeats: TRAININGS },
  claim: ({ along }) => atMost(slowingOf(meanOver(along({ from: '0', to: 'horizon', every: 'unit / 4' }).excess)), 'g'),
  delta: 0.05,
  margin: 0.25,
  controls: {
    untrained: noTimesUntrained,
    gross: [powerLaw(1)],
    nearMiss: [powerLaw(2)],
    positive: exponential,
  },
  paper,
  notChecked: [...notChecked, 'other problems than the reference', 'an excess below 2^−6'],
});
