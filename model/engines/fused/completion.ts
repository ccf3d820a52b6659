/**
 * Whole prompts from the projections of their noise that a pass has read (docs/decisions/0011), in float64. A completed prompt
 * has the law of a prompt drawn in full, and the pass over it is the pass that was taken. It depends on the weights of that pass.
 */
import { addScaled, dot, matVec, transposedMatVec } from '../../reference/linear';
import { losses } from '../../reference/loss';
import type { Parameters } from '../../reference/transformer';
import type { Loss } from '../../reference/types';

/** Taken out once: in some contexts (Jest) every look-up of a global is slow. */
const { exp, max, sqrt } = Math;

/** What has been drawn of a prompt. */
export interface Projected {
  /** [L, dX], [L, dY] words and label vectors without noise */
  readonly m: Float64Array;
  readonly n: Float64Array;
  /** [dX] the query, noise included */
  readonly xq: Float64Array;
  /** ±1 */
  readonly label: number;
  /** [L], [dY] normals of the forward pass */
  readonly g: Float64Array;
  readonly h: Float64Array;
  /** [L], [dX] normals of the backward pass, where there was one */
  readonly back?: { readonly w: Float64Array; readonly k: Float64Array };
}

/** The directions along which noise was drawn, as unit vectors, and how attention came out. */
interface Directions {
  /** [dX] */
  readonly v: Float64Array;
  /** [L] */
  readonly s: Float64Array;
  /** [dY] and [L], where there was a backward pass */
  readonly delta?: Float64Array;
  readonly c?: Float64Array;
}

/** The pass over a prompt of which projections are known. */
export function directions(w: Parameters, p: Projected, sigma: number, loss: Loss): Directions {
  const [L, dX, dY] = [p.g.length, p.xq.length, p.h.length];
  const v = transposedMatVec(w.WK, dX, dX, matVec(w.WQ, dX, dX, p.xq));
  const speed = length(v);
  const s = softmax(matVec(p.m, L, dX, v).map((score, l) => score + sigma * speed * p.g[l]!));
  const size = length(s);
  const towards = { v: unit(v), s: unit(s) };
  if (!p.back) return towards;
  const mixed = transposedMatVec(p.n, L, dY, s);
  addScaled(mixed, sigma * size, p.h);
  const delta = cotangent(w, mixed, p.label, loss);
  const along = matVec(p.n, L, dY, delta);
  const [ofH, far, ofW] = [dot(dY, p.h, delta), length(delta), dot(L, towards.s, p.back.w)];
  const { w: second } = p.back;
  const ds = along.map((a, l) => a + sigma * (towards.s[l]! * ofH + far * (second[l]! - towards.s[l]! * ofW)));
  const mean = dot(L, s, ds);
  return { ...towards, delta: unit(delta), c: unit(s.map((sl, l) => sl * (ds[l]! - mean))) };
}

/** The words [L, dX] and label vectors [L, dY] of a prompt, from further normals X [L, dX], Z [L, dY]. */
export function complete(
  p: Projected,
  d: Directions,
  sigma: number,
  X: Float64Array,
  Z: Float64Array,
): { x: Float64Array; y: Float64Array } {
  const [L, dX, dY] = [p.g.length, p.xq.length, p.h.length];
  const P = d.c && p.back ? withRows(X, d.c, p.back.k, dX) : X;
  const E = d.delta && p.back ? withColumns(Z, d.delta, p.back.w, L) : Z;
  const [xi, zeta] = [withColumns(P, d.v, p.g, L), withRows(E, d.s, p.h, dY)];
  return { x: plus(p.m, sigma, xi), y: plus(p.n, sigma, zeta) };
}

/** mean + σ noise. Plain loops here and below: figures complete 80,000 prompts per training. */
function plus(mean: Float64Array, sigma: number, noise: Float64Array): Float64Array {
  const sum = new Float64Array(mean.length);
  for (let i = 0; i < sum.length; i++) sum[i] = mean[i]! + sigma * noise[i]!;
  return sum;
}

/** A − (A u) uᵀ + b uᵀ for a unit vector u: what A has along u is replaced, row by row. */
function withColumns(A: Float64Array, u: Float64Array, b: Float64Array, rows: number): Float64Array {
  const columns = u.length;
  const along = matVec(A, rows, columns, u);
  const out = new Float64Array(A.length);
  for (let row = 0, i = 0; row < rows; row++) {
    const missing = b[row]! - along[row]!;
    for (let j = 0; j < columns; j++, i++) out[i] = A[i]! + missing * u[j]!;
  }
  return out;
}

/** A − u (uᵀA) + u bᵀ for a unit vector u. */
function withRows(A: Float64Array, u: Float64Array, b: Float64Array, columns: number): Float64Array {
  const along = transposedMatVec(A, u.length, columns, u);
  const out = new Float64Array(A.length);
  for (let row = 0, i = 0; row < u.length; row++) {
    const share = u[row]!;
    for (let j = 0; j < columns; j++, i++) out[i] = A[i]! + share * (b[j]! - along[j]!);
  }
  return out;
}

/** ∂loss/∂mixed of one prompt. */
function cotangent(w: Parameters, mixed: Float64Array, label: number, loss: Loss): Float64Array {
  const [m, dY] = [w.r.length, mixed.length];
  const h = matVec(w.WO, m, dY, w.WV ? matVec(w.WV, dY, dY, mixed) : mixed);
  let f = 0;
  for (let i = 0; i < m; i++) f += w.r[i]! * max(h[i]!, 0);
  const slope = label * losses[loss].slope(label * f);
  for (let i = 0; i < m; i++) h[i] = h[i]! > 0 ? slope * w.r[i]! : 0;
  const dValue = transposedMatVec(w.WO, m, dY, h);
  return w.WV ? transposedMatVec(w.WV, dY, dY, dValue) : dValue;
}

function softmax(scores: Float64Array): Float64Array {
  const top = scores.reduce((a, b) => max(a, b), Number.NEGATIVE_INFINITY);
  const e = scores.map((score) => exp(score - top));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((value) => value / sum);
}

const length = (v: Float64Array): number => sqrt(dot(v.length, v, v));

/** v/|v|; of a zero vector the first unit vector, as in the kernel. */
function unit(v: Float64Array): Float64Array {
  const size = length(v);
  return size > 0 ? v.map((x) => x / size) : v.map((_, i) => (i === 0 ? 1 : 0));
}
