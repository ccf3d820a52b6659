import { basename } from 'node:path';
import type { ClaimGate } from '../../harness/compile/compile';
import { atoms, atomsOf, type BoundAtom } from '../../harness/judge/atoms';
import { outcome } from '../../harness/judge/outcome';
import { requestsOfAtoms } from '../../harness/judge/plan';
import type { MemberResult, Outcome, Request, StreamSpec } from '../../harness/statement/gate';
import { mainPart } from '../../harness/statement/gate';
import { renderRelation } from '../../harness/statement/render';

/** One relation of a gated claim by itself: what is measured for it, and what it says of the measurement. */
export interface SingleRelation {
  /** The claim's file without its endings. */
  readonly claim: string;
  readonly text: string;
  readonly stream: StreamSpec;
  /** Whether the relation speaks of a mean over trainings, so that one training cannot violate it. */
  readonly ofMean: boolean;
  plan(problem: unknown): readonly Request[];
  judge(problem: unknown, members: readonly MemberResult[]): Outcome;
}

/** The relations of a claim, each by itself: a claim's own outcome shows only the worst of them. */
export function relationsOf(gate: ClaimGate): SingleRelation[] {
  const { statement, relation } = gate;
  const { stream } = mainPart(gate);
  return atoms(relation, statement.constants, gate.file).map((bound) => ({
    claim: basename(gate.file, '.theorem.ts'),
    text: textOf(bound),
    stream,
    ofMean: statement.kind === 'mean',
    plan: (problem) => requestsOfAtoms(statement, [bound], problem, {}),
    judge: (problem, members) => outcome(statement, atomsOf([bound]), problem, members, {}, 'rate'),
  }));
}

/** Most are measured at the horizon: it goes without saying. */
function textOf({ atom, label }: BoundAtom): string {
  return [renderRelation(atom).replaceAll(' at t = horizon', ''), label].filter(Boolean).join(', ');
}
