/** B10 with a window that excludes exponents off by a quarter: more batch sizes and more sequences than the claim of the gate. */
import { all, cite, dialled, ours, quantity, slope, synthetic, theorem, varianceOver, within } from '../../../harness';
import { forAll, paper } from '../controls';
import { bu2024 } from '../family';

/** Normal fluctuations of this size, as a formula in B, of everything that the claim reads. */
const fluctuations = (size: string) => {
  const law = { law: '1', noise: { absolute: size } };
  return { concentration1: law, concentration2: law, labelCoefficient1: law, labelCoefficient2: law };
};

export default theorem({
  name: 'SGD noise falls like 1/B, and not like its neighbours',
  statement:
    'With probability at least 1 − δ over dictionary and initialisation of the reference problem, the variance over batch sequences after t0 steps, of the concept-specific products and of the label coefficients, has log–log slope against the batch size B = 8 … 512 within a fifth of −1.',
  source: cite('bu2024', 'mechanism 2; section 5.3: B_0, …, B_{T−1} are i.i.d.', 'paraphrased'),
  family: bu2024,
  forAll,
  at: 'reference',
  ours: {
    t0: ours(8, 'early: the variance is still that of the gradients and not of the transition'),
    width: ours(0.2, 'less than a quarter: B^(−3/4) and B^(−5/4) lie outside; the slope has a spread of about .05'),
  },
  horizon: 't0',
  horizonForm: 'at the horizon',
  block: {
    repeats: 64,
    design: [8, 16, 32, 64, 128, 256, 512].map((batchSize) => ({ batchSize })),
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
  margin: 0.15,
  profile: 'nightly',
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
    positive: synthetic({
      name: 'synthetic 1/B law',
      doc: 'normal fluctuations of variance 1/B',
      observations: fluctuations('1 / sqrt(B)'),
    }),
  },
  paper,
  notChecked: ['late times', 'the constant in front of 1/B', 'other problems than the reference'],
});
