/** Mean, principal axes and variances of a cloud of vectors, from +, −, ×, ÷ and √ alone: the same bits on every machine. */

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { abs, sqrt } = Math;

/** What whitening needs to know of an embedding. */
export interface Cloud {
  /** [d] */
  readonly mean: Float64Array;
  /** [d] unit vectors of length d, that of the largest variance first; the largest entry of each is positive. */
  readonly axes: readonly Float64Array[];
  /** [d] variances along the axes, falling. */
  readonly variances: Float64Array;
}

/** Adds vectors up, one at a time: memory is that of one matrix, however many there are. */
export class Moments {
  private n = 0;
  private readonly sum: Float64Array;
  private readonly products: Float64Array[];

  constructor(private readonly d: number) {
    this.sum = new Float64Array(d);
    this.products = Array.from({ length: d }, (_, i) => new Float64Array(i + 1));
  }

  get count(): number {
    return this.n;
  }

  /** @param vector of length d. */
  add(vector: ArrayLike<number>): void {
    this.n++;
    for (let i = 0; i < this.d; i++) {
      const x = vector[i]!;
      const row = this.products[i]!;
      this.sum[i]! += x;
      for (let j = 0; j <= i; j++) row[j]! += x * vector[j]!;
    }
  }

  /** @throws RangeError when nothing was added. */
  cloud(): Cloud {
    if (this.n === 0) throw new RangeError('moments: expected at least one vector, got none');
    const mean = this.sum.map((value) => value / this.n);
    const covariance = this.products.map((_, i) => new Float64Array(this.d).map((_, j) => this.covariance(mean, i, j)));
    return { mean, ...eigen(covariance) };
  }

  private covariance(mean: Float64Array, i: number, j: number): number {
    const product = i >= j ? this.products[i]![j]! : this.products[j]![i]!;
    return product / this.n - mean[i]! * mean[j]!;
  }
}

/** Sweeps after which nothing is left to rotate; each about squares what is off the diagonal. */
const SWEEPS = 14;

/** Jacobi's method on a symmetric matrix, which it overwrites. */
function eigen(A: Float64Array[]): Omit<Cloud, 'mean'> {
  const d = A.length;
  const V = A.map((_, i) => new Float64Array(d).map((_, j) => Number(i === j)));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let p = 0; p < d; p++) for (let q = p + 1; q < d; q++) rotate(A, V, p, q);
  }
  const order = A.map((_, i) => i).sort((i, j) => A[j]![j]! - A[i]![i]!);
  return { axes: order.map((i) => turned(V[i]!)), variances: Float64Array.from(order, (i) => A[i]![i]!) };
}

/** Makes A[p][q] zero. Rows of V are the axes. */
function rotate(A: Float64Array[], V: Float64Array[], p: number, q: number): void {
  const [ap, aq] = [A[p]!, A[q]!];
  if (ap[q] === 0) return;
  const theta = (aq[q]! - ap[p]!) / (2 * ap[q]!);
  const t = (theta < 0 ? -1 : 1) / (abs(theta) + sqrt(theta * theta + 1));
  const c = 1 / sqrt(t * t + 1);
  const s = t * c;
  for (const row of A) {
    const [x, y] = [row[p]!, row[q]!];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
  mix(ap, aq, c, s);
  mix(V[p]!, V[q]!, c, s);
}

function mix(u: Float64Array, v: Float64Array, c: number, s: number): void {
  for (let i = 0; i < u.length; i++) {
    const [x, y] = [u[i]!, v[i]!];
    u[i] = c * x - s * y;
    v[i] = s * x + c * y;
  }
}

function turned(axis: Float64Array): Float64Array {
  const largest = axis.reduce((most, x) => (abs(x) > abs(most) ? x : most), 0);
  return largest < 0 ? axis.map((x) => -x) : axis;
}
