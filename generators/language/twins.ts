import type { Random } from '../random';
import { mean } from './geometry';
import type { Sides } from './split';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { sqrt } = Math;

/**
 * As many Gaussian vectors in place of each group of words, with the same means of groups: `isotropic` with the words' mean
 * variance about them in every direction, else with their covariance about them, both pooled over the groups.
 *
 * A sum of the deviations r_i with independent normal coefficients, over √N, is exactly normal with the covariance of the words.
 */
export function twinsOf(
  random: Random,
  groups: readonly (readonly Float64Array[])[],
  isotropic: boolean,
): Float64Array[][] {
  const centres = groups.map(mean);
  const all = groups.flatMap((group, g) => group.map((x) => x.map((value, i) => value - centres[g]![i]!)));
  const draw = isotropic ? isotropicNoise(random, all) : coloured(random, all);
  return groups.map((group, g) =>
    group.map(() => {
      const noise = draw();
      return centres[g]!.map((value, i) => value + noise[i]!);
    }),
  );
}

/** `twinsOf` the two sides of a concept. */
export function twinOf(random: Random, { plus, minus }: Sides<Float64Array>, isotropic: boolean): Sides<Float64Array> {
  const [first, second] = twinsOf(random, [plus, minus], isotropic);
  return { plus: first!, minus: second! };
}

function isotropicNoise(random: Random, all: readonly Float64Array[]): () => Float64Array {
  const d = all[0]!.length;
  const square = all.reduce((sum, x) => sum + x.reduce((s, value) => s + value * value, 0), 0);
  const sigma = sqrt(square / (all.length * d));
  return () => Float64Array.from({ length: d }, () => sigma * random.normal());
}

function coloured(random: Random, all: readonly Float64Array[]): () => Float64Array {
  const scale = 1 / sqrt(all.length);
  return () => {
    const sum = new Float64Array(all[0]!.length);
    for (const x of all) {
      const g = scale * random.normal();
      for (let i = 0; i < sum.length; i++) sum[i]! += g * x[i]!;
    }
    return sum;
  };
}

/** A number for each world, so that slopes against its logarithm are differences: 1 words, 2 isotropic twins, 1/2 those of their covariance. */
export const worldOf = (twin: 0 | 1 | 2): number => [1, 2, 0.5][twin]!;
