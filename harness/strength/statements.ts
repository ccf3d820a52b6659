import type { ClaimGate } from '../compile/compile';
import type { Atom, Relation } from '../statement/relation';
import { all, atLeast, atMost } from '../statement/relation';
import { renderRelation } from '../statement/render';
import { stating, type WrittenClaim } from './claim-file';
import { type Best, constantAtom, stuck } from './constants';
import { loosened, postponed } from './loosen';
import { reversals } from './reversals';
import { mapWritten, replaced, writtenAtoms } from './written';

/** How a statement is changed for the worse. `bounds × 1.5` is reported without a target. */
export type Way = 'bounds' | 'one bound' | 'reversed' | 'vacuous atom' | 'constant' | 'bounds × 1.5';

/** A claim that says less than it should, or something else. */
interface Weakened {
  readonly way: Way;
  /** What was done, in words: `bounds × 4`, `error at t = horizon ≤ e: reversed`. */
  readonly name: string;
  /** Compiles it. @throws UsageError where compilation refuses it, which rejects it, too */
  readonly gate: () => ClaimGate;
}

const FACTORS = [2, 4, 10] as const;
const MILD = 1.5;
/** Times a bound and more, nothing that could be called the same quantity gets there. Ours. */
const FAR = 1000;

/** Every way in which a claim is weakened. `best`: of a written atom, the value that suits it best among the claim's own trials. */
export function weakened(claim: WrittenClaim, best: Best): readonly Weakened[] {
  const { relation } = claim.gate;
  const atoms = writtenAtoms(relation);
  return [
    ...[MILD, ...FACTORS].flatMap((factor) => looser(claim, factor)),
    ...(atoms.length > 1 ? FACTORS.flatMap((factor) => oneLooser(claim, atoms, factor)) : []),
    ...FACTORS.flatMap((factor) => later(claim, atoms, factor)),
    ...atoms.flatMap((atom, place) => reversed(claim, atom, place)),
    ...atoms.map((atom) => vacuous(claim, atom)),
    ...atoms.flatMap((atom, place) => constant(claim, atom, place, best)),
  ];
}

function looser(claim: WrittenClaim, factor: number): readonly Weakened[] {
  let moved = 0;
  const relation = mapWritten(claim.gate.relation, (atom) => {
    const other = loosened(atom, claim.gate.statement.family, loosening(claim, factor));
    if (other) moved += 1;
    return other ?? atom;
  });
  const way = factor === MILD ? 'bounds × 1.5' : 'bounds';
  return moved > 0 ? [{ way, name: `bounds × ${factor}`, gate: () => stating(claim, relation) }] : [];
}

function oneLooser(claim: WrittenClaim, atoms: readonly Atom[], factor: number): readonly Weakened[] {
  return atoms.flatMap((atom, place) => {
    const other = loosened(atom, claim.gate.statement.family, loosening(claim, factor));
    return other ? [one(claim, 'one bound', place, other, `bound × ${factor}`)] : [];
  });
}

function later(claim: WrittenClaim, atoms: readonly Atom[], factor: number): readonly Weakened[] {
  return atoms.flatMap((atom, place) => {
    const other = postponed(atom, factor);
    return other ? [one(claim, 'one bound', place, other, `deadline × ${factor}`)] : [];
  });
}

/** A bound of 0 moves by what a near miss of the claim says. */
function loosening({ gate: { statement } }: WrittenClaim, factor: number) {
  const said = statement.controls.nearMiss.map((control) => ('by' in control ? (control.by ?? 0) : 0));
  return { factor, by: Math.max(0, ...said), margin: statement.margin };
}

function reversed(claim: WrittenClaim, atom: Atom, place: number): readonly Weakened[] {
  return reversals(atom).map((other) => one(claim, 'reversed', place, other, `reversed: ${renderRelation(other)}`));
}

function vacuous(claim: WrittenClaim, atom: Atom): Weakened {
  const { relation } = claim.gate;
  const added = hollow(atom, claim.gate.statement.margin);
  return {
    way: 'vacuous atom',
    name: `added: ${renderRelation(added)}`,
    gate: () => stating(claim, withAtom(relation, atom, added)),
  };
}

/** Beside the atom, so that symbols of `forEvery` have their values. */
function withAtom(relation: Relation, atom: Atom, added: Atom): Relation {
  return mapWritten(relation, (here) => (here === atom ? all(here, added) : here));
}

/** A bound on the same quantity that nothing ever violates. */
function hollow(atom: Atom, margin: number): Atom {
  switch (atom.kind) {
    case 'atMost':
      return atMost(atom.of, far(atom.bound));
    case 'atLeast':
    case 'above':
      return atLeast(atom.of, `0 - (${far(atom.bound)})`);
    case 'within':
      return atMost(atom.of, far(atom.high));
    case 'reaches':
      return atMost(atom.of, far(atom.level));
    case 'meanAtMost':
      return { ...atom, bound: `1 - 2 * (${atom.margin ?? margin})` };
  }
}

const far = (bound: string): string => `${FAR} * (1 + abs(${bound}))`;

function constant(claim: WrittenClaim, atom: Atom, place: number, best: Best): readonly Weakened[] {
  const found = best(atom);
  if (found === undefined) return [];
  const { value, observation } = found;
  const name = (of: string) => `${renderRelation(atom)}: ${of} is always ${value}`;
  const fixed = observation === undefined ? constantAtom(atom, value) : undefined;
  if (fixed) return [one(claim, 'constant', place, fixed, 'a constant', name('the quantity'))];
  if (observation === undefined) return [];
  return [{ way: 'constant', name: name(observation), gate: () => stuck(claim.gate, observation, value) }];
}

function one(claim: WrittenClaim, way: Way, place: number, other: Atom, what: string, name?: string): Weakened {
  const { relation } = claim.gate;
  const atom = writtenAtoms(relation)[place]!;
  return {
    way,
    name: name ?? `${renderRelation(atom)}: ${what}`,
    gate: () =>
      stating(
        claim,
        replaced(relation, place, () => other),
      ),
  };
}
