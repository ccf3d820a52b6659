/**
 * Whole prompts from the projections of their noise that a pass has read (docs/decisions/0011), in float64. A completed prompt
 * has the law of a prompt drawn in full, and the pass over it is the pass that was taken. It depends on the weights of that pass.
 */
import { addScaled, dot, matVec, type Reals, transposedMatVec } from '../../reference/linear';
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

/** A [m, k] B, or A Bᵀ where B is `turned`, in float64: `by.columns` is the number of columns of the product. */
export type Product = (A: Reals, B: Reals, by: { readonly columns: number; readonly turned?: boolean }) => Float64Array;

/** The passes over prompts of one shape of which projections are known, all with a backward pass or all without one. */
export function directions(
  product: Product,
  w: Parameters,
  prompts: readonly Projected[],
  sigma: number,
  loss: Loss,
): Directions[] {
  const dX = prompts[0]!.xq.length;
  const queries = behindEachOther(prompts.map(({ xq }) => xq));
  const v = product(product(queries, w.WQ, { columns: dX, turned: true }), w.WK, { columns: dX });
  const forward = prompts.map((p, b) => attended(p, v.subarray(b * dX, (b + 1) * dX), sigma));
  if (!prompts[0]!.back) return forward.map(({ v, attention }) => ({ v, s: unit(attention) }));
  const dY = prompts[0]!.h.length;
  const mixed = behindEachOther(prompts.map((p, b) => mixedOf(p, forward[b]!.attention, sigma)));
  const delta = cotangents(product, w, mixed, prompts, loss);
  return prompts.map((p, b) => withBackward(p, forward[b]!, delta.subarray(b * dY, (b + 1) * dY), sigma));
}

/** Arrays of one length, one behind the other. */
export function behindEachOther(parts: readonly Float64Array[]): Float64Array {
  const size = parts[0]?.length ?? 0;
  const all = new Float64Array(parts.length * size);
  for (const [i, part] of parts.entries()) all.set(part, i * size);
  return all;
}

interface Attended {
  /** [dX] of length 1 */
  readonly v: Float64Array;
  /** [L] */
  readonly attention: Float64Array;
}

/** @param v [dX] W_Kᵀ W_Q x_q */
function attended(p: Projected, v: Float64Array, sigma: number): Attended {
  const speed = length(v);
  const scores = matVec(p.m, p.g.length, v.length, v).map((score, l) => score + sigma * speed * p.g[l]!);
  return { v: unit(v), attention: softmax(scores) };
}

function mixedOf(p: Projected, attention: Float64Array, sigma: number): Float64Array {
  const mixed = transposedMatVec(p.n, attention.length, p.h.length, attention);
  addScaled(mixed, sigma * length(attention), p.h);
  return mixed;
}

/** @param delta [dY] ∂loss/∂mixed */
function withBackward(p: Projected, { v, attention }: Attended, delta: Float64Array, sigma: number): Directions {
  const [L, dY, s] = [attention.length, delta.length, unit(attention)];
  const { w: second } = p.back!;
  const along = matVec(p.n, L, dY, delta);
  const [ofH, far, ofW] = [dot(dY, p.h, delta), length(delta), dot(L, s, second)];
  const ds = along.map((a, l) => a + sigma * (s[l]! * ofH + far * (second[l]! - s[l]! * ofW)));
  const mean = dot(L, attention, ds);
  return { v, s, delta: unit(delta), c: unit(attention.map((sl, l) => sl * (ds[l]! - mean))) };
}

/** ∂loss/∂mixed of prompts, [n, dY]. */
function cotangents(
  product: Product,
  w: Parameters,
  mixed: Float64Array,
  prompts: readonly Projected[],
  loss: Loss,
): Float64Array {
  const { r, WO, WV } = w;
  const dY = mixed.length / prompts.length;
  const values = WV ? product(mixed, WV, { columns: dY, turned: true }) : mixed;
  const h = product(values, WO, { columns: r.length, turned: true });
  for (const [b, { label }] of prompts.entries()) intoCotangent(h.subarray(b * r.length), r, label, loss);
  const dValues = product(h, WO, { columns: dY });
  return WV ? product(dValues, WV, { columns: dY }) : dValues;
}

/** What the neurons of a prompt carry, [m], becomes its cotangent. */
function intoCotangent(h: Float64Array, r: Reals, label: number, loss: Loss): void {
  let f = 0;
  for (let i = 0; i < r.length; i++) f += r[i]! * max(h[i]!, 0);
  const slope = label * losses[loss].slope(label * f);
  for (let i = 0; i < r.length; i++) h[i] = h[i]! > 0 ? slope * r[i]! : 0;
}

/** The words [L, dX] and label vectors [L, dY] of a prompt, from further normals X [L, dX], Z [L, dY], in whose place they come. */
export function complete(
  p: Projected,
  d: Directions,
  sigma: number,
  X: Float64Array,
  Z: Float64Array,
): { x: Float64Array; y: Float64Array } {
  if (d.c && p.back) replaceRows(X, d.c, p.back.k);
  replaceColumns(X, d.v, p.g);
  if (d.delta && p.back) replaceColumns(Z, d.delta, p.back.w);
  replaceRows(Z, d.s, p.h);
  addTo(p.m, sigma, X);
  addTo(p.n, sigma, Z);
  return { x: X, y: Z };
}

/** noise ← mean + σ noise. Plain loops here and below: figures complete 80,000 prompts per training. */
function addTo(mean: Float64Array, sigma: number, noise: Float64Array): void {
  for (let i = 0; i < noise.length; i++) noise[i] = mean[i]! + sigma * noise[i]!;
}

/** A ← A − (A u) uᵀ + b uᵀ for a unit vector u: what A has along u is replaced, row by row. */
function replaceColumns(A: Float64Array, u: Float64Array, b: Float64Array): void {
  const [rows, columns] = [b.length, u.length];
  const along = matVec(A, rows, columns, u);
  for (let row = 0, i = 0; row < rows; row++) {
    const missing = b[row]! - along[row]!;
    for (let j = 0; j < columns; j++, i++) A[i] = A[i]! + missing * u[j]!;
  }
}

/** A ← A − u (uᵀA) + u bᵀ for a unit vector u. */
function replaceRows(A: Float64Array, u: Float64Array, b: Float64Array): void {
  const columns = b.length;
  const along = transposedMatVec(A, u.length, columns, u);
  for (let row = 0, i = 0; row < u.length; row++) {
    const share = u[row]!;
    for (let j = 0; j < columns; j++, i++) A[i] = A[i]! + share * (b[j]! - along[j]!);
  }
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
