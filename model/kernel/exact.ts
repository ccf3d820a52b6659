// @ts-ignore: decorator
@inline
function madd(sum: v128, a: v128, b: v128): v128 {
  return f64x2.add(sum, f64x2.mul(a, b));
}

/** The tile [4, 4] of A B at c, for rows of A at a, `aRow` bytes apart, and columns of B at b. */
function tile(a: usize, aRow: usize, b: usize, row: usize, c: usize, k: i32): void {
  let c00 = f64x2.splat(0), c01 = f64x2.splat(0), c10 = f64x2.splat(0), c11 = f64x2.splat(0);
  let c20 = f64x2.splat(0), c21 = f64x2.splat(0), c30 = f64x2.splat(0), c31 = f64x2.splat(0);
  const a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
  const end = a + <usize>(8 * k);
  for (let at: usize = 0; a + at < end; at += 8) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let s = v128.load_splat<f64>(a + at);
    c00 = madd(c00, s, b0);
    c01 = madd(c01, s, b1);
    s = v128.load_splat<f64>(a1 + at);
    c10 = madd(c10, s, b0);
    c11 = madd(c11, s, b1);
    s = v128.load_splat<f64>(a2 + at);
    c20 = madd(c20, s, b0);
    c21 = madd(c21, s, b1);
    s = v128.load_splat<f64>(a3 + at);
    c30 = madd(c30, s, b0);
    c31 = madd(c31, s, b1);
    b += row;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += row;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += row;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += row;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

/** C [m, n] = A [m, k] B [k, n] in float64, m and n multiples of 4, rows without padding: every entry is one sum in the order of the inner index. */
export function exactProduct(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32): void {
  const aRow = <usize>(8 * k);
  const row = <usize>(8 * n);
  for (let i = 0; i < m; i += 4) {
    for (let j: usize = 0; j < row; j += 32) tile(a, aRow, b + j, row, c + j, k);
    a += 4 * aRow;
    c += 4 * row;
  }
}
