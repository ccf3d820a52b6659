/**
 * Small dense products in tiles of 5 × 8: ten accumulators are the most that V8's sixteen vector registers hold beside what is added to
 * them. Rows are padded to multiples of 4 floats and addressed in bytes. Every entry is one sum in the order of the inner index,
 * whatever the tile.
 */

// @ts-ignore: decorator
@inline
function madd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

/**
 * Writes the tile [5, 8] of Aᵀ B to w, for A [k, 5], B [k, 8]. The module exports it, so that no compiler puts it into its caller:
 * there V8 would keep accumulators in memory, which takes 1.7 times as long. Nothing but stores may follow its loop, for the same reason.
 */
export function tile5x8(a: usize, aRow: usize, b: usize, bRow: usize, w: usize, wRow: usize, k: i32): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0), c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0), c40 = f32x4.splat(0), c41 = f32x4.splat(0);
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let s = v128.load_splat<f32>(a);
    c00 = madd(c00, s, b0);
    c01 = madd(c01, s, b1);
    s = v128.load_splat<f32>(a, 4);
    c10 = madd(c10, s, b0);
    c11 = madd(c11, s, b1);
    s = v128.load_splat<f32>(a, 8);
    c20 = madd(c20, s, b0);
    c21 = madd(c21, s, b1);
    s = v128.load_splat<f32>(a, 12);
    c30 = madd(c30, s, b0);
    c31 = madd(c31, s, b1);
    s = v128.load_splat<f32>(a, 16);
    c40 = madd(c40, s, b0);
    c41 = madd(c41, s, b1);
    a += aRow;
    b += bRow;
  }
  v128.store(w, c00);
  v128.store(w, c01, 16);
  w += wRow;
  v128.store(w, c10);
  v128.store(w, c11, 16);
  w += wRow;
  v128.store(w, c20);
  v128.store(w, c21, 16);
  w += wRow;
  v128.store(w, c30);
  v128.store(w, c31, 16);
  w += wRow;
  v128.store(w, c40);
  v128.store(w, c41, 16);
}

/** The same for a tile [4, 8]. */
export function tile4x8(a: usize, aRow: usize, b: usize, bRow: usize, w: usize, wRow: usize, k: i32): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let s = v128.load_splat<f32>(a);
    c00 = madd(c00, s, b0);
    c01 = madd(c01, s, b1);
    s = v128.load_splat<f32>(a, 4);
    c10 = madd(c10, s, b0);
    c11 = madd(c11, s, b1);
    s = v128.load_splat<f32>(a, 8);
    c20 = madd(c20, s, b0);
    c21 = madd(c21, s, b1);
    s = v128.load_splat<f32>(a, 12);
    c30 = madd(c30, s, b0);
    c31 = madd(c31, s, b1);
    a += aRow;
    b += bRow;
  }
  v128.store(w, c00);
  v128.store(w, c01, 16);
  w += wRow;
  v128.store(w, c10);
  v128.store(w, c11, 16);
  w += wRow;
  v128.store(w, c20);
  v128.store(w, c21, 16);
  w += wRow;
  v128.store(w, c30);
  v128.store(w, c31, 16);
}

/** The same for a tile [4, 4]. */
function tile4x4(a: usize, aRow: usize, b: usize, bRow: usize, w: usize, wRow: usize, k: i32): void {
  let c0 = f32x4.splat(0), c1 = f32x4.splat(0), c2 = f32x4.splat(0), c3 = f32x4.splat(0);
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    c0 = madd(c0, v128.load_splat<f32>(a), b0);
    c1 = madd(c1, v128.load_splat<f32>(a, 4), b0);
    c2 = madd(c2, v128.load_splat<f32>(a, 8), b0);
    c3 = madd(c3, v128.load_splat<f32>(a, 12), b0);
    a += aRow;
    b += bRow;
  }
  v128.store(w, c0);
  w += wRow;
  v128.store(w, c1);
  w += wRow;
  v128.store(w, c2);
  w += wRow;
  v128.store(w, c3);
}

/** Sums of one tile, in rows of eight, by which weights are moved. */
const aside = memory.data(160, 16);

/** W ← keep · W − rate · `aside`, for a tile of `rows` rows of eight, or of four. */
function move(w: usize, wRow: usize, rows: i32, eight: bool, keep: f32, rate: f32): void {
  const keep4 = f32x4.splat(keep);
  const rate4 = f32x4.splat(rate);
  for (let sums = aside; rows > 0; rows--) {
    v128.store(w, f32x4.sub(f32x4.mul(v128.load(w), keep4), f32x4.mul(rate4, v128.load(sums))));
    if (eight) v128.store(w, f32x4.sub(f32x4.mul(v128.load(w, 16), keep4), f32x4.mul(rate4, v128.load(sums, 16))), 16);
    sums += 32;
    w += wRow;
  }
}

/** Finishes one tile of W with Aᵀ B: W ← keep · W − rate · sums, or the bare sums into a `fresh` W. */
// @ts-ignore: decorator
@inline
function finish(
  w: usize, wRow: usize, a: usize, aRow: usize, b: usize, bRow: usize, rows: i32, eight: bool, k: i32,
  fresh: bool, keep: f32, rate: f32,
): void {
  const to = fresh ? w : aside;
  const toRow = fresh ? wRow : 32;
  if (rows == 5) tile5x8(a, aRow, b, bRow, to, toRow, k);
  else if (eight) tile4x8(a, aRow, b, bRow, to, toRow, k);
  else tile4x4(a, aRow, b, bRow, to, toRow, k);
  if (!fresh) move(w, wRow, rows, eight, keep, rate);
}

/** Finishes W [m, n] with Aᵀ B, for A [k, m], B [k, n]; m and n multiples of 4. Rows go by fives, and by fours where fives leave some. */
function tiles(
  w: usize, wRow: usize, a: usize, aRow: usize, b: usize, bRow: usize, m: i32, n: i32, k: i32,
  fresh: bool, keep: f32, rate: f32,
): void {
  const end = <usize>(4 * (n & ~7));
  if (n & 4) {
    for (let i: usize = 0; i < <usize>m; i += 4)
      finish(w + i * wRow + end, wRow, a + 4 * i, aRow, b + end, bRow, 4, false, k, fresh, keep, rate);
  }
  const byFours = 4 * ((5 - m % 5) % 5);
  for (; m > byFours; m -= 5) {
    for (let j: usize = 0; j < end; j += 32) finish(w + j, wRow, a, aRow, b + j, bRow, 5, true, k, fresh, keep, rate);
    a += 20;
    w += 5 * wRow;
  }
  for (; m > 0; m -= 4) {
    for (let j: usize = 0; j < end; j += 32) finish(w + j, wRow, a, aRow, b + j, bRow, 4, true, k, fresh, keep, rate);
    a += 16;
    w += 4 * wRow;
  }
}

/** W [m, n] ← keep · W − rate · Aᵀ B, for A [k, m], B [k, n]; m and n multiples of 4. */
export function descend(
  w: usize, wRow: usize, a: usize, aRow: usize, b: usize, bRow: usize, m: i32, n: i32, k: i32, keep: f32, rate: f32,
): void {
  tiles(w, wRow, a, aRow, b, bRow, m, n, k, false, keep, rate);
}

/** W [m, n] ← Aᵀ B, for A [k, m], B [k, n]; m and n multiples of 4. */
export function multiply(
  w: usize, wRow: usize, a: usize, aRow: usize, b: usize, bRow: usize, m: i32, n: i32, k: i32,
): void {
  tiles(w, wRow, a, aRow, b, bRow, m, n, k, true, 0, 0);
}

/**
 * C [m, n] = A [m, k] · B [k, n]; m is rounded up to a multiple of 4: rows beyond it must be readable and are overwritten.
 * A is transposed into `scratch` [k, m] first, which costs less than reading it by columns.
 */
export function product(
  a: usize, aRow: usize, b: usize, bRow: usize, c: usize, cRow: usize, m: i32, n: i32, k: i32, scratch: usize,
): void {
  const rows = (m + 3) & ~3;
  const row = <usize>(4 * rows);
  transpose(a, aRow, scratch, row, rows, k);
  tiles(c, cRow, scratch, row, b, bRow, rows, n, k, true, 0, 0);
}

/** The sums of the four vectors' entries: [Σa, Σb, Σc, Σd]. */
// @ts-ignore: decorator
@inline
export function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** Σ of the entries, in every lane. */
// @ts-ignore: decorator
@inline
export function total(v: v128): v128 {
  const a = f32x4.add(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return f32x4.add(a, v128.shuffle<f32>(a, a, 1, 0, 3, 2));
}

/** T [n, m] = Wᵀ for W [m, n]; m and n multiples of 4. */
export function transpose(w: usize, wRow: usize, t: usize, tRow: usize, m: i32, n: i32): void {
  for (let i = 0; i < m; i += 4) {
    let from = w;
    let to = t;
    for (let j = 0; j < n; j += 4) {
      const a = v128.load(from), b = v128.load(from + wRow), c = v128.load(from + 2 * wRow), d = v128.load(from + 3 * wRow);
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5), CD = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
      v128.store(to + tRow, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
      v128.store(to + 2 * tRow, v128.shuffle<f32>(AB, CD, 0, 1, 4, 5));
      v128.store(to + 3 * tRow, v128.shuffle<f32>(AB, CD, 2, 3, 6, 7));
      from += 16;
      to += 4 * tRow;
    }
    w += 4 * wRow;
    t += 16;
  }
}

/** Inner products of `vector` with four consecutive rows of `row` bytes. */
// @ts-ignore: decorator
@inline
export function dots(rows: usize, row: usize, vector: usize): v128 {
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
  const r1 = rows + row, r2 = r1 + row, r3 = r2 + row;
  for (let i: usize = 0; i < row; i += 16) {
    const v = v128.load(vector + i);
    s0 = madd(s0, v, v128.load(rows + i));
    s1 = madd(s1, v, v128.load(r1 + i));
    s2 = madd(s2, v, v128.load(r2 + i));
    s3 = madd(s3, v, v128.load(r3 + i));
  }
  return sums(s0, s1, s2, s3);
}

/** out ← (add ? out : 0) + Σ weights_l · row_l over four consecutive rows of `row` bytes. */
// @ts-ignore: decorator
@inline
export function mix(rows: usize, row: usize, weights: usize, out: usize, add: bool): void {
  const w0 = v128.load_splat<f32>(weights), w1 = v128.load_splat<f32>(weights, 4);
  const w2 = v128.load_splat<f32>(weights, 8), w3 = v128.load_splat<f32>(weights, 12);
  const r1 = rows + row, r2 = r1 + row, r3 = r2 + row;
  for (let i: usize = 0; i < row; i += 16) {
    let sum = f32x4.mul(w0, v128.load(rows + i));
    sum = madd(sum, w1, v128.load(r1 + i));
    sum = madd(sum, w2, v128.load(r2 + i));
    sum = madd(sum, w3, v128.load(r3 + i));
    if (add) sum = f32x4.add(sum, v128.load(out + i));
    v128.store(out + i, sum);
  }
}
