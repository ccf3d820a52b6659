import type { Outcome } from '../statement/gate';
import type { Evidenced } from '../study/violated';

/** What an exploration of one claim sees of problems and trainings. Every answer is a pure function of its arguments. */
export interface Subject {
  /** What the claim's parts assert, in the order of the outcomes. */
  readonly evidence: readonly Evidenced[];
  /** The problem at a path of draws and shrinks, dials applied; undefined where there is no feasible one. */
  problem(path: string): unknown;
  /** How many shrinks fast-check offers there, at most `most`. */
  shrinks(path: string, most: number): number;
  /** One training (or block) of the problem: what came of it for every part. Rejects with `Stopped` when it is not to be had. */
  trial(path: string, unit: number): Promise<readonly Outcome[]>;
  /** Trials that may be asked for next, nearest first: a hint that changes no answer. */
  expect(trials: readonly ProblemTrial[]): void;
}

/** Trial `unit` of the problem at `path`. */
export type ProblemTrial = readonly [path: string, unit: number];

/** The search was asked to end before this trial. */
export class Stopped extends Error {}
