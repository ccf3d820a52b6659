// Taken once: in a Jest sandbox every access to a global is expensive.
const { log, max } = Math;

/**
 * Rounding that a log e-value may carry, relative to 1. Exact ties (E = 1/α) then count as reached on every machine; the
 * price is a factor 1 + 1e-12 on α.
 */
const ROUNDING = 1e-12;

/** Whether a log e-value reaches ln(1/alpha). */
export function reachesLevel(logE: number, alpha: number): boolean {
  const threshold = -log(alpha);
  return logE >= threshold - ROUNDING * max(1, threshold);
}
