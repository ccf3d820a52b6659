/**
 * Where the Bayes error can be seen, the model is not Bayes-optimal, and longer training moves it away: a finding about what
 * "Bayes-optimal" says at finite noise, gated so that a change of it is noticed. Φ(−|b|/σ) is .0062 at σ/|b| = .4. The claim
 * ends at ten units of time: at such noise trainings amplify rounding, and from twelve units on two engines come apart.
 */
import { all, atLeast, atMost, cite, dialled, meanOver, ours, quantity, synthetic, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { forAll, paper, shuffledLabels } from '../controls';
import { bu2024 } from '../family';

const error = (law: string) => ({ error: { law, noise: { binomial: 4000 } } });

export default theorem({
  name: 'Bayes-optimality ends with visible noise',
  statement:
    'With probability at least 1 − δ over blocks of eight trainings of the reference problem with σ/|b| = .4, the mean 0–1 error after s m K1/η steps exceeds the Bayes error Φ(−|b|/σ) by at least low and at most high, and after u m K1/η steps by at least g more.',
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
    low: ours(0.02, 'the excess of a training was .028 to .05 in calibration', calibrated.visibleNoise),
    high: ours(0.06, 'a model that has learned the task', calibrated.visibleNoise),
    g: ours(
      0.01,
      'a training moved away by .018 on average, with a standard deviation of .005 to .009',
      calibrated.visibleNoise,
    ),
    s: ours(6, 'all have learned the task by then', calibrated.visibleNoise),
    u: ours(
      10,
      'float64 and the fused engine agreed to one prompt of 4,000 until then, in 36 of 36 trainings',
      calibrated.visibleNoise,
    ),
  },
  horizon: 'u * unit',
  horizonForm: 'at the horizon',
  prompts: 4000,
  block: { repeats: 8 },
  claim: ({ at }) => {
    const early = meanOver(at('s * unit').error);
    const late = meanOver(at('horizon').error);
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
    nearMiss: [dialled('noise', 0.34, { doc: 'σ/|b| = .34: excess and growth are small' })],
    positive: synthetic({
      name: 'synthetic excess',
      doc: 'an excess of .035 that grows by .018 from s to u, counted on the prompts',
      observations: error('bayes + 0.035 + 0.018 * (t / unit - s) / (u - s)'),
    }),
  },
  paper: paper.filter(({ symbol }) => symbol !== 'sigma'),
  notChecked: [
    'other noise levels than σ/|b| = .4, and later times: see the findings',
    'single trainings: a mean over eight moves away',
  ],
});
