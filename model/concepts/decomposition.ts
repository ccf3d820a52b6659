import type { Dictionary } from '../../generators/concepts/dictionary';
import { addOuter, dot, matVec, transposedMatVec } from '../reference/linear';
import type { Parameters } from '../reference/transformer';
import { attentionMatrix, complementBasis } from './probes';

/** How far an identity is from holding exactly; each is 0 in exact arithmetic for an orthogonal dictionary. */
interface Decomposition {
  /** max |P² − P| over all projectors and entries */
  readonly idempotence: number;
  /** max |P P'| over all pairs of different projectors and entries, by the norm of the product */
  readonly orthogonality: number;
  /** max |Σ P M P' − M| over entries, in units of the Frobenius norm of M */
  readonly reassembly: number;
  /** What rounding alone can explain, for each of the three. */
  readonly bound: number;
}

/**
 * The idempotent decomposition of M = W_Kᵀ W_Q (bu2024, mechanism 1): projectors P_v = v vᵀ/|v|² onto every a_k, b_k, nu_j and
 * P_⊥ onto what is orthogonal to all of them (from its own orthonormal basis, so that completeness is not built in) are
 * idempotent, mutually orthogonal, and `Σ_{P, P'} P M P' = M` with coefficients `uᵀ M v/(|u||v|)`.
 */
export function decomposition(w: Parameters, dictionary: Dictionary): Decomposition {
  const units = [...dictionary.a, ...dictionary.b, ...dictionary.nu].map(normalised);
  const d = units[0]!.length;
  const rest = projector(complementBasis(dictionary), d);
  const M = attentionMatrix(w);
  return {
    idempotence: Math.max(...units.map(rankOneIdempotence), largestDifference(product(rest, rest, d), rest)),
    orthogonality: Math.max(largestOverlap(units), ...units.map((v) => norm(matVec(rest, d, d, v)))),
    reassembly: largestDifference(reassembled(M, units, rest, d), M) / norm(M),
    bound: roundingBound(d),
  };
}

/**
 * d unit vectors, orthogonalised twice, overlap by at most g = 2 d γ_{d+4}, so their d projectors add up to I within d g; the
 * products of matrices with rows of norm ≤ 1 are rounded by γ_d each, at most four times. γ_n = n·2^-53.
 */
function roundingBound(d: number): number {
  const gamma = (terms: number) => terms * 2 ** -53;
  return 2 * d * d * gamma(d + 4) + 4 * gamma(d);
}

/** The norm of P² − P for P = v vᵀ. */
function rankOneIdempotence(v: Float64Array): number {
  const square = dot(v.length, v, v);
  return Math.abs(square - 1) * square;
}

/** The norm of (u uᵀ)(v vᵀ) is |<u, v>|. */
function largestOverlap(units: readonly Float64Array[]): number {
  let largest = 0;
  for (const [i, u] of units.entries()) {
    for (const v of units.slice(i + 1)) largest = Math.max(largest, Math.abs(dot(u.length, u, v)));
  }
  return largest;
}

/** Σ v vᵀ, [d, d] */
function projector(units: readonly Float64Array[], d: number): Float64Array {
  const out = new Float64Array(d * d);
  for (const v of units) addOuter(out, v, v);
  return out;
}

/** `Σ α_uv u vᵀ` over features, and `(Σ P_v) M P_⊥ + P_⊥ M (Σ P_v) + P_⊥ M P_⊥` for the pairs with the complement in them. */
function reassembled(M: Float64Array, units: readonly Float64Array[], rest: Float64Array, d: number): Float64Array {
  const features = projector(units, d);
  const [left, right] = [product(rest, M, d), product(M, rest, d)];
  const out = product(left, features, d);
  const others = [product(features, right, d), product(left, rest, d)];
  for (const other of others) for (let i = 0; i < out.length; i++) out[i]! += other[i]!;
  for (const u of units) {
    const row = transposedMatVec(M, d, d, u); // uᵀ M
    for (const v of units)
      addOuter(
        out,
        u,
        v.map((x) => x * dot(d, row, v)),
      );
  }
  return out;
}

/** A B for [d, d] matrices. */
function product(A: Float64Array, B: Float64Array, d: number): Float64Array {
  const out = new Float64Array(d * d);
  for (let i = 0; i < d; i++) out.set(transposedMatVec(B, d, d, A.subarray(i * d, (i + 1) * d)), i * d);
  return out;
}

function largestDifference(A: Float64Array, B: Float64Array): number {
  return A.reduce((largest, x, i) => Math.max(largest, Math.abs(x - B[i]!)), 0);
}

function norm(v: Float64Array): number {
  return Math.sqrt(dot(v.length, v, v));
}

function normalised(v: Float64Array): Float64Array {
  const length = norm(v);
  return v.map((x) => x / length);
}
