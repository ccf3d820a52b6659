import { type Interval, intervalOf } from '../evidence/interval';

/** 95 % for the probability of a violation, valid at every number of trials; those of unknown outcome widen it. */
export function rateInterval(trials: number, violations: number, unknown = 0): Interval {
  const counts = new Map([
    [1, violations],
    [0, trials - violations],
  ]);
  return intervalOf('binary', counts, unknown);
}
