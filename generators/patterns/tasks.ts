import { Random } from '../random';
import type { Task } from './patterns';
import type { PatternDepartures, PatternProblem } from './problem';
import { randomSubset } from './subset';

/** What the tasks of a problem depend on. */
type CoveringTasks = Pick<PatternProblem, 'M1' | 'shifts'> & {
  readonly departures: Pick<PatternDepartures, 'everyPair'>;
};

/** The in-domain tasks of a problem, apart: those that training prompts are drawn from, and all others. */
export interface Tasks {
  readonly training: Task[];
  readonly heldOut: Task[];
}

/**
 * Training tasks (j, (j + s) mod M1) for every pattern j and `shifts` random shifts s among 1 … M1 − 1: each pattern means
 * +1 in as many of them as −1, namely `shifts` (li2024, condition on the training tasks). Held out are the other
 * M1 (M1 − 1 − shifts) ordered pairs. With `departures.everyPair`, the shifts are one of s and M1 − s for every s ≤ M1/2, by fair
 * coin: then no two patterns are left that no training task compares. Pure function of (problem, key).
 */
export function tasksOf({ M1, shifts, departures }: CoveringTasks, key: readonly [number, number]): Tasks {
  const random = new Random(key);
  const chosen = new Set(departures.everyPair === 1 ? comparing(random, M1) : someShifts(random, shifts, M1));
  const trained = ([a, b]: Task): boolean => chosen.has((b - a + M1) % M1);
  const all = orderedPairs(M1);
  return { training: all.filter(trained), heldOut: all.filter((task) => !trained(task)) };
}

function someShifts(random: Random, shifts: number, M1: number): number[] {
  return randomSubset(random, shifts, M1 - 1).map((s) => s + 1);
}

/** Of the two shifts that compare patterns s apart, s and M1 − s, one by fair coin. */
function comparing(random: Random, M1: number): number[] {
  return Array.from({ length: Math.floor(M1 / 2) }, (_, i) => (random.uniform() < 0.5 ? i + 1 : M1 - i - 1));
}

/** All ordered pairs of out-of-domain patterns. */
export function outOfDomainTasks({ M1Out }: Pick<PatternProblem, 'M1Out'>): Task[] {
  return orderedPairs(M1Out);
}

/** The least number of shifts for which |T_tr|/|T| = shifts/(M1 − 1) ≥ (M1 − 1)^(-1/2), which suffices (li2024, Theorem 1). */
export function enoughShifts(M1: number): number {
  return Math.ceil(Math.sqrt(M1 - 1));
}

function orderedPairs(n: number): Task[] {
  const indices = Array.from({ length: n }, (_, i) => i);
  return indices.flatMap((a) => indices.filter((b) => b !== a).map((b): Task => [a, b]));
}
