/** A curve as measured: values at increasing integer steps. */
export interface Points {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** Index of the first grid step at which the curve is at or below the level; −1 if there is none. */
export function firstBelow(curve: Points, level: number): number {
  return curve.values.findIndex((value) => value <= level);
}

/**
 * Time at which a curve first crosses a level from above. Between the last grid step s above the level and the first
 * grid step u at or below it, ln(value) is taken to be linear in the step:
 * s + (u − s)·(ln v_s − ln level)/(ln v_s − ln v_u); where v_u or the level is ≤ 0, the value itself is taken to be
 * linear. A curve that starts at or below the level crosses at its first step; one that never gets there, at +∞.
 */
export function firstCrossing(curve: Points, level: number): number {
  const at = firstBelow(curve, level);
  if (at < 0) return Number.POSITIVE_INFINITY;
  const [u, below] = [curve.steps[at]!, curve.values[at]!];
  if (at === 0) return u;
  const [s, above] = [curve.steps[at - 1]!, curve.values[at - 1]!];
  // The level is positive where the value below it is.
  const share = below > 0 ? Math.log(above / level) / Math.log(above / below) : (above - level) / (above - below);
  return s + (u - s) * share;
}
