/** B10 with a window that excludes exponents off by a quarter: more batch sizes and more sequences than the claim of the gate. */
import { cite, ours, synthetic, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { forAll, paper } from '../controls';
import { bu2024 } from '../family';
import { fluctuations, freshInitialisation, lawOfNoise, noiseFalls } from './sgd-noise';

export default theorem({
  name: 'SGD noise falls like 1/B, and not like its neighbours',
  statement:
    'With probability at least 1 − δ over dictionary and initialisation of the reference problem, the variance over batch sequences after t0 steps, of the concept-specific products and of the label coefficients, has log–log slope against the batch size B = 8 … 512 within a fifth of −1.',
  source: cite('bu2024', 'mechanism 2; section 5.3: B_0, …, B_{T−1} are i.i.d.', 'paraphrased'),
  family: bu2024,
  forAll,
  at: 'reference',
  ours: {
    t0: ours(8, 'early: the variance is still that of the gradients and not of the transition', calibrated.night),
    width: ours(
      0.2,
      'less than a quarter: B^(−3/4) and B^(−5/4) lie outside; the slope has a spread of about .05',
      calibrated.night,
    ),
  },
  horizon: 't0',
  horizonForm: 'at the horizon',
  block: {
    repeats: 64,
    design: [8, 16, 32, 64, 128, 256, 512].map((batchSize) => ({ batchSize })),
    share: ['dictionary', 'init'],
  },
  claim: noiseFalls,
  delta: 0.05,
  margin: 0.15,
  profile: 'nightly',
  controls: {
    gross: [freshInitialisation],
    nearMiss: [
      synthetic({
        name: 'synthetic B^(−5/4) law',
        doc: 'a variance that falls a little too fast',
        observations: fluctuations('B^(-5 / 8)'),
      }),
      synthetic({
        name: 'synthetic B^(−3/4) law',
        doc: 'a variance that falls a little too slowly',
        observations: fluctuations('B^(-3 / 8)'),
      }),
    ],
    positive: lawOfNoise,
  },
  paper,
  notChecked: ['late times', 'the constant in front of 1/B', 'other problems than the reference'],
});
