/** By how much a bound is relaxed when a near miss is graded. */
export interface Grade {
  /** What `allowed` is scaled by, as slack scales it; > 1. */
  readonly factor: number;
  /** What a bound of 0 is moved by instead, in the unit of the quantity. */
  readonly by: number;
}

/** What a bound is scaled against: from below, the upper end of the quantity's range where it has one. */
export type GradeScale = { readonly side: '≤' } | { readonly side: '≥'; readonly top: number };

/**
 * A bound made easier to keep. From above it grows by the factor; from below what is missing to the top grows by it, and where
 * there is no top a positive bound is divided by it. A bound of 0 cannot be scaled: it moves by an amount that is stated.
 */
export function relaxed(bound: number, scale: GradeScale, grade: Grade | undefined): number {
  if (!grade || !Number.isFinite(bound)) return bound;
  const { factor, by } = grade;
  if (scale.side === '≤') return bound === 0 ? by : bound + (factor - 1) * Math.abs(bound);
  if (Number.isFinite(scale.top)) return bound - (factor - 1) * (scale.top - bound);
  if (bound === 0) return -by;
  return bound > 0 ? bound / factor : bound * factor;
}
