import type { Outcome } from '../statement/gate';

/** What an exploration of one claim sees of problems and trainings. Every answer is a pure function of its arguments. */
export interface Lab {
  /** What the claim's parts assert, in the order of the outcomes. */
  readonly evidence: readonly Evidenced[];
  /** The problem at a path of draws and shrinks, dials applied; undefined where there is no feasible one. */
  problem(path: string): unknown;
  /** How many shrinks fast-check offers there, at most `most`. */
  shrinks(path: string, most: number): number;
  /** One training (or block) of the problem: what came of it for every part. Rejects with `Stopped` when it is not to be had. */
  trial(path: string, unit: number): Promise<readonly Outcome[]>;
  /** Trials that may be asked for next, nearest first: a hint that changes no answer. */
  expect(trials: readonly Trial[]): void;
}

/** Trial `unit` of the problem at `path`. */
export type Trial = readonly [path: string, unit: number];

export interface Evidenced {
  readonly kind: 'prob' | 'mean' | 'forall';
  readonly delta: number;
  readonly margin: number;
}

/** The search was asked to end before this trial. */
export class Stopped extends Error {}

/** A bounded outcome has no violation of its own: it counts as one where it exceeds what the claim's mean may not reach. */
export function violated(evidence: readonly Evidenced[], outcomes: readonly Outcome[]): boolean {
  return evidence.some(({ kind, delta, margin }, i) => {
    const { x } = outcomes[i]!;
    return kind === 'mean' ? Number(x) > delta + margin : x === 1;
  });
}
