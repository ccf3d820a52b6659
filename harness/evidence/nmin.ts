import { EProcess } from './eprocess';
import { type Asserted, outcomesOf } from './grids';
import { reaches } from './reaches';

/** Smallest n at which n outcomes 0 corroborate at level alphaC; +∞ where none do (delta + margin = 0). */
export function nMin(asserted: Asserted, alphaC: number): number {
  const process = EProcess.corroborating(outcomesOf(asserted.kind), asserted.delta + asserted.margin);
  return passesNeeded((passes) => process.logEAfter(passes), alphaC);
}

/** Smallest count of further outcomes 0 after which `logE` reaches ln(1/alpha); +∞ where none does. */
export function passesNeeded(logE: (passes: number) => number, alpha: number): number {
  let enough = 1;
  if (reaches(logE(0), alpha)) return 0;
  while (!reaches(logE(enough), alpha)) {
    enough *= 2;
    if (enough > Number.MAX_SAFE_INTEGER) return Number.POSITIVE_INFINITY;
  }
  let short = enough === 1 ? 0 : enough / 2;
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (reaches(logE(middle), alpha)) enough = middle;
    else short = middle;
  }
  return enough;
}
