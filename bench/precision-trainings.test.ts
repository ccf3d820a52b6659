import { isDeepStrictEqual } from 'node:util';
import type { Family } from '../harness/statement/family';
import type { OneLayerTraining } from '../model/one-layer/training';
import { bu2024 } from '../theorems/bu2024/family';
import { li2024 } from '../theorems/li2024/family';
import { inFloat64 } from './precision-trainings';
import { seedsOf } from './seeds';

jest.setTimeout(60_000);

const families = [bu2024, li2024] as unknown as Family<unknown, OneLayerTraining<unknown>>[];

test.each(families.map((family) => [family.name, family] as const))(
  '%s in float64 starts from the weights and trains on the prompts of the fused engine',
  async (_, family) => {
    const [fused, exact] = await Promise.all(
      [family, inFloat64(family as Family) as typeof family].map((one) =>
        one.train(family.reference, seedsOf(0), 'fused'),
      ),
    );
    expect([fused!.engine, exact!.engine]).toEqual(['fused', 'float64']);
    // Compared to a flag: a diff of batches takes minutes to print.
    expect(isDeepStrictEqual(exact!.weights(), fused!.weights())).toBe(true);
    expect(isDeepStrictEqual(exact!.batch(1), fused!.batch(1))).toBe(true);
    for (const observation of Object.values(family.observations)) {
      const at = { problem: family.reference, step: 0, prompts: 8, key: [1, 2] as const };
      expect(Math.abs(observation.measure(exact!, at) - observation.measure(fused!, at))).toBeLessThanOrEqual(
        observation.witnessBound(8),
      );
    }
  },
);
