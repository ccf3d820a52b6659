import type { Random } from '../random';
import { mean } from './geometry';
import type { Sides } from './split';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { sqrt } = Math;

/**
 * As many Gaussian vectors in place of a concept's words, with the same two class means: `isotropic` with the words' mean
 * variance about them in every direction, else with their covariance about them, both pooled over the sides.
 *
 * A sum of the deviations r_i with independent normal coefficients, over √N, is exactly normal with the covariance of the words.
 */
export function twinOf(random: Random, sides: Sides<Float64Array>, isotropic: boolean): Sides<Float64Array> {
  const centres = { plus: mean(sides.plus), minus: mean(sides.minus) };
  const rest = (side: 'plus' | 'minus') => sides[side].map((x) => x.map((value, i) => value - centres[side][i]!));
  const all = [...rest('plus'), ...rest('minus')];
  const draw = isotropic ? isotropicNoise(random, all) : coloured(random, all);
  const about = (side: 'plus' | 'minus') =>
    sides[side].map(() => {
      const noise = draw();
      return centres[side].map((value, i) => value + noise[i]!);
    });
  return { plus: about('plus'), minus: about('minus') };
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
