import type { Random } from './random';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { sqrt } = Math;

/** n orthonormal vectors of length `dim`, uniform among those orthogonal to the orthonormal `beside`. */
export function orthonormalFrame(
  random: Random,
  n: number,
  dim: number,
  beside: readonly Float64Array[] = [],
): Float64Array[] {
  const gaussian = (): Float64Array => Float64Array.from({ length: dim }, () => random.normal());
  return orthonormalised(Array.from({ length: n }, gaussian), beside);
}

/**
 * An orthonormal frame of the span of independent `vectors`, orthogonal to the orthonormal `beside`: Gram–Schmidt, twice,
 * since once is not orthogonal to rounding.
 */
export function orthonormalised(
  vectors: readonly Float64Array[],
  beside: readonly Float64Array[] = [],
): Float64Array[] {
  const frame = [...beside];
  for (const each of vectors) {
    const vector = each.slice();
    for (let pass = 0; pass < 2; pass++) {
      for (const other of frame) addMultiple(vector, other, -dot(vector, other));
      normalise(vector);
    }
    frame.push(vector);
  }
  return frame.slice(beside.length);
}

/**
 * Unit vectors with all inner products ρ, from n orthonormal ones and in their span: the symmetric square root of the Gram
 * matrix (1 − ρ) I + ρ 1 1ᵀ, which is √(1 − ρ) I + β 1 1ᵀ with β = (√(1 − ρ + nρ) − √(1 − ρ)) / n.
 */
export function coherent(frame: Float64Array[], rho: number): Float64Array[] {
  const n = frame.length;
  if (rho === 0 || n === 0) return frame;
  const own = sqrt(1 - rho);
  const common = (sqrt(1 - rho + n * rho) - own) / n;
  const sum = combination(new Float64Array(n).fill(1), frame);
  return frame.map((vector) => vector.map((value, i) => own * value + common * sum[i]!));
}

/** Σ_i coefficients_i · vectors_i for at least one vector, added in order. */
export function combination(coefficients: ArrayLike<number>, vectors: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(vectors[0]!.length);
  vectors.forEach((vector, i) => {
    addMultiple(sum, vector, coefficients[i]!);
  });
  return sum;
}

/** v ↦ factor · v */
export function scaledBy(factor: number): (vector: Float64Array) => Float64Array {
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
