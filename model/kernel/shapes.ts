/**
 * The shapes of pattern prompts: which features a token is made of, drawn four tokens at a time. A shape takes 16 bytes where
 * the token takes 4 d; who needs tokens expands it.
 */
import { below, below4, events, happens, happensAlwaysDrawn, signed, vector, word } from './choices';
import { Law, PatternLaw } from './law';

/** κ/K for words of which the lowest bit is a sign: uniform on the midpoints of 2^31 intervals of (−1, 1), rounded to float32. */
const HALVES: f32 = 1.0 / 1073741824.0;

/** Contexts, padded to whole vectors. */
// @ts-ignore: decorator
@inline
export function slotsOf(law: Law): i32 {
  return (law.L + 3) & ~3;
}

/** Bytes of a shape: [slots] places of mu_j and of nu_k in a row of features, κ, z; then the query's two row numbers and its κ. */
export function shapeBytes(law: Law): usize {
  return <usize>(16 * slotsOf(law) + 16);
}

/** Where a shape keeps its query. */
// @ts-ignore: decorator
@inline
export function queryOf(shape: usize, slots: i32): usize {
  return shape + <usize>(16 * slots);
}

/** Relevant patterns that are neither a nor b, uniformly. */
// @ts-ignore: decorator
@inline
function bystanders(n: i32, a: i32, b: i32): v128 {
  let j = below4(vector(), n);
  j = i32x4.sub(j, i32x4.ge_s(j, i32x4.splat(min(a, b))));
  return i32x4.sub(j, i32x4.ge_s(j, i32x4.splat(max(a, b))));
}

/** Four contexts of task (a, b). Signs are 0 where the task says nothing and a coin labels the context. */
// @ts-ignore: decorator
@inline
function contexts(law: PatternLaw, shape: usize, column: usize, signs: usize, a: i32, b: i32, scale: v128): void {
  const one = f32x4.splat(1);
  const relevant = events(law.alpha);
  const w = vector();
  const minus = i32x4.shl(v128.not(w), 31); // the sign bit of −1 where the lowest bit is 0
  const plus = i32x4.shr_s(i32x4.shl(w, 31), 31);
  const kappa = f32x4.mul(f32x4.add(f32x4.convert_i32x4_s(i32x4.shr_s(w, 1)), f32x4.splat(0.5)), scale);
  const k = i32x4.add(below4(vector(), max(law.irrelevant, 1)), i32x4.splat(law.relevant));
  const own = v128.bitselect(i32x4.splat(a), i32x4.splat(b), plus);
  const j = law.alpha < 1 ? v128.bitselect(own, bystanders(law.relevant - 2, a, b), relevant) : own;
  const sign = v128.or(one, minus);
  let z = sign;
  if (law.contextFlips > 0) z = v128.xor(z, i32x4.shl(events(law.contextFlips), 31));
  v128.store(shape, i32x4.shl(j, 2));
  v128.store(shape + column, i32x4.shl(k, 2));
  v128.store(shape + 2 * column, kappa);
  v128.store(shape + 3 * column, z);
  v128.store(signs, v128.and(sign, relevant));
}

/** One prompt of the pattern law (li2024). Up to three floats behind its signs are overwritten. */
export function drawShape(law: PatternLaw, shape: usize, label: usize, signs: usize): void {
  const pair = law.pairs + <usize>(8 * (happens(law.skew) ? 0 : below(law.tasks)));
  const a = load<i32>(pair);
  const b = load<i32>(pair, 4);
  const slots = slotsOf(law);
  const unit = <f32>law.K * HALVES;
  const w = word();
  const query = queryOf(shape, slots);
  const plus = <i32>(w & 1);
  store<i32>(query, plus ? a : b);
  store<i32>(query, law.relevant + below(max(law.irrelevant, 1)), 4);
  store<f32>(query, (<f32>(<i32>w >> 1) + 0.5) * unit, 8);
  store<f32>(label, signed(plus ^ <i32>happensAlwaysDrawn(law.queryFlips)));
  const column = <usize>(4 * slots);
  for (let l: usize = 0; l < column; l += 16) contexts(law, shape + l, column, signs + l, a, b, f32x4.splat(unit));
}

/** row ← κ nu_k */
function expandNoise(law: PatternLaw, row: usize, k: usize, kappa: f32): void {
  const d = <usize>(4 * law.dX);
  const nu = law.mu + d * k;
  for (let i: usize = 0; i < d; i += 16) v128.store(row + i, f32x4.mul(f32x4.splat(kappa), v128.load(nu + i)));
}

/** row ← mu_j + κ nu_k + z q, or the sum of their absolute values. */
function expandToken(law: PatternLaw, row: usize, j: usize, k: usize, kappa: f32, z: f32, sizes: bool): void {
  const d = <usize>(4 * law.dX);
  const mu = law.mu + d * j;
  const nu = law.mu + d * k;
  const factor = f32x4.splat(kappa);
  const scale = f32x4.splat(z);
  const keep = i32x4.splat(sizes ? 0x7fffffff : -1);
  for (let i: usize = 0; i < d; i += 16) {
    const noise = f32x4.mul(factor, v128.load(nu + i));
    const label = f32x4.mul(scale, v128.load(law.label + i));
    const x = f32x4.add(v128.and(v128.load(mu + i), keep), v128.and(noise, keep));
    v128.store(row + i, f32x4.add(x, v128.and(label, keep)));
  }
}

/**
 * The tokens p = (x, y) [L, dX] and the query (x, 0) of a shape. With `terms`, of tokens per entry the sum of the absolute terms
 * and of the query κ nu alone.
 */
export function expandShape(law: PatternLaw, shape: usize, record: usize, terms: bool): void {
  const slots = slotsOf(law);
  const column = <usize>(4 * slots);
  const end = shape + <usize>(4 * law.L);
  const query = queryOf(shape, slots);
  for (let at = shape; at < end; at += 4) {
    const j = <usize>load<u32>(at) >> 2;
    const k = <usize>load<u32>(at + column) >> 2;
    expandToken(law, record, j, k, load<f32>(at + 2 * column), load<f32>(at + 3 * column), terms);
    record += <usize>(4 * law.dX);
  }
  if (terms) expandNoise(law, record, load<u32>(query, 4), load<f32>(query, 8));
  else expandToken(law, record, load<u32>(query), load<u32>(query, 4), load<f32>(query, 8), 0, false);
}
