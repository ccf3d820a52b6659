import { EProcess } from './eprocess';
import { type Asserted, outcomeKind } from './grids';
import { reachesLevel } from './reaches';

/** Smallest n at which n outcomes 0 corroborate at level alphaC; +∞ where none do (delta + margin = 0). */
export function nMin(asserted: Asserted, alphaC: number): number {
  const process = EProcess.corroborating(outcomeKind(asserted.kind), asserted.delta + asserted.margin);
  return passesNeeded((passes) => process.logEAfter(passes), alphaC);
}

/** Smallest count of further outcomes 0 after which `logE` reaches ln(1/alpha); +∞ where none does. */
export function passesNeeded(logE: (passes: number) => number, alpha: number): number {
  let enough = 1;
  if (reachesLevel(logE(0), alpha)) return 0;
  while (!reachesLevel(logE(enough), alpha)) {
    enough *= 2;
    if (enough > Number.MAX_SAFE_INTEGER) return Number.POSITIVE_INFINITY;
  }
  let short = enough / 2;
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (reachesLevel(logE(middle), alpha)) enough = middle;
    else short = middle;
  }
  return enough;
}
