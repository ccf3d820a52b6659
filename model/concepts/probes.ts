/**
 * What a trained one-layer model has learned, read off its weights in float64 (bu2024, learning-dynamics figures).
 * M = W_Kᵀ W_Q is the matrix of attention: the score of x_l is x_lᵀ M x_q.
 */
import type { Dictionary } from '../../generators/concepts/dictionary';
import { addScaled, dot, matVec, type Reals } from '../reference/linear';
import type { Parameters } from '../reference/transformer';

/** M = W_Kᵀ W_Q, [dX, dX] */
export function attentionMatrix({ WQ, WK }: Pick<Parameters, 'WQ' | 'WK'>): Float64Array {
  const d = Math.round(Math.sqrt(WQ.length));
  const M = new Float64Array(d * d);
  for (let k = 0; k < d; k++) {
    for (let i = 0, at = 0; i < d; i++) {
      const weight = WK[k * d + i]!;
      for (let j = k * d; j < (k + 1) * d; j++, at++) M[at] = M[at]! + weight * WQ[j]!;
    }
  }
  return M;
}

/** `b_kᵀ M b_k / |b_k|²` for every concept: how strongly attention reads its sign. [K1] */
export function concentrations({ WQ, WK }: Pick<Parameters, 'WQ' | 'WK'>, { b }: Pick<Dictionary, 'b'>): number[] {
  return b.map((bk) => {
    const d = bk.length;
    // b_kᵀ M b_k = <W_K b_k, W_Q b_k>: M itself is not needed.
    return dot(d, matVec(WK, d, d, bk), matVec(WQ, d, d, bk)) / dot(d, bk, bk);
  });
}

/** Sizes of the products `uᵀ M v / (|u||v|)` over all ordered pairs of features and of an orthonormal basis of the rest. */
export interface Products {
  /** `b_kᵀ M b_k / |b_k|²`, [K1] */
  readonly concentrations: readonly number[];
  /** Largest |product| of b_j with b_k, j ≠ k; 0 when there are none. */
  readonly crossB: number;
  /** Largest |product| of a pair with an a_k in it. */
  readonly a: number;
  /** Largest |product| of the remaining pairs with a nu_j in them. */
  readonly nu: number;
  /** Largest |product| of the remaining pairs with a vector of the complement's basis in them. */
  readonly complement: number;
}

/** Every pair falls into exactly one class, so together with the concentrations this is all of M. */
export function products(w: Parameters, dictionary: Dictionary): Products {
  const M = attentionMatrix(w);
  const vectors = namedUnitVectors(dictionary);
  const largest = { a: 0, nu: 0, complement: 0, b: 0 };
  const own: number[] = [];
  for (const right of vectors) {
    const image = matVec(M, right.unit.length, right.unit.length, right.unit); // M v
    for (const left of vectors) {
      const product = dot(image.length, left.unit, image);
      const name = classOf(left.name, right.name);
      if (name === 'b' && left === right) own.push(product);
      else largest[name] = Math.max(largest[name], Math.abs(product));
    }
  }
  const { b: crossB, ...rest } = largest;
  return { concentrations: own, crossB, ...rest };
}

/** Beyond every bound that a product is held to; finite, as measured values have to be. */
const BEYOND = 1e12;

/**
 * A largest product of another class against the smallest concentration. Where that one is not positive nothing is
 * concentrated, and a quotient would be negative, below every bound: there it is 1e12.
 */
export function againstConcentrations(largest: number, concentrations: readonly number[]): number {
  const least = Math.min(...concentrations);
  return least > 0 ? largest / least : BEYOND;
}

type Class = 'a' | 'b' | 'nu' | 'complement';

function classOf(left: Class, right: Class): Class {
  const order: readonly Class[] = ['a', 'nu', 'complement', 'b'];
  return order.find((name) => name === left || name === right)!;
}

function namedUnitVectors(dictionary: Dictionary): { name: Class; unit: Float64Array }[] {
  const { a, b, nu } = dictionary;
  const named = (name: Class, list: readonly Float64Array[]) => list.map((v) => ({ name, unit: normalised(v) }));
  return [...named('a', a), ...named('b', b), ...named('nu', nu), ...named('complement', complementBasis(dictionary))];
}

/** An orthonormal basis of what is orthogonal to every a_k, b_k, nu_j: Gram–Schmidt, twice, on the unit vectors. */
export function complementBasis({ a, b, nu }: Dictionary): Float64Array[] {
  const d = a[0]!.length;
  const frame: Float64Array[] = [];
  for (const v of [...a, ...b, ...nu]) frame.push(orthonormalTo(frame, v));
  const features = frame.length;
  for (let i = 0; i < d && frame.length < d; i++) {
    const axis = new Float64Array(d);
    axis[i] = 1;
    if (distance(frame, axis) > 0.5 / Math.sqrt(d)) frame.push(orthonormalTo(frame, axis));
  }
  return frame.slice(features);
}

/** How far an axis is from the span of an orthonormal frame. At least one axis is 1/√d away from any proper subspace. */
function distance(frame: readonly Float64Array[], v: Float64Array): number {
  const rest = reduced(frame, v);
  return Math.sqrt(dot(rest.length, rest, rest));
}

function orthonormalTo(frame: readonly Float64Array[], v: Float64Array): Float64Array {
  return normalised(reduced(frame, normalised(reduced(frame, v))));
}

function reduced(frame: readonly Float64Array[], v: Float64Array): Float64Array {
  const out = Float64Array.from(v);
  for (const q of frame) addScaled(out, -dot(q.length, q, out), q);
  return out;
}

function normalised(v: Float64Array): Float64Array {
  const norm = Math.sqrt(dot(v.length, v, v));
  return v.map((x) => x / norm);
}

/** `Σ_i r_i <w_i, d_k> / |d_k|` for every concept, w_i the rows of W_O. [K1] */
export function labelCoefficients({ WO, r }: Pick<Parameters, 'WO' | 'r'>, { d }: Pick<Dictionary, 'd'>): number[] {
  const dY = d[0]!.length;
  const pooled = new Float64Array(dY); // W_Oᵀ r
  for (let i = 0; i < r.length; i++) addScaled(pooled, r[i]!, WO, i * dY);
  return d.map((dk) => dot(dY, pooled, dk) / Math.sqrt(dot(dY, dk, dk)));
}

/** min over concepts k and signs e of `e·f` when attention has mixed exactly q_k^e = c_k + e d_k: positive = every sign is right. */
export function marginAtIdealAttention({ WO, r }: Pick<Parameters, 'WO' | 'r'>, { c, d }: Dictionary): number {
  const margins = c.flatMap((ck, k) => [1, -1].map((e) => e * outputAt(WO, r, addedTo(ck, e, d[k]!))));
  return margins.reduce((least, margin) => Math.min(least, margin), Number.POSITIVE_INFINITY);
}

function addedTo(c: Float64Array, e: number, d: Float64Array): Float64Array {
  return c.map((x, j) => x + e * d[j]!);
}

/** rᵀ ReLU(W_O y) */
function outputAt(WO: Reals, r: Reals, y: Float64Array): number {
  const h = matVec(WO, r.length, y.length, y);
  return h.reduce((f, hi, i) => f + r[i]! * Math.max(hi, 0), 0);
}
