/** The result of a relation on one unit. */
export interface Verdict {
  readonly holds: boolean;
  readonly measured: number;
  readonly allowed: number;
  /** Smallest factor by which `allowed` could be multiplied with the relation still holding; ≤ 1 exactly when it holds. */
  readonly factor: number;
}

/** measured ≤ allowed. Factor: measured/allowed. */
export function compareAtMost(measured: number, allowed: number): Verdict {
  const factor = allowed > 0 ? Math.max(0, measured / allowed) : measured <= 0 && allowed === 0 ? 0 : 1;
  return settle(measured <= allowed, measured, allowed, factor);
}

/**
 * measured ≥ allowed (> when strict). With a finite upper end of the range, the factor is that of the shortfall,
 * (top − measured)/(top − allowed): slack then says how much smaller c could be in a bound 1 − c. Without one it is
 * allowed/measured for positive bounds.
 */
export function compareAtLeast(measured: number, allowed: number, top: number, strict = false): Verdict {
  const holds = strict ? measured > allowed : measured >= allowed;
  return settle(holds, measured, allowed, atLeastFactor(measured, allowed, top));
}

function atLeastFactor(measured: number, allowed: number, top: number): number {
  if (Number.isFinite(top)) return top > allowed ? Math.max(0, (top - measured) / (top - allowed)) : 1;
  if (allowed > 0) return measured > 0 ? allowed / measured : 1;
  // A bound of 0 stays 0 when it is scaled, and any non-negative number stays above a negative one.
  return allowed === 0 ? 0 : Math.max(0, measured / allowed);
}

/** low ≤ measured ≤ high. `allowed` is the nearer end; factor: distance from the middle over half the width. */
export function compareWithin(measured: number, low: number, high: number): Verdict {
  const middle = (low + high) / 2;
  const factor = high > low ? Math.abs(measured - middle) / ((high - low) / 2) : 1;
  return settle(measured >= low && measured <= high, measured, measured < middle ? low : high, factor);
}

// A quantity that is not finite (a curve that never crosses, 0/0) violates whatever is claimed of it.
function settle(holds: boolean, measured: number, allowed: number, factor: number): Verdict {
  if (!Number.isFinite(measured) || Number.isNaN(allowed)) {
    return { holds: false, measured, allowed, factor: Number.POSITIVE_INFINITY };
  }
  // No factor (∞/∞ between bounds of which one is infinite) is no room: a NaN would win every comparison for the worst.
  if (holds) return { holds, measured, allowed, factor: Number.isNaN(factor) ? 1 : Math.min(1, factor) };
  return { holds, measured, allowed, factor: factor > 1 ? factor : Number.POSITIVE_INFINITY };
}
