import { combination, scaledBy } from '../../generators/frame';
import type { Patterns } from '../../generators/patterns/patterns';
import type { PatternProblem } from '../../generators/patterns/problem';
import { Random } from '../../generators/random';
import { dot, projector, scaledIdentity } from '../reference/linear';
import type { StreamKey, Weights } from '../reference/types';

/** Taken out once: in some contexts (Jest) every look-up of a global is slow. */
const { floor, sqrt } = Math;

/**
 * Weights at step 0 (li2024, section 2), with d = dX + dY: W_Q = W_K = delta·I on the first dX coordinates and 0 elsewhere,
 * W_V = delta·I, W_O ~ N(0, 1/m) entrywise and then r = ±1/√m by fair coin, both from the stream `key`. The same bits on
 * every machine.
 */
export function initialPatternWeights(
  { dX, dY, m, delta }: Pick<PatternProblem, 'dX' | 'dY' | 'm' | 'delta'>,
  key: StreamKey,
): Weights {
  const d = dX + dY;
  const random = new Random(key);
  const scale = 1 / sqrt(m);
  return {
    WQ: scaledIdentity(d, delta, dX),
    WK: scaledIdentity(d, delta, dX),
    WV: scaledIdentity(d, delta),
    WO: Float32Array.from({ length: m * d }, () => scale * random.normal()),
    r: Float32Array.from({ length: m }, () => (random.uniform() < 0.5 ? scale : -scale)),
  };
}

/**
 * Weights that solve a problem in closed form, for positive controls and for checking probes.
 *
 * M = W_Kᵀ W_Q = gain·Σ_j mu_j mu_jᵀ/beta²: a context with the query's pattern outscores every other by gain·beta² = 16,
 * whatever κ is, so that the others have mass e^-16 each and together less than 1e-4 in prompts of hundreds. Patterns in the
 * span of the mu, such as the out-of-domain ones, are told apart alike.
 *
 * W_V = I. Where attention is ideal, x mixes to the relevant pattern plus irrelevant ones and y to z q, z the label. The first
 * half of the neurons is large, with row_i ∝ mean feature/2 + sign(r_i) q in units of what either contributes: neurons
 * of sign z see 3/2, those of the other sign −1/2, so ReLU leaves Σ_{r_i z > 0} r_i h_i and z f = 1.05, beyond the kink of the
 * hinge. Magnitudes of large neurons fall a little from pair to pair of a + and a −. The others are at most 1 % as large,
 * orthogonal to the mean feature and to q, and cancel in pairs; where their number is odd, the last one is 0.
 *
 * Out of domain the first contribution is S1/2: z f = 1.05 (S1 + 2)/3 for −2 ≤ S1 ≤ 2.
 */
export function idealPatternWeights({ dX, dY, m, beta }: PatternProblem, { mu, q }: Patterns): Weights {
  const d = dX + dY;
  const attention = Float32Array.from(projector(mu, d), (entry) => (sqrt(PATTERN_SHARPNESS) / beta) * entry);
  const { r, sizes: large } = largeNeurons(m);
  const WO = new Float32Array(m * d);
  for (const [i, size] of large.entries()) WO.set(largeRow(size, r[i]! > 0 ? 1 : -1, mu, q), i * d);
  for (let i = large.length; i + 1 < m; i += 2) {
    const row = smallRow(i, mu, large.at(-1)! / 100);
    WO.set(row, i * d);
    WO.set(row, (i + 1) * d);
  }
  return { WQ: attention, WK: attention.slice(), WV: scaledIdentity(d, 1), WO, r };
}

/** gain·beta² of the ideal attention. */
export const PATTERN_SHARPNESS = 16;
/** z f at ideal attention: above 1, so that rounding and the rest of the mass leave the hinge at 0. */
const MARGIN = 1.05;
/** By how much the largest of the large neurons exceeds the smallest. */
const SPREAD = 0.1;

/** Read-outs of alternating signs, and how large the first half of the neurons is: with ideal attention z f is `MARGIN`. */
export function largeNeurons(m: number): { readonly r: Float32Array; readonly sizes: readonly number[] } {
  const r = Float32Array.from({ length: m }, (_, i) => (i % 2 === 0 ? 1 : -1) / sqrt(m));
  return { r, sizes: largeSizes(floor(m / 2)).map((size) => (size * MARGIN * sqrt(m)) / 1.5) };
}

/** Sizes of n neurons of alternating signs, falling from pair to pair; those of either sign sum to 1. */
function largeSizes(n: number): number[] {
  const falling = Array.from({ length: n }, (_, i) => 1 + SPREAD * (1 - (2 * floor(i / 2)) / n));
  const total = (sign: number) => falling.reduce((sum, size, i) => (i % 2 === sign ? sum + size : sum), 0);
  const totals = [total(0), total(1)];
  return falling.map((size, i) => size / totals[i % 2]!);
}

/** [d]: size/2 at every relevant pattern, sign·size at q. */
function largeRow(size: number, sign: number, mu: readonly Float64Array[], q: Float64Array): Float64Array {
  const mean = combination(new Float64Array(mu.length).fill(1 / mu.length), mu);
  const feature = scaledBy(size / 2 / dot(mean.length, mean, mu[0]!))(mean);
  return Float64Array.of(...feature, ...scaledBy(sign * size)(q));
}

/** [dX]: of norm `size`, along the difference of two relevant patterns. */
function smallRow(i: number, mu: readonly Float64Array[], size: number): Float64Array {
  const j = floor(i / 2) % mu.length;
  const difference = combination([1, -1], [mu[j]!, mu[(j + 1) % mu.length]!]);
  return scaledBy(size / sqrt(dot(difference.length, difference, difference)))(difference);
}
