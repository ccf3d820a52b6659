/**
 * B10: batches are i.i.d., so that for one dictionary and one initialisation the variance over batch sequences of what
 * the model has learned after a few steps falls like 1/B.
 */
import { all, cite, dialled, ours, quantity, slope, synthetic, theorem, varianceOver, within } from '../../harness';
import { forAll, paper } from './controls';
import { bu2024 } from './family';

/** Normal fluctuations of this size, as a formula in B, of everything that the claim reads. */
const fluctuations = (size: string) => {
  const law = { law: '1', noise: { absolute: size } };
  return { concentration1: law, concentration2: law, labelCoefficient1: law, labelCoefficient2: law };
};

export default theorem({
  name: 'SGD noise falls like 1/B',
  statement:
    'With probability at least 1 − δ over problem, dictionary and initialisation, the variance over batch sequences after t0 steps, of the concept-specific products and of the label coefficients, has log–log slope against the batch size B = 8 … 128 within 1/2 of −1.',
  source: cite('bu2024', 'mechanism 2; section 5.3: B_0, …, B_{T−1} are i.i.d.', 'paraphrased'),
  family: bu2024,
  forAll,
  ours: {
    t0: ours(8, 'early: the variance is still that of the gradients and not of the transition'),
    width: ours(0.5, 'three standard errors of a slope fitted to 5 batch sizes with 16 sequences each'),
  },
  horizon: 't0',
  horizonForm: 'at the horizon',
  block: {
    repeats: 16,
    design: [8, 16, 32, 64, 128].map((batchSize) => ({ batchSize })),
    share: ['dictionary', 'init'],
  },
  claim: ({ at }) => {
    const v1 = varianceOver(at('t0').concentration1);
    const v2 = varianceOver(at('t0').concentration2);
    const w1 = varianceOver(at('t0').labelCoefficient1);
    const w2 = varianceOver(at('t0').labelCoefficient2);
    return all(
      within(slope(quantity('v1 + v2', { v1, v2 }), 'B'), '-1 - width', '-1 + width'),
      within(slope(quantity('w1 + w2', { w1, w2 }), 'B'), '-1 - width', '-1 + width'),
    );
  },
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [
      dialled(
        {},
        {
          name: 'fresh initialisation per sequence',
          doc: 'its own variance hides the law: the slope is near 0',
          share: ['dictionary'],
        },
      ),
    ],
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
    positive: synthetic({
      name: 'synthetic 1/B law',
      doc: 'normal fluctuations of variance 1/B',
      observations: fluctuations('1 / sqrt(B)'),
    }),
  },
  paper,
  notChecked: ['late times', 'the constant in front of 1/B'],
});
