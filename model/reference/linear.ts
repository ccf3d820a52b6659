/** Dense row-major linear algebra in float64, only what the one-layer model needs. Sums run in index order. */

/** Any array of reals; float32 arrays are read as the float64 numbers they hold. */
export type Reals = Float64Array | Float32Array;

/** `<u, v>` over the first `n` entries from the given offsets. */
export function dot(n: number, u: Reals, v: Reals, atU = 0, atV = 0): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += u[atU + i]! * v[atV + i]!;
  return sum;
}

/** `A v`, A [rows, cols], v [cols] at an offset → [rows]. Four rows at a time, each summed in index order. */
export function matVec(A: Reals, rows: number, cols: number, v: Reals, at = 0): Float64Array {
  const out = new Float64Array(rows);
  const whole = rows - (rows & 3);
  for (let i = 0; i < whole; i += 4) {
    const [a, b, c, d] = [i * cols, (i + 1) * cols, (i + 2) * cols, (i + 3) * cols];
    let p = 0;
    let q = 0;
    let r = 0;
    let s = 0;
    for (let j = 0; j < cols; j++) {
      const x = v[at + j]!;
      p += A[a + j]! * x;
      q += A[b + j]! * x;
      r += A[c + j]! * x;
      s += A[d + j]! * x;
    }
    out[i] = p;
    out[i + 1] = q;
    out[i + 2] = r;
    out[i + 3] = s;
  }
  for (let i = whole; i < rows; i++) out[i] = dot(cols, A, v, i * cols, at);
  return out;
}

/** `Aᵀ u`, A [rows, cols], u [rows] → [cols]. Rows of weight 0 add nothing, whatever they hold; the others are added in order. */
export function transposedMatVec(A: Reals, rows: number, cols: number, u: Reals): Float64Array {
  const out = new Float64Array(cols);
  const kept = nonZero(u, rows);
  const whole = kept.length - (kept.length & 3);
  for (let n = 0; n < whole; n += 4) {
    const [i, j, k, l] = [kept[n]!, kept[n + 1]!, kept[n + 2]!, kept[n + 3]!];
    const [p, q, r, s] = [u[i]!, u[j]!, u[k]!, u[l]!];
    const [a, b, c, d] = [i * cols, j * cols, k * cols, l * cols];
    for (let x = 0; x < cols; x++) {
      out[x] = out[x]! + p * A[a + x]! + q * A[b + x]! + r * A[c + x]! + s * A[d + x]!;
    }
  }
  for (let n = whole; n < kept.length; n++) addScaled(out, u[kept[n]!]!, A, kept[n]! * cols);
  return out;
}

/** The places of the first n entries that are not 0, in order. */
export function nonZero(u: Reals, n = u.length): Int32Array {
  const places = new Int32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) if (u[i] !== 0) places[count++] = i;
  return places.subarray(0, count);
}

/** `out += scale · v` over the length of `out`. */
export function addScaled(out: Float64Array, scale: number, v: Reals, at = 0): void {
  if (scale === 0) return;
  for (let i = 0; i < out.length; i++) out[i]! += scale * v[at + i]!;
}

/** `out += u vᵀ`, out [rows, cols]. */
export function addOuter(out: Float64Array, u: Reals, v: Reals, cols = v.length, at = 0): void {
  for (let i = 0; i < u.length; i++) {
    const ui = u[i]!;
    if (ui === 0) continue;
    for (let j = 0, k = i * cols; j < cols; j++, k++) out[k]! += ui * v[at + j]!;
  }
}

/** `scale · I` on the first `n` coordinates and 0 elsewhere, in float32. [d, d] */
export function scaledIdentity(d: number, scale: number, n = d): Float32Array {
  const out = new Float32Array(d * d);
  for (let i = 0; i < n; i++) out[i * d + i] = scale;
  return out;
}

/** Σ_k v_k v_kᵀ/|v_k|² of vectors whose length is at most d, padded with zeros: for orthogonal ones, onto their span. [d, d] */
export function projector(vectors: readonly Reals[], d: number): Float64Array {
  const out = new Float64Array(d * d);
  for (const v of vectors) {
    const padded = new Float64Array(d);
    padded.set(v);
    const square = dot(d, padded, padded);
    addOuter(
      out,
      padded.map((x) => x / square),
      padded,
    );
  }
  return out;
}

/** NaN of no values. */
export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
