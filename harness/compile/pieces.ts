import { demand } from '../base/demand';
import { atomText, constant, type SidedAtom } from '../judge/atoms';
import { type Counting, outcome } from '../judge/outcome';
import { leaves, requestsOfAtoms } from '../judge/plan';
import type { Variant } from '../judge/scope';
import type { Part, PartAtom, StreamSpec } from '../statement/gate';
import type { MeanAtMost } from '../statement/relation';
import type { Statement } from '../statement/whole';

/** A main part of the claim before it has a stream: its relations and its evidence. */
export interface Piece {
  readonly label: string;
  readonly atoms: readonly SidedAtom[];
  readonly evidence: Part['evidence'];
  readonly counting: Counting;
}

/** All atoms together; of a claim about means, each by itself. */
export function piecesOf(statement: Statement, bound: readonly SidedAtom[]): readonly [Piece, ...Piece[]] {
  const { kind, delta, margin, at } = statement;
  if (kind === 'mean') return bound.map((atom) => meanPiece(statement, atom)) as [Piece, ...Piece[]];
  const label = at === 'region' ? 'mixture' : 'reference';
  return [{ label, atoms: bound, evidence: { kind, delta, margin }, counting: 'rate' }];
}

function meanPiece(statement: Statement, one: SidedAtom): Piece {
  const atom = one.atom as MeanAtMost;
  const scope = new Map([...statement.constants, ...one.binding]);
  const who = `${statement.who}, meanAtMost`;
  const delta = constant(atom.bound, scope, who);
  const margin = atom.margin === undefined ? statement.margin : constant(atom.margin, scope, who);
  demand(delta >= 0 && delta < 1, who, 'a bound in [0, 1)', `"${atom.bound}" = ${delta}`);
  return { label: one.label || 'mean', atoms: [one], evidence: { kind: 'mean', delta, margin }, counting: 'value' };
}

/** A piece on a stream, measured as the variant says. */
export function partOf(statement: Statement, piece: Piece, stream: StreamSpec, variant: Variant = {}): Part {
  const { atoms, label, evidence, counting } = piece;
  return {
    label,
    stream,
    evidence,
    atoms: atoms.map(partAtom),
    plan: (problem) => requestsOfAtoms(statement, atoms, problem, variant),
    judge: (problem, members) => outcome(statement, atoms, problem, members, variant, counting),
  };
}

function partAtom(one: SidedAtom): PartAtom {
  const observed = observedBy(one);
  return {
    text: atomText(one),
    twoSided: one.atom.kind === 'within',
    ...(observed === undefined ? {} : { observed }),
    ...movedBy(one),
  };
}

/** How a shift moves an atom; none where it computes with several observations. */
function movedBy({ atom, side, binding, later }: SidedAtom): Pick<PartAtom, 'moves'> {
  const [of, ...others] = new Set(leaves(atom.of).map(({ observation }) => observation));
  if (of === undefined || others.length > 0) return {};
  return {
    moves: { of, when: Object.fromEntries([...binding, ...later]), worse: side === '≥' || side === '>' ? -1 : 1 },
  };
}

/** The observation that an atom compares with its bound as it is. */
function observedBy({ atom }: SidedAtom): string | undefined {
  if (atom.kind === 'reaches') return undefined; // a time
  const { of } = atom;
  return of.kind === 'at' || of.kind === 'along' ? of.observation : undefined;
}

/** The stream of the claim's own trials. */
export function ownStream({ at, stream, family, block }: Statement): StreamSpec {
  return { family, source: at, dials: stream, ...(block ? { block } : {}) };
}

export function cornerParts(statement: Statement, [piece]: readonly [Piece, ...Piece[]]): Part[] {
  return statement.corners.map((name) => {
    const cornered = { ...piece, label: `corner ${name}` };
    return partOf(statement, cornered, { ...ownStream(statement), source: `corner:${name}` });
  });
}

// One training, also for a claim over blocks: it is there to compare engines, number by number.
export function witnessOf(
  statement: Statement,
  bound: readonly SidedAtom[],
  [first]: readonly [Piece, ...Piece[]],
): Part {
  const { block: _, ...stream } = ownStream(statement);
  const piece: Piece = { ...first, label: 'witness', atoms: bound, counting: 'rate' };
  return partOf(statement, piece, { ...stream, source: 'reference' });
}
