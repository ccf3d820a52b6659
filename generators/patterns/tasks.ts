import { Random } from '../random';
import type { Task } from './patterns';
import type { PatternProblem } from './problem';
import { randomSubset } from './subset';

/** The in-domain tasks of a problem, apart: those that training prompts are drawn from, and all others. */
export interface Tasks {
  readonly training: Task[];
  readonly heldOut: Task[];
}

/**
 * Training tasks (j, (j + s) mod M1) for every pattern j and `shifts` random shifts s among 1 … M1 − 1: each pattern means
 * +1 in as many of them as −1, namely `shifts` (li2024, condition on the training tasks). Held out are the other
 * M1 (M1 − 1 − shifts) ordered pairs. Pure function of (problem, key).
 */
export function tasksOf({ M1, shifts }: PatternProblem, key: readonly [number, number]): Tasks {
  const chosen = new Set(randomSubset(new Random(key), shifts, M1 - 1).map((s) => s + 1));
  const trained = ([a, b]: Task): boolean => chosen.has((b - a + M1) % M1);
  const all = orderedPairs(M1);
  return { training: all.filter(trained), heldOut: all.filter((task) => !trained(task)) };
}

/** All ordered pairs of out-of-domain patterns. */
export function outOfDomainTasks({ M1Out }: PatternProblem): Task[] {
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
