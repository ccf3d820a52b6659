/**
 * B10: batches are i.i.d., so that for one dictionary and one initialisation the variance over batch sequences of what
 * the model has learned after a few steps falls like 1/B.
 */
import { cite, dialled, ours, synthetic, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { forAll, paper } from '../controls';
import { bu2024 } from '../family';
import { fluctuations, freshInitialisation, lawOfNoise, noiseFalls } from './sgd-noise';

export default theorem({
  name: 'SGD noise falls like 1/B',
  statement:
    'With probability at least 1 − δ over problem, dictionary and initialisation, the variance over batch sequences after t0 steps, of the concept-specific products and of the label coefficients, has log–log slope against the batch size B = 8 … 128 within 1/2 of −1.',
  source: cite('bu2024', 'mechanism 2; section 5.3: B_0, …, B_{T−1} are i.i.d.', 'paraphrased'),
  family: bu2024,
  forAll,
  ours: {
    t0: ours(8, 'early: the variance is still that of the gradients and not of the transition', calibrated.gate),
    width: ours(
      0.5,
      'three standard errors of a slope fitted to 5 batch sizes with 16 sequences each',
      calibrated.gate,
    ),
  },
  horizon: 't0',
  horizonForm: 'at the horizon',
  block: {
    repeats: 16,
    design: [8, 16, 32, 64, 128].map((batchSize) => ({ batchSize })),
    share: ['dictionary', 'init'],
  },
  claim: noiseFalls,
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [freshInitialisation],
    nearMiss: [
      dialled('mlpInitScale', 0.03, {
        name: 'fresh small initialisation per sequence',
        doc: 'its own variance, with σ1 = 0.03',
        share: ['dictionary'],
      }),
      synthetic({
        name: 'synthetic B^(−7/4) law',
        doc: 'a variance that falls too fast',
        observations: fluctuations('B^(-7 / 8)'),
      }),
    ],
    positive: lawOfNoise,
  },
  paper,
  notChecked: ['late times', 'the constant in front of 1/B'],
});
