import { recordClaims } from '../project/record-attempts';
import { type Standing, standings } from '../project/standing';
import type { Suite } from '../project/suite';
import type { Selection } from './run-selection';

/** Claims that may be run, and how each of them stands. */
export interface Admitted {
  readonly chosen: Suite;
  readonly standings: ReadonlyMap<string, Standing>;
  /** What people should know before anything is trained, one sentence each. */
  readonly notes: readonly string[];
}

/** What a run asks for beside its claims. */
export interface Asked extends Pick<Selection, 'built' | 'settings' | 'env'> {
  /** Record what the claims state first; `was`: the name before, of a single one. */
  readonly record?: boolean | undefined;
  readonly was?: string | undefined;
}

/**
 * The claims of the gate that a run may bring to their verdicts. In continuous integration those that are not recorded have none:
 * they are among the broken ones then. The same for the command line and for Jest.
 *
 * @throws UsageError for attempts that cannot be read or recorded
 */
export function admit(suite: Suite, { built, settings, env, record, was }: Asked): Admitted {
  const recorded = record ? recordClaims({ built, gates: suite.gates, was, env }) : [];
  const { of, refused, notes } = standings(suite.gates, { cwd: built.cwd, settings, env });
  const gates = suite.gates.filter(({ file }) => !refused.has(file));
  const broken = new Map([...suite.broken, ...refused]);
  return { chosen: { gates, broken }, standings: of, notes: [...recorded, ...notes] };
}
