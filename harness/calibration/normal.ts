/** P(Z > z) for z ≥ 0: the continued fraction of Laplace beyond 3, else the series of the distribution function. */
export function upperTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return z > 3 ? density / fraction(z) : 0.5 - density * series(z);
}

function fraction(z: number): number {
  let value = z;
  for (let k = 200; k >= 1; k -= 1) value = z + k / value;
  return value;
}

function series(z: number): number {
  let [term, sum] = [z, z];
  for (let k = 1; term > 1e-17 * sum; k += 1) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return sum;
}

/** The z ≥ 0 with P(Z > z) = tail, for a tail in (0, 1/2]. */
export function upperQuantile(tail: number): number {
  let [low, high] = [0, 40];
  for (let i = 0; i < 80; i += 1) {
    const middle = (low + high) / 2;
    if (upperTail(middle) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
