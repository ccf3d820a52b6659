import { LAST } from './grid';
import type { Tally } from './tally';

/** Trials per audited point, more while they contradict the bracket. Ours: a reversal to a rate r is seen with ≥ 1 − r². */
const TRIALS = 2;

/**
 * The search looks only near the break, and would not see a response that falls again. So before it ends, points far from the
 * bracket get trials: both ends of the dial, and the middle between each end and the bracket. A point whose rate is on the
 * wrong side of τ gets more, until it is on the right side or the isotonic check decides. Undefined: no point lacks a trial.
 */
export function auditPoints(
  [first, last]: readonly [number, number],
  tally: Tally,
  pending: readonly number[],
  tau: number,
): number | undefined {
  const unbroken = [0, (first - 1) >> 1].filter((index) => index >= 0 && index < first);
  const broken = [LAST, (last + LAST + 1) >> 1].filter((index) => index <= LAST && index >= last);
  const lacks = (index: number, wrong: (rate: number) => boolean) => {
    const { trials, violations } = tally.at(index);
    const out = pending.filter((other) => other === index).length;
    return trials + out < TRIALS || (out === 0 && wrong(violations / trials));
  };
  return (
    unbroken.find((index) => lacks(index, (rate) => rate > tau)) ??
    broken.find((index) => lacks(index, (rate) => rate < tau))
  );
}
