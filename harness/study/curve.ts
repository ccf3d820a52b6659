import { type Interval, intervalOf } from '../evidence/interval';
import { POINTS } from './grid';
import type { PointTally } from './tally';

/** One point of a response curve. */
export interface CurvePoint extends PointTally {
  /** In [0, 1]. */
  readonly dial: number;
  /** Share of violations; NaN without trials. */
  readonly rate: number;
  /** 95 % for the probability of a violation here, valid at every number of trials; not simultaneous over points. */
  readonly interval: Interval;
}

/** 95 % for the probability of a violation, valid at every number of trials; those of unknown outcome widen it. */
export function rateInterval(trials: number, violations: number, unknown = 0): Interval {
  const counts = new Map([
    [1, violations],
    [0, trials - violations],
  ]);
  return intervalOf('binary', counts, unknown);
}

/** The response curve of a sweep, from the outcomes per dial point; trials of unknown outcome widen the interval. */
export function responseCurve(points: readonly (PointTally & { readonly unknown?: number })[]): readonly CurvePoint[] {
  return points.map(({ index, trials, violations, unknown }) => ({
    index,
    dial: POINTS[index]!,
    trials,
    violations,
    rate: violations / trials,
    interval: rateInterval(trials, violations, unknown),
  }));
}
