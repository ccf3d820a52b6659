import { all, dialled, quantity, slope, synthetic, varianceOver, type Words, within } from '../../../harness';
import type { bu2024 } from '../family';

/** Normal fluctuations of this size, as a formula in B, of everything that claims on SGD noise read. */
export const fluctuations = (size: string) => {
  const law = { law: '1', noise: { absolute: size } };
  return { concentration1: law, concentration2: law, labelCoefficient1: law, labelCoefficient2: law };
};

/** The variance over batch sequences after t0 steps, of products and of coefficients, falls with B with a slope within `width` of −1. */
export const noiseFalls = ({ at }: Words<typeof bu2024>) => {
  const v1 = varianceOver(at('t0').concentration1);
  const v2 = varianceOver(at('t0').concentration2);
  const w1 = varianceOver(at('t0').labelCoefficient1);
  const w2 = varianceOver(at('t0').labelCoefficient2);
  return all(
    within(slope(quantity('v1 + v2', { v1, v2 }), 'B'), '-1 - width', '-1 + width'),
    within(slope(quantity('w1 + w2', { w1, w2 }), 'B'), '-1 - width', '-1 + width'),
  );
};

export const freshInitialisation = dialled(
  {},
  {
    name: 'fresh initialisation per sequence',
    doc: 'its own variance hides the law: the slope is near 0',
    share: ['dictionary'],
  },
);

export const lawOfNoise = synthetic({
  name: 'synthetic 1/B law',
  doc: 'normal fluctuations of variance 1/B',
  observations: fluctuations('1 / sqrt(B)'),
});
