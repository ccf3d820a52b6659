/**
 * Where the Bayes error can be seen, the model is not Bayes-optimal, and longer training moves it away: a finding about what
 * "Bayes-optimal" says at finite noise, gated so that a change of it is noticed. Φ(−|b|/σ) is .0062 at σ/|b| = .4.
 */
import { all, atLeast, atMost, cite, dialled, ours, quantity, synthetic, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { forAll, paper, shuffledLabels } from '../controls';
import { bu2024 } from '../family';

const error = (law: string) => ({ error: { law, noise: { binomial: 2000 } } });

export default theorem({
  name: 'Bayes-optimality ends with visible noise',
  statement:
    'With probability at least 1 − δ over initialisation and batches of the reference problem with σ/|b| = .4, the 0–1 error after τ m K1/η steps exceeds the Bayes error Φ(−|b|/σ) by at least low and at most high, and after 4 τ m K1/η steps by at least g more.',
  source: cite(
    'bu2024',
    'title result: Bayes-optimal test error; read where the Bayes error is visible',
    'paraphrased',
  ),
  family: bu2024,
  forAll,
  at: 'reference',
  stream: { noise: 0.4 },
  ours: {
    low: ours(0.04, 'the excess was .054 to .079 in calibration', calibrated.night),
    high: ours(0.12, 'a model that has learned the task', calibrated.night),
    g: ours(0.03, 'the excess grew by .061 to .10 in calibration', calibrated.night),
    tau: ours(12, 'the horizon of the gate', calibrated.night),
  },
  horizon: '4 * tau * unit',
  horizonForm: 'at the horizon',
  prompts: 2000,
  claim: ({ at }) => {
    const early = at('tau * unit').error;
    const late = at('horizon').error;
    return all(
      atLeast(quantity('early - bayes', { early }), 'low'),
      atMost(quantity('early - bayes', { early }), 'high'),
      atLeast(quantity('late - early', { early, late }), 'g'),
    );
  },
  delta: 0.05,
  margin: 0.05,
  profile: 'nightly',
  controls: {
    gross: [
      shuffledLabels,
      dialled('noise', 0.1, { doc: 'σ/|b| = .1, as in the region of the gate: nothing is left above the Bayes error' }),
    ],
    nearMiss: [dialled('noise', 0.35, { doc: 'σ/|b| = .35: the excess is small' })],
    positive: synthetic({
      name: 'synthetic excess',
      doc: 'an excess of .063 that grows by .07 from τ to 4 τ, counted on the prompts',
      observations: error('bayes + 0.063 + 0.07 * (t / (tau * unit) - 1) / 3'),
    }),
  },
  paper: paper.filter(({ symbol }) => symbol !== 'sigma'),
  notChecked: ['other noise levels than σ/|b| = .4: see the findings'],
});
