import type { ClaimGate } from '../../compile/compile';
import type { RunMeta } from '../../files/verdicts';
import type { ClaimResult } from '../../verdict/result';

/** A run as continuous integration is told of it. */
export interface FinishedRun {
  readonly results: readonly ClaimResult[];
  readonly meta: RunMeta;
  /** The claims that were to be run. */
  readonly gates: readonly ClaimGate[];
  /** File → one sentence: theorem files that could not be compiled. */
  readonly broken?: ReadonlyMap<string, string>;
}
