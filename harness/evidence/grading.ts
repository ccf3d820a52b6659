import { EProcess } from './eprocess';
import { type Asserted, outcomeKind } from './grids';
import type { Outcome } from './outcome';
import { reachesLevel } from './reaches';

/** Share of a near miss's units that may violate the relaxed claim. */
const PASSING = 1 / 4;

/** What a near miss did with relaxed bounds. */
export interface Relaxed {
  /** Units that violate the relaxed claim; of a mean, the mean outcome. */
  readonly violations: number;
  /** Whether it passes: few of them, and no evidence against the relaxed claim. */
  readonly passes: boolean;
}

/**
 * Whether a near miss passes the relaxed claim: at most a quarter of its units violate it, and the e-process against it does
 * not reach its threshold at any of them. Of a mean: the e-process alone.
 */
export function passesRelaxed(asserted: Asserted, outcomes: readonly Outcome[], level: number): Relaxed {
  const process = EProcess.falsifying(outcomeKind(asserted.kind), asserted.delta);
  let sum = 0;
  let reached = false;
  for (const { x } of outcomes) {
    const counted = x === 'unknown' ? 0 : x;
    process.add(counted);
    sum += counted;
    reached ||= reachesLevel(process.logE, level);
  }
  const few = asserted.kind === 'mean' || sum <= PASSING * outcomes.length;
  return { violations: asserted.kind === 'mean' ? sum / outcomes.length : sum, passes: few && !reached };
}
