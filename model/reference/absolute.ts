/**
 * Products of absolute values in float64, for rounding bounds. Several rows or outer products are taken in one pass, each sum in the
 * order in which its terms come: the bits do not depend on how many.
 */
import { nonZero, type Reals } from './linear';

/** Taken out once: in some contexts (Jest) every look-up of a global is slow. */
const { abs } = Math;

/** `|A| |v|`. Four rows at a time, each summed in index order. */
export function absMatVec(A: Reals, rows: number, cols: number, v: Reals): Float64Array {
  const out = new Float64Array(rows);
  const whole = rows - (rows & 3);
  for (let i = 0; i < whole; i += 4) {
    const [a, b, c, d] = [i * cols, (i + 1) * cols, (i + 2) * cols, (i + 3) * cols];
    let p = 0;
    let q = 0;
    let r = 0;
    let s = 0;
    for (let j = 0; j < cols; j++) {
      const x = v[j]!;
      p += abs(A[a + j]! * x);
      q += abs(A[b + j]! * x);
      r += abs(A[c + j]! * x);
      s += abs(A[d + j]! * x);
    }
    out[i] = p;
    out[i + 1] = q;
    out[i + 2] = r;
    out[i + 3] = s;
  }
  for (let i = whole; i < rows; i++) {
    let sum = 0;
    for (let j = 0, k = i * cols; j < cols; j++, k++) sum += abs(A[k]! * v[j]!);
    out[i] = sum;
  }
  return out;
}

/** `|A|ᵀ |u|`. Rows of weight 0, such as those of neurons that are not active, add nothing; the others are added in order. */
export function absTransposedMatVec(A: Reals, rows: number, cols: number, u: Reals): Float64Array {
  const out = new Float64Array(cols);
  const kept = nonZero(u, rows);
  const whole = kept.length - (kept.length & 3);
  for (let n = 0; n < whole; n += 4) {
    const [i, j, k, l] = [kept[n]!, kept[n + 1]!, kept[n + 2]!, kept[n + 3]!];
    const [p, q, r, s] = [abs(u[i]!), abs(u[j]!), abs(u[k]!), abs(u[l]!)];
    const [a, b, c, d] = [i * cols, j * cols, k * cols, l * cols];
    for (let x = 0; x < cols; x++) {
      out[x] = out[x]! + abs(A[a + x]!) * p + abs(A[b + x]!) * q + abs(A[c + x]!) * r + abs(A[d + x]!) * s;
    }
  }
  for (let n = whole; n < kept.length; n++) {
    const [i, k] = [abs(u[kept[n]!]!), kept[n]! * cols];
    for (let x = 0; x < cols; x++) out[x]! += abs(A[k + x]!) * i;
  }
  return out;
}

/** Sums of `|u| |v|ᵀ`, added in the order in which they come, several in one pass over the sum. */
export class OuterSum {
  private readonly waiting: Outer[] = [];

  constructor(private readonly sum: Float64Array) {}

  add(u: Reals, v: Reals): void {
    this.waiting.push({ u, v });
    if (this.waiting.length === TOGETHER) this.flush();
  }

  /** The sum so far. */
  total(): Float64Array {
    this.flush();
    return this.sum;
  }

  private flush(): void {
    const [first] = this.waiting;
    if (!first) return;
    const rows = first.u.length;
    for (let i = 0; i < rows; i++) {
      const active = this.waiting.filter(({ u }) => u[i] !== 0);
      const whole = active.length - (active.length & 3);
      for (let n = 0; n < whole; n += 4) addFour(this.sum, i, active, n);
      for (let n = whole; n < active.length; n++) addOne(this.sum, i, active[n]!);
    }
    this.waiting.length = 0;
  }
}

/** Outer products that wait for each other. */
const TOGETHER = 8;

type Outer = { readonly u: Reals; readonly v: Reals };

function addFour(sum: Float64Array, i: number, outers: readonly Outer[], n: number): void {
  const [a, b, c, d] = [outers[n]!, outers[n + 1]!, outers[n + 2]!, outers[n + 3]!];
  const [p, q, r, s] = [abs(a.u[i]!), abs(b.u[i]!), abs(c.u[i]!), abs(d.u[i]!)];
  const [va, vb, vc, vd] = [a.v, b.v, c.v, d.v];
  const cols = va.length;
  for (let j = 0, k = i * cols; j < cols; j++, k++) {
    sum[k] = sum[k]! + p * abs(va[j]!) + q * abs(vb[j]!) + r * abs(vc[j]!) + s * abs(vd[j]!);
  }
}

function addOne(sum: Float64Array, i: number, { u, v }: Outer): void {
  const [ui, cols] = [abs(u[i]!), v.length];
  for (let j = 0, k = i * cols; j < cols; j++, k++) sum[k]! += ui * abs(v[j]!);
}
