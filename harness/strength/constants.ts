import type { ClaimGate } from '../compile/compile';
import { atoms, atomsOf, type SidedAtom } from '../judge/atoms';
import { isCurve } from '../judge/evaluate';
import { leaves } from '../judge/plan';
import type { Gate, MemberResult, Part } from '../statement/gate';
import { quantity, type Scalar } from '../statement/quantity';
import type { Atom } from '../statement/relation';
import type { Claim } from '../verdict/claim/claim';
import { mapParts } from './parts';

/** The value that suits an atom best; of a curve, of the observation that it is made of. Undefined without a finite one. */
export type Best = (atom: Atom) => { readonly value: number; readonly observation?: string } | undefined;

/** The best values among the units that a decided claim has read. */
export function bestOf(gate: ClaimGate, claim: Claim): Best {
  const sided = atomsOf(atoms(gate.relation, gate.statement.constants, gate.file));
  return (atom) => {
    const curve = isCurve(atom.of);
    const values = (curve ? alongOf(claim, atom) : measuredOf(claim, sided, atom)).filter(Number.isFinite);
    const value = suiting(atom, values);
    if (value === undefined) return undefined;
    return curve ? { value, observation: observationOf(atom) } : { value };
  };
}

const observationOf = (atom: Atom): string => leaves(atom.of)[0]!.observation;

function suiting(atom: Atom, values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const place = { atLeast: sorted.length - 1, above: sorted.length - 1, within: Math.floor(sorted.length / 2) };
  return sorted[atom.kind in place ? place[atom.kind as keyof typeof place] : 0];
}

/** What was measured for an atom on the units of the claim's first part; of a mean, of the parts that it is. */
function measuredOf({ main }: Claim, sided: readonly SidedAtom[], atom: Atom): readonly number[] {
  const places = sided.flatMap((one, i) => (one.atom === atom ? [i] : []));
  const [first] = main!.readers;
  if (first!.part.evidence.kind === 'mean') {
    return places.flatMap((i) => main!.readers[i]!.outcomes.columns().measured);
  }
  return places.flatMap((i) => first!.outcomes.atom(i).map(({ measured }) => measured));
}

/** The values of the observation that a curve is made of, on the units of the claim's first part. */
function alongOf({ main }: Claim, atom: Atom): readonly number[] {
  const { stream, part, outcomes } = main!.readers[0]!;
  return Array.from({ length: outcomes.length }, (_, index) => index).flatMap((index) => {
    const requests = part.plan(stream.problem(index));
    const members = stream.known(index, requests) ?? [];
    return members.flatMap(({ values }) => values.filter((_, i) => requests[i]!.observation === observationOf(atom)));
  });
}

/** The atom about a constant that only looks like its quantity. */
export function constantAtom(atom: Atom, value: number): Atom {
  const of = quantity(`${value} + 0 * x`, { x: atom.of as Scalar });
  return { ...atom, of } as Atom;
}

/** The claim in a world where an observation gives one value, whatever was trained. */
export function stuck<G extends Gate>(gate: G, observation: string, value: number): G {
  return mapParts(gate, (part) => ({
    ...part,
    judge: (problem, members) => part.judge(problem, fixed(part, problem, members)),
  }));

  function fixed(part: Part, problem: unknown, members: readonly MemberResult[]): readonly MemberResult[] {
    const requests = part.plan(problem);
    const at = (values: readonly number[]) =>
      values.map((x, i) => (requests[i]!.observation === observation ? value : x));
    return members.map((member) => ({ ...member, values: at(member.values) }));
  }
}
