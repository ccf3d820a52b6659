import { type Patterns, patternsOf, type Task } from '../../generators/patterns/patterns';
import type { PatternProblem } from '../../generators/patterns/problem';
import { referencePatterns } from '../../generators/patterns/reference';
import { outOfDomainTasks, type Tasks } from '../../generators/patterns/tasks';
import { fusedTrainer } from '../engines/fused/fused';
import { loadKernel } from '../engines/kernel';
import { patternSetting } from '../engines/pattern-law';
import type { Trainer } from '../engines/trainer';
import { initialPatternWeights } from '../patterns/weights';
import type { StreamKey } from '../reference/types';
import { compared, type ReportedCell, shownCells } from './cells';

/** Training tasks (j, j + s) for the given shifts s. */
export function tasksOfShifts(M1: number, shifts: readonly number[]): Tasks {
  const all = outOfDomainTasks({ ...referencePatterns, M1Out: M1 });
  const trained = ([a, b]: Task) => shifts.includes((b - a + M1) % M1);
  return { training: all.filter(trained), heldOut: all.filter((task) => !trained(task)) };
}

/** Neighbours on a ring, in both orders. */
const RING = tasksOfShifts(referencePatterns.M1, [1, referencePatterns.M1 - 1]);

/** Streams of training i. */
export const keyOf =
  (i: number) =>
  (purpose: number): StreamKey => [0x11240000 + i, purpose];

/** A training of li2024's model on the fused engine, before its first step. */
export interface Started {
  readonly patterns: Patterns;
  readonly tasks: Tasks;
  readonly trainer: Trainer;
}

/** Training i of a problem; default: tasks of neighbours on a ring of six. */
export function start(problem: PatternProblem, i: number, tasks: Tasks = RING): Started {
  const key = keyOf(i);
  const patterns = patternsOf(problem, key(1));
  const setting = patternSetting(problem, patterns, tasks);
  const trainer = fusedTrainer(loadKernel(), setting, initialPatternWeights(problem, key(2)), key(3));
  return { patterns, tasks, trainer };
}

/** What is measured on one training. */
export type Values = Record<string, number>;

/** quantity → one value per training */
export function collected(runs: readonly Values[]): (name: string) => number[] {
  return (name) => runs.map((run) => run[name]!);
}

/** Shows all cells; fails with those that are more than 4 standard errors off. */
export function expectAgreement(
  title: string,
  cells: Readonly<Record<string, ReportedCell>>,
  sample: (name: string) => number[],
) {
  const results = Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, compared(cell, sample(name))]));
  process.stdout.write(shownCells(title, results));
  expect(Object.entries(results).filter(([, { z }]) => !(z <= 4))).toEqual([]);
}
