import type { Dictionary } from '../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../generators/concepts/problem';
import { Random } from '../../generators/random';
import { dot, projector, scaledIdentity } from '../reference/linear';
import type { StreamKey, Weights } from '../reference/types';

/**
 * Weights at step 0 (bu2024, section 2 of the model class): W_Q = W_K = sigma0·I, W_O ~ N(0, sigma1²) entrywise from the
 * stream `key`, r as in `readOutSigns`. The same bits on every machine.
 */
export function initialWeights<P extends Pick<ConceptProblem, 'dX' | 'dY' | 'm' | 'sigma0' | 'sigma1'>>(
  problem: P,
  key: StreamKey,
): Weights {
  const { dX, dY, m, sigma0, sigma1 } = problem;
  const random = new Random(key);
  return {
    WQ: scaledIdentity(dX, sigma0),
    WK: scaledIdentity(dX, sigma0),
    WO: Float32Array.from({ length: m * dY }, () => sigma1 * random.normal()),
    r: readOutSigns(m),
  };
}

/** Independent entries N(0, sigma0²/dX) in W_Q and in W_K, from the stream `key`: M = W_Kᵀ W_Q then knows no direction. */
export function withRandomAttention(
  weights: Weights,
  { dX, sigma0 }: Pick<ConceptProblem, 'dX' | 'sigma0'>,
  key: StreamKey,
): Weights {
  const random = new Random(key);
  const scale = sigma0 / Math.sqrt(dX);
  const drawn = () => Float32Array.from({ length: dX * dX }, () => scale * random.normal());
  return { ...weights, WQ: drawn(), WK: drawn() };
}

/**
 * Weights that solve a problem in closed form, for positive controls and for checking observations.
 *
 * W_Q = W_K = sqrt(beta) Σ_k b_k b_kᵀ/|b_k|², so that M = W_Kᵀ W_Q has b_kᵀ M b_k/|b_k|² = beta and every other product is 0
 * (for an orthogonal dictionary): a demonstration of the query's sign outscores the others by 2·beta·|b|², so at beta·|b|² = 8
 * the others have mass e^-16 together. Row i of W_O is ± Σ_k d_k/|d_k|² with the sign of r_i: at attention on one sign e the
 * hidden value is ± e, so f = e/2 or, for one neuron more on either side, close to it.
 */
export function idealWeights(
  problem: Pick<ConceptProblem, 'dX' | 'm' | 'kappaX'>,
  dictionary: Pick<Dictionary, 'b' | 'd'>,
): Weights {
  const { dX, m, kappaX } = problem;
  const beta = (2 * IDEAL_SHARPNESS) / (1 - kappaX); // |b|² = (1 − kappaX)/2
  const attention = Float32Array.from(projector(dictionary.b, dX), (entry) => Math.sqrt(beta) * entry);
  const r = readOutSigns(m);
  const label = labelDirection(dictionary.d);
  return {
    WQ: attention,
    WK: attention.slice(),
    WO: Float32Array.from(
      { length: m * label.length },
      (_, i) => signOf(r, i, label.length) * label[i % label.length]!,
    ),
    r,
  };
}

/** beta·|b|² of the ideal attention. */
export const IDEAL_SHARPNESS = 8;

/** ±1/m: the first half (one more for odd m) is positive. The model is invariant under permutations of its neurons. */
function readOutSigns(m: number): Float32Array {
  return Float32Array.from({ length: m }, (_, i) => (2 * i < m ? 1 : -1) / m);
}

/** Σ_k d_k/|d_k|² */
function labelDirection(d: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(d[0]!.length);
  for (const dk of d) {
    const square = dot(dk.length, dk, dk);
    for (let j = 0; j < out.length; j++) out[j]! += dk[j]! / square;
  }
  return out;
}

/** The sign of the neuron that entry i of W_O belongs to. */
function signOf(r: Float32Array, i: number, dY: number): number {
  return Math.sign(r[Math.floor(i / dY)]!);
}
