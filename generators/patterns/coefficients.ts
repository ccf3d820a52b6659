import { combination, orthonormalFrame } from '../frame';
import type { Random } from '../random';
import type { PatternProblem } from './problem';

type PatternShape = Pick<PatternProblem, 'M1' | 'M1Out' | 'S1'>;

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { abs, sqrt } = Math;

/**
 * The coefficients k_j of the out-of-domain patterns `mu'_j = Σ_i k_{j,i} mu_i`: M1Out orthonormal vectors of length M1, each
 * with sum S1, uniform among all such (li2024, out-of-domain generalization). Expects a shape that exists (see `besselGap`).
 *
 * With p = 1/√M1 as unit vector, their span contains g = cosθ·p + sinθ·p⊥ and is otherwise orthogonal to p and p⊥; within
 * it, all k_j have inner product 1/√M1Out with g. The number of vectors drawn depends on M1 and M1Out alone, so that a
 * study of S1 moves only θ.
 */
export function outOfDomainCoefficients(random: Random, { M1, M1Out, S1 }: PatternShape): Float64Array[] {
  const p = constant(M1);
  // With M1Out = M1 there is no p⊥ beside the others, and sinθ = 0.
  const free = orthonormalFrame(random, Math.min(M1Out, M1 - 1), M1, [p]);
  const others = free.slice(0, M1Out - 1);
  const cos = S1 * sqrt(M1Out / M1);
  const sin = sqrt(besselGap({ M1, M1Out, S1 }) / M1);
  const g = combination([cos, sin], [p, free[M1Out - 1] ?? p]);
  const mixing = [constant(M1Out), ...orthonormalFrame(random, M1Out - 1, M1Out, [constant(M1Out)])];
  return Array.from({ length: M1Out }, (_, j) =>
    combination(
      mixing.map((column) => column[j]!),
      [g, ...others],
    ),
  );
}

/**
 * M1 − M1Out·S1², and 0 where the two are equal to rounding: a computed S1 = √(M1/M1Out) errs by 3/2 of 2^-53, its square by
 * twice that, and the two products below by one rounding each.
 *
 * The coefficients exist if and only if M1Out ≤ M1 and the gap is 0, or M1Out ≤ M1 − 1 and the gap is positive. The
 * projection of 1 = (1, …, 1) onto their span is S1 Σ_j k_j, whose square M1Out·S1² is at most |1|² = M1 (Bessel). If it is
 * less, then 1 lies outside of the span, which so cannot be all of R^M1. The construction above shows the converse.
 */
export function besselGap({ M1, M1Out, S1 }: PatternShape): number {
  const gap = M1 - M1Out * S1 * S1;
  return abs(gap) <= 5 * 2 ** -53 * M1 ? 0 : gap;
}

/** The most out-of-domain patterns of coefficient sum S1 that M1 patterns allow; 1 or 0 if there is no task. */
export function mostOutOfDomain(M1: number, S1: number): number {
  const exist = (M1Out: number): boolean => {
    const gap = besselGap({ M1, M1Out, S1 });
    return gap === 0 || (gap > 0 && M1Out < M1);
  };
  let count = M1;
  while (count > 0 && !exist(count)) count--;
  return count;
}

function constant(n: number): Float64Array {
  return new Float64Array(n).fill(1 / sqrt(n));
}
