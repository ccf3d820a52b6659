import { basename } from 'node:path';
import { atoms, type BoundAtom } from '../harness/statement/atoms';
import type { ClaimGate } from '../harness/statement/compile';
import type { MemberResult, Outcome, Request, StreamSpec } from '../harness/statement/gate';
import { outcome } from '../harness/statement/outcome';
import { plan } from '../harness/statement/plan';
import { renderRelation } from '../harness/statement/render';
import type { Setting } from '../harness/statement/setting';
import { words } from '../harness/statement/words';

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
  const { stream } = gate.parts[0]!;
  const { spec } = gate.theorem;
  const { family } = stream;
  const setting: Setting = { who: gate.file, spec, family, block: stream.block, prompts: spec.prompts ?? 0 };
  const ours = new Map(Object.entries(spec.ours ?? {}).map(([name, own]) => [name, own.value]));
  return atoms(spec.claim(words(family, gate.file)), ours, gate.file).map((bound) => ({
    claim: basename(gate.file, '.theorem.ts'),
    text: textOf(bound),
    stream,
    ofMean: spec.kind === 'mean',
    plan: (problem) => plan(setting, [bound], problem, {}),
    judge: (problem, members) => outcome(setting, [bound], problem, members, {}, 'rate'),
  }));
}

/** Most are measured at the horizon: it goes without saying. */
function textOf({ atom, label }: BoundAtom): string {
  return [renderRelation(atom).replaceAll(' at t = horizon', ''), label].filter(Boolean).join(', ');
}
