import { Random } from '../random';
import type { ConceptProblem } from './problem';

/** The features of a problem. A concept's words are `a_k ± b_k`, its labels `c_k ± d_k`; `nu_j` are irrelevant to the task. */
export interface Dictionary {
  /** K1 vectors of length dX, |a_k|² = (1 + kappaX)/2 */
  readonly a: Float64Array[];
  /** K1 vectors of length dX, |b_k|² = (1 − kappaX)/2 */
  readonly b: Float64Array[];
  /** K1 vectors of length dY, |c_k|² = (1 + kappaY)/2 */
  readonly c: Float64Array[];
  /** K1 vectors of length dY, |d_k|² = (1 − kappaY)/2 */
  readonly d: Float64Array[];
  /** K2 unit vectors of length dX */
  readonly nu: Float64Array[];
}

/**
 * The dictionary of a problem, uniformly rotated: words and labels each get an orthonormal frame drawn from the
 * rotation-invariant law, scaled so that `|a_k ± b_k| = 1` and `<a_k + b_k, a_k − b_k> = kappa` (bu2024, data model).
 *
 * `departures.coherence` = ρ in [0, 1) breaks the orthogonality across features and leaves norms and `a_k ⟂ b_k`,
 * `c_k ⟂ d_k` alone. Normalised columns get inner product exactly ρ for the pairs (a_j, a_k), (b_j, b_k), (b_k, nu_i),
 * (nu_i, nu_j), (c_j, c_k), (d_j, d_k), j ≠ k; all other pairs stay orthogonal. More is impossible over the whole range:
 * no unit vector has inner product ρ > 1/√2 with both of the orthogonal a_k and b_k. The irrelevant features join the
 * b's, which carry the sign, because that is where they do harm.
 *
 * Pure function of (problem, key). Expects a problem that `checkConceptProblem` accepts.
 */
export function conceptDictionary(problem: ConceptProblem, key: readonly [number, number]): Dictionary {
  const { K1, K2, dX, dY, kappaX, kappaY } = problem;
  const rho = problem.departures.coherence;
  const random = new Random(key);
  const words = orthonormalFrame(random, 2 * K1 + K2, dX);
  const labels = orthonormalFrame(random, 2 * K1, dY);
  const signed = coherent(words.slice(K1), rho);
  return {
    a: coherent(words.slice(0, K1), rho).map(scaledBy(sqrt((1 + kappaX) / 2))),
    b: signed.slice(0, K1).map(scaledBy(sqrt((1 - kappaX) / 2))),
    c: coherent(labels.slice(0, K1), rho).map(scaledBy(sqrt((1 + kappaY) / 2))),
    d: coherent(labels.slice(K1), rho).map(scaledBy(sqrt((1 - kappaY) / 2))),
    nu: signed.slice(K1),
  };
}

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { sqrt } = Math;

/** n orthonormal vectors of length `dim` by Gram–Schmidt on Gaussian vectors, twice: once is not orthogonal to rounding. */
function orthonormalFrame(random: Random, n: number, dim: number): Float64Array[] {
  const frame: Float64Array[] = [];
  while (frame.length < n) {
    const vector = Float64Array.from({ length: dim }, () => random.normal());
    for (let pass = 0; pass < 2; pass++) {
      for (const other of frame) addMultiple(vector, other, -dot(vector, other));
      normalise(vector);
    }
    frame.push(vector);
  }
  return frame;
}

/**
 * Unit vectors with all inner products ρ, from n orthonormal ones and in their span: the symmetric square root of the Gram
 * matrix (1 − ρ) I + ρ 1 1ᵀ, which is √(1 − ρ) I + β 1 1ᵀ with β = (√(1 − ρ + nρ) − √(1 − ρ)) / n.
 */
function coherent(frame: Float64Array[], rho: number): Float64Array[] {
  const n = frame.length;
  if (rho === 0 || n === 0) return frame;
  const own = sqrt(1 - rho);
  const common = (sqrt(1 - rho + n * rho) - own) / n;
  const sum = new Float64Array(frame[0]!.length);
  for (const vector of frame) addMultiple(sum, vector, 1);
  return frame.map((vector) => vector.map((value, i) => own * value + common * sum[i]!));
}

function scaledBy(factor: number): (vector: Float64Array) => Float64Array {
  return (vector) => vector.map((value) => factor * value);
}

function dot(u: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += u[i]! * v[i]!;
  return sum;
}

/** u ← u + factor · v */
function addMultiple(u: Float64Array, v: Float64Array, factor: number): void {
  for (let i = 0; i < u.length; i++) u[i]! += factor * v[i]!;
}

function normalise(u: Float64Array): void {
  const norm = sqrt(dot(u, u));
  for (let i = 0; i < u.length; i++) u[i]! /= norm;
}
