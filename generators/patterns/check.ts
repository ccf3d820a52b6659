import { Demands } from '../demands';
import { besselGap } from './coefficients';
import type { PatternProblem } from './problem';

const demand = new Demands('pattern problem');

/**
 * Refuses an infeasible problem, naming the first violated condition:
 * `pattern problem: expected dX >= M1 + M2, got 20 < 30`. Throws RangeError.
 */
export function checkPatternProblem(problem: PatternProblem): void {
  const { departures, ...numbers } = problem;
  demand.finite({ ...numbers, ...departures });
  checkShape(problem);
  checkTasks(problem);
  checkOutOfDomain(problem);
  checkScales(problem);
  checkDepartures(problem);
}

function checkShape({ M1, M2, M1Out, dX, dY, l, lTest, shifts, m, B }: PatternProblem): void {
  demand.integers({ M1, M2, M1Out, dX, dY, l, lTest, shifts, m, B });
  demand.atLeast(1, { M2, dY, l, lTest, m, B });
  demand.atLeast(M1 + M2, { dX }, 'M1 + M2');
}

/** A task is held out only if a shift is left; M1 ≥ 3 follows, so that contexts of other patterns than the task's exist. */
function checkTasks({ M1, shifts, alpha, departures }: PatternProblem): void {
  demand.atLeast(1, { shifts });
  demand.that(shifts <= M1 - 2, 'shifts <= M1 - 2 (one task is held out at least)', `${shifts} > ${M1 - 2}`);
  const pairs = Math.floor(M1 / 2);
  const fits = departures.everyPair !== 1 || shifts === pairs;
  demand.that(fits, 'shifts = ⌊M1/2⌋ (one training task for every pair)', `${shifts} instead of ${pairs}`);
  demand.positive({ alpha });
  demand.atMost(1, { alpha });
}

function checkOutOfDomain({ M1, M1Out, S1, alphaTest }: PatternProblem): void {
  demand.positive({ alphaTest });
  demand.atMost(1, { alphaTest });
  if (alphaTest < 1) demand.atLeast(3, { M1Out }, '3 (contexts of other patterns, as alphaTest < 1)');
  demand.atLeast(2, { M1Out });
  const gap = besselGap({ M1, M1Out, S1 });
  demand.that(gap >= 0, 'M1Out*S1^2 <= M1 (orthonormal coefficients of sum S1)', `${M1Out}*${S1}^2 > ${M1}`);
  if (gap === 0) demand.atMost(M1, { M1Out }, 'M1');
  else demand.atMost(M1 - 1, { M1Out }, 'M1 - 1 where M1Out*S1^2 < M1');
}

function checkScales({ K, beta, delta, eta }: PatternProblem): void {
  demand.atLeast(0, { K });
  demand.positive({ beta, delta, eta });
}

function checkDepartures({ departures, dX, M1, M2, M1Out }: PatternProblem): void {
  const { coherence, contextFlips, queryFlips, skew, outOfSpan, batches, newDirection = 0, ...flags } = departures;
  demand.fractionsBelowOne({ coherence });
  demand.fractions({ contextFlips, queryFlips, skew, outOfSpan, newDirection });
  if (outOfSpan > 0) demand.atLeast(M1 + 2 * M2, { dX }, 'M1 + 2*M2 (room out of the span)');
  if (newDirection > 0) demand.atLeast(M1 + M2 + M1Out, { dX }, 'M1 + M2 + M1Out (room out of the span)');
  demand.integers({ batches });
  demand.atLeast(0, { batches });
  demand.flags(flags);
}
