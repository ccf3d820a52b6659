import type { ClaimGate } from '../../compile/compile';
import type { ClaimResult } from '../../verdict/results/result';
import type { RunMeta } from '../../verdict/results/verdicts-file';

/** A run as continuous integration is told of it. */
export interface FinishedRun {
  readonly results: readonly ClaimResult[];
  readonly meta: RunMeta;
  /** What kept the claims without a result from a verdict, if there are any. */
  readonly end?: string;
  /** The claims that were to be run. */
  readonly gates: readonly ClaimGate[];
  /** File → one sentence: theorem files that could not be compiled. */
  readonly broken?: ReadonlyMap<string, string>;
}

/** The claims that were to be run and have no verdict, each with a sentence that says why. */
export function undecided({ results, gates, end = 'the run ended before it' }: FinishedRun): [ClaimGate, string][] {
  const decided = new Set(results.map(({ name }) => name));
  const open = gates.filter(({ name }) => !decided.has(name));
  return open.map((gate) => [gate, `${gate.name}: expected a verdict, got none (${end})`]);
}
