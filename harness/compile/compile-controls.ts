import { demand } from '../base/demand';
import type { SidedAtom } from '../judge/atoms';
import { outcome } from '../judge/outcome';
import { leaves, requestsOfAtoms } from '../judge/plan';
import { scopeOf, type Variant } from '../judge/scope';
import { type ControlSpec, controlName, nearReading, type Shifted, type Synthetic } from '../statement/controls';
import { turn } from '../statement/dials';
import type { Control, Outcome, StreamSpec } from '../statement/gate';
import type { Statement } from '../statement/whole';
import { ownStream, type Piece, partOf } from './pieces';
import { namedUniform, syntheticMembers } from './synthetic';

/** The controls of a claim in the order in which they are shown: untrained, gross, near misses, pins, positive. */
export function compileControls(statement: Statement, pieces: readonly Piece[]): Control[] {
  const { controls, who } = statement;
  const of = (group: readonly ControlSpec[], kind: Control['kind']) =>
    group.map((control) => controlOf(statement, pieces, control, kind));
  const list = [
    ...(controls.untrained === 'auto' ? [untrained(statement, pieces)] : []),
    ...of(controls.gross, 'gross'),
    ...of(controls.nearMiss, 'nearMiss'),
    ...of(controls.pins, 'pin'),
    ...of(controls.positive, 'positive'),
  ];
  const twice = list.find((one, i) => list.findIndex((other) => other.name === one.name) < i);
  const got = `two called "${twice?.name}"`;
  demand(!twice, `${who}, controls`, 'one control of each name', got, 'give one a name');
  return list;
}

function untrained(statement: Statement, pieces: readonly Piece[]): Control {
  const parts = pieces.map((piece) => partOf(statement, piece, ownStream(statement), { untrained: true }));
  return { name: 'untrained', kind: 'untrained', doc: 'the same trials, measured at step 0', parts };
}

/** One control, on trials of its own or on the claim's. */
export function controlOf(
  statement: Statement,
  pieces: readonly Piece[],
  control: ControlSpec,
  kind: Control['kind'],
): Control {
  const [variant, stream] = changes(statement, control);
  const parts = pieces.map((piece) => partOf(statement, piece, stream, variant));
  const near = kind === 'nearMiss' ? { near: nearOf(statement, pieces, control, variant, stream) } : {};
  const made = { name: controlName(control), kind, doc: control.doc, parts, ...movedBy(control), ...near };
  if (control.kind !== 'synthetic') return made;
  // Whatever its laws lack comes out here, and with two repeats of a training as with all of them.
  const rehearsed = { ...statement, repeats: Math.min(statement.repeats, 2) };
  for (const piece of pieces) syntheticOutcome(rehearsed, piece, control, {}, 0);
  return { ...made, synthetic: (part, index) => syntheticOutcome(statement, pieces[part]!, control, {}, index) };
}

function movedBy({ kind }: ControlSpec): Pick<Control, 'moved'> {
  if (kind === 'perturbed') return { moved: 'tolerances' };
  return kind === 'shifted' ? { moved: 'amount' } : {};
}

function nearOf(
  statement: Statement,
  pieces: readonly Piece[],
  control: ControlSpec,
  variant: Variant,
  stream: StreamSpec,
): NonNullable<Control['near']> {
  const { trials, grade: factor, by } = nearReading(control);
  const graded = { ...variant, grade: { factor, by } };
  const near = {
    trials: statement.kind === 'mean' ? statement.budget : Math.min(trials, statement.budget),
    grade: factor,
    graded: pieces.map((piece) => partOf(statement, relaxedPiece(piece, factor), stream, graded)),
  };
  if (control.kind !== 'synthetic') return near;
  return {
    ...near,
    synthetic: (part, index) => syntheticOutcome(statement, pieces[part]!, control, graded, index),
  };
}

/** Of a mean, the bound is what the e-process tests. */
function relaxedPiece(piece: Piece, factor: number): Piece {
  const { kind, delta, margin } = piece.evidence;
  if (kind !== 'mean') return piece;
  return { ...piece, evidence: { kind, delta: Math.min(delta * factor, 1 - 2 * margin), margin } };
}

function changes(statement: Statement, control: ControlSpec): [Variant, StreamSpec] {
  const stream = ownStream(statement);
  switch (control.kind) {
    case 'dialled': {
      const dials = { ...stream.dials, ...control.dials };
      const shared = stream.block && control.share ? { block: { ...stream.block, share: control.share } } : {};
      return [{}, { ...stream, source: control.at, dials, ...shared }];
    }
    case 'withSymbols':
      return [{ symbols: control.symbols }, stream];
    case 'perturbed':
      return [{ push: control.factor }, stream];
    case 'shifted':
      return [{ shift: { amount: control.amount, of: (atom) => shifts(control, atom) } }, stream];
    case 'synthetic':
      return [{}, { ...stream, source: 'reference' }];
  }
}

/** Whether a pin moves an atom. */
function shifts({ of, when = {} }: Shifted, { atom, binding, later }: SidedAtom): boolean {
  const read = of === undefined || leaves(atom.of).some(({ observation }) => observation === of);
  const isAt = ([symbol, value]: [string, number | string]) => (binding.get(symbol) ?? later.get(symbol)) === value;
  return read && Object.entries(when).every(isAt);
}

function syntheticOutcome(
  statement: Statement,
  piece: Piece,
  control: Synthetic,
  variant: Variant,
  index: number,
): Outcome {
  const { family, name, stream, design, repeats } = statement;
  const who = `${statement.who}, control "${controlName(control)}"`;
  const problem = turn(family, family.reference, stream);
  const requests = requestsOfAtoms(statement, piece.atoms, problem, {});
  const uniform = namedUniform(JSON.stringify([name, controlName(control), piece.label, index]));
  const members = design.flatMap((dials) => {
    const scope = scopeOf(statement, turn(family, problem, dials));
    const draw = syntheticMembers(control, { requests, measured: statement.measured, scope }, uniform, who);
    return Array.from({ length: repeats }, draw);
  });
  return outcome(statement, piece.atoms, problem, members, variant, piece.counting);
}
