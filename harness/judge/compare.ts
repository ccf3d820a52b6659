/** The result of a relation on one unit. */
export interface Compared {
  readonly holds: boolean;
  readonly measured: number;
  readonly allowed: number;
  /** Smallest factor by which `allowed` could be multiplied with the relation still holding; ≤ 1 exactly when it holds. */
  readonly factor: number;
}

/** measured ≤ allowed. Factor: measured/allowed. */
export function compareAtMost(measured: number, allowed: number): Compared {
  const factor = allowed > 0 ? Math.max(0, measured / allowed) : measured <= 0 && allowed === 0 ? 0 : 1;
  return comparedBy(measured <= allowed, measured, allowed, factor);
}

/**
 * measured ≥ allowed (> when strict). With a finite upper end of the range, the factor is that of the shortfall,
 * (top − measured)/(top − allowed): slack then says how much smaller c could be in a bound 1 − c. Without one it is
 * allowed/measured for positive bounds.
 */
export function compareAtLeast(measured: number, allowed: number, top: number, strict = false): Compared {
  const holds = strict ? measured > allowed : measured >= allowed;
  return comparedBy(holds, measured, allowed, atLeastFactor(measured, allowed, top));
}

function atLeastFactor(measured: number, allowed: number, top: number): number {
  if (Number.isFinite(top)) return top > allowed ? Math.max(0, (top - measured) / (top - allowed)) : 1;
  if (allowed > 0) return measured > 0 ? allowed / measured : 1;
  // A bound of 0 stays 0 when it is scaled, and any non-negative number stays above a negative one.
  return allowed === 0 ? 0 : Math.max(0, measured / allowed);
}

/**
 * One end of a window, low ≤ measured or measured ≤ high. Factor: how far towards that end the measured value lies from the
 * middle, over half the width.
 */
export function compareEnd(measured: number, low: number, high: number, end: 'low' | 'high'): Compared {
  const half = (high - low) / 2;
  const out = end === 'low' ? (low + high) / 2 - measured : measured - (low + high) / 2;
  const holds = end === 'low' ? measured >= low : measured <= high;
  return comparedBy(holds, measured, end === 'low' ? low : high, half > 0 ? Math.max(0, out / half) : 1);
}

// A quantity that is not finite (a curve that never crosses, 0/0) violates whatever is claimed of it.
function comparedBy(holds: boolean, measured: number, allowed: number, factor: number): Compared {
  if (!Number.isFinite(measured) || Number.isNaN(allowed)) {
    return { holds: false, measured, allowed, factor: Number.POSITIVE_INFINITY };
  }
  // No factor (∞/∞ between bounds of which one is infinite) is no room: a NaN would win every comparison for the worst.
  if (holds) return { holds, measured, allowed, factor: Number.isNaN(factor) ? 1 : Math.min(1, factor) };
  return { holds, measured, allowed, factor: factor > 1 ? factor : Number.POSITIVE_INFINITY };
}
