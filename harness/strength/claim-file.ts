import { type ClaimGate, compile } from '../compile/compile';
import { type Built, loadClaim } from '../project/program';
import type { Relation } from '../statement/relation';
import { type Theorem, type TheoremSpec, theorem } from '../statement/theorem';

/** A claim with what its author wrote. */
export interface WrittenClaim {
  readonly gate: ClaimGate;
  readonly spec: TheoremSpec;
}

/** What was written for a gate of the project. */
export function writtenFor(built: Pick<Built, 'gated' | 'cwd'>, gate: ClaimGate): WrittenClaim {
  const { default: found } = loadClaim(built.gated, built.cwd, gate.file);
  return { gate, spec: (found as Theorem).spec };
}

/** The claim with other fields, compiled as an author's change would be. @throws UsageError where compilation refuses it */
export function changed({ gate, spec }: WrittenClaim, changes: Partial<TheoremSpec>): ClaimGate {
  return compile(theorem({ ...spec, ...changes }), gate.file);
}

/** The claim with another relation. @throws UsageError where compilation refuses it */
export const stating = (claim: WrittenClaim, relation: Relation): ClaimGate =>
  changed(claim, { claim: () => relation });
