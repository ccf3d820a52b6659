/**
 * Least-squares slope of ln y against ln x: the exponent of a power law y ∝ x^slope. One call sees one block; blocks are the
 * unit of evidence, since the points of a block share what the block shares.
 *
 * NaN where some y is not a positive finite number (a divergence, a vanished variance): no slope was measured, which a
 * relation counts as a violation. Throws a RangeError for lengths that differ, an x that is not positive and finite, or
 * fewer than two distinct x.
 */
export function logLogSlope(xs: readonly number[], ys: readonly number[]): number {
  checkDesign(xs, ys);
  // A logarithm that is NaN or ±∞ leaves no number of the values about their mean, and none of the slope.
  const u = centred(xs.map(Math.log));
  const v = centred(ys.map(Math.log));
  return dot(u, v) / dot(u, u);
}

function checkDesign(xs: readonly number[], ys: readonly number[]): void {
  if (xs.length !== ys.length) {
    throw new RangeError(`logLogSlope: expected as many x as y, got ${xs.length} and ${ys.length}`);
  }
  const wrong = xs.find((x) => !isPositive(x));
  if (wrong !== undefined) throw new RangeError(`logLogSlope: expected positive finite x, got ${wrong}`);
  if (new Set(xs).size < 2) throw new RangeError(`logLogSlope: expected two distinct x at least, got ${xs.join(', ')}`);
}

function isPositive(value: number): boolean {
  return value > 0 && Number.isFinite(value);
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
