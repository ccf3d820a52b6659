import type { ClaimGate } from '../compile/compile';
import { isSkipped } from '../project/profile';
import { recordClaims } from '../project/record-attempts';
import { type Standing, standings } from '../project/standing';
import type { Suite } from '../project/suite';
import type { Selection } from './run-selection';

/** Claims that may be run, and how each of them stands. */
export interface Admitted {
  readonly chosen: Suite;
  readonly standings: ReadonlyMap<string, Standing>;
  /** Claims that gate nightly runs only, where this is none. */
  readonly skipped: readonly ClaimGate[];
  /** What people should know before anything is trained, one sentence each. */
  readonly notes: readonly string[];
}

/** What a run asks for beside its claims. */
interface AdmissionRequest extends Pick<Selection, 'built' | 'settings' | 'env'> {
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
export function admit(suite: Suite, { built, settings, env, record, was }: AdmissionRequest): Admitted {
  const recorded = record ? recordClaims({ built, gates: suite.gates, was, env }) : [];
  const skipped = suite.gates.filter((gate) => isSkipped(gate, settings));
  const asked = suite.gates.filter((gate) => !skipped.includes(gate));
  const { of, refused, notes } = standings(asked, { cwd: built.cwd, settings, env });
  const gates = asked.filter(({ file }) => !refused.has(file));
  const broken = new Map([...suite.broken, ...refused]);
  return { chosen: { gates, broken }, standings: of, skipped, notes: [...recorded, ...skipped.map(left), ...notes] };
}

const left = ({ name }: ClaimGate): string => `skipped: "${name}" gates nightly runs (--profile nightly runs it)`;
