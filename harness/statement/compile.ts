import { atoms, type BoundAtom, constant } from './atoms';
import { checkAtoms, checkSpec } from './check';
import { positives } from './check-controls';
import { checkFamily } from './check-family';
import { type ControlSpec, controlName, type Synthetic } from './controls';
import { demand } from './demand';
import { type Description, describe } from './describe';
import { turn } from './dials';
import type { Scope } from './expression';
import type { Control, Gate, MemberResult, Outcome, Part, StreamSpec } from './gate';
import { type Counting, outcome } from './outcome';
import { plan } from './plan';
import type { MeanAtMost, Relation } from './relation';
import { type Setting, scopeOf, type Variant } from './setting';
import { namedUniform, syntheticMember } from './synthetic';
import type { Theorem, TheoremSpec } from './theorem';
import { unviolable } from './unviolable';
import { words } from './words';

/** δ and margin of a corner's part. */
export const cornerEvidence = { kind: 'prob', delta: 0.1, margin: 0.1 } as const;

/** A compiled theorem, with the texts that are printed. */
export interface ClaimGate extends Gate {
  readonly theorem: Theorem;
  readonly relation: Relation;
  readonly description: Description;
}

/** A main part of the claim before it has a stream: its relations and its evidence. */
interface Piece {
  readonly label: string;
  readonly atoms: readonly BoundAtom[];
  readonly evidence: Part['evidence'];
  readonly counting: Counting;
}

/**
 * Makes a gate of a theorem and checks all that can be checked before anything is trained.
 *
 * @throws UsageError naming file, field and cure.
 */
export function compile(theorem: Theorem, file: string): ClaimGate {
  const setting = settingOf(theorem.spec, file);
  checkSpec(setting);
  const { spec, family } = setting;
  const relation = spec.claim(words(family, `${file}, claim`));
  const bound = atoms(relation, ownConstants(spec), `${file}, claim`);
  checkAtoms(setting, bound);
  checkAccuracy(setting);
  const pieces = piecesOf(setting, bound);
  rehearse(setting, bound);
  const vacuity = unviolable(setting, bound);
  return {
    name: spec.name,
    file,
    parts: [...pieces.map((piece) => partOf(setting, piece, ownStream(setting))), ...cornerParts(setting, pieces)],
    controls: controlsOf(setting, pieces),
    budget: spec.budget ?? 200,
    ...(vacuity === undefined ? {} : { vacuity }),
    witness: witnessOf(setting, bound, pieces[0]!),
    theorem,
    relation,
    description: describe(setting, relation),
  };
}

function settingOf(spec: TheoremSpec, file: string): Setting {
  demand(typeof spec === 'object' && spec !== null, file, 'theorem({ … })', JSON.stringify(spec));
  checkFamily(spec.family, `${file}, family`);
  const block = spec.block && { design: [{}], share: [], ...spec.block };
  demand(
    !block || (block.repeats >= 1 && block.design.length >= 1),
    `${file}, block`,
    'repeats ≥ 1 and a design point',
    JSON.stringify(block),
  );
  return { who: file, spec, family: spec.family, block, prompts: spec.prompts ?? 0 };
}

function ownConstants(spec: TheoremSpec): Scope {
  return new Map(Object.entries(spec.ours ?? {}).map(([name, own]) => [name, own.value]));
}

function checkAccuracy({ spec, prompts, who }: Setting): void {
  if (spec.accuracy === undefined) return;
  const needed = Math.ceil((20 / constant(spec.accuracy, ownConstants(spec), `${who}, accuracy`)) * (1 - 1e-9));
  demand(
    prompts >= needed,
    `${who}, prompts`,
    `at least 20/accuracy = ${needed} prompts`,
    String(prompts),
    'raise `prompts`',
  );
}

function piecesOf(setting: Setting, bound: readonly BoundAtom[]): Piece[] {
  const { spec } = setting;
  const { kind = 'prob', margin = 0.05 } = spec;
  if (kind === 'mean') return bound.map((atom) => meanPiece(setting, atom));
  const label = (spec.at ?? 'region') === 'region' ? 'mixture' : 'reference';
  const delta = kind === 'forall' ? 0 : (spec.delta ?? 0.05);
  return [{ label, atoms: bound, evidence: { kind, delta, margin }, counting: 'rate' }];
}

function meanPiece({ spec, who }: Setting, one: BoundAtom): Piece {
  const atom = one.atom as MeanAtMost;
  const scope = new Map([...ownConstants(spec), ...one.binding]);
  const value = (text: string) => constant(text, scope, `${who}, meanAtMost`);
  const delta = value(atom.bound);
  const margin = atom.margin === undefined ? (spec.margin ?? 0.05) : value(atom.margin);
  demand(delta >= 0 && delta < 1, `${who}, meanAtMost`, 'a bound in [0, 1)', `"${atom.bound}" = ${delta}`);
  return { label: one.label || 'mean', atoms: [one], evidence: { kind: 'mean', delta, margin }, counting: 'value' };
}

function partOf(setting: Setting, piece: Piece, stream: StreamSpec, variant: Variant = {}): Part {
  const { atoms: bound, label, evidence, counting } = piece;
  return {
    label,
    stream,
    evidence,
    plan: (problem) => plan(setting, bound, problem, variant),
    judge: (problem, members) => outcome(setting, bound, problem, members, variant, counting),
  };
}

function ownStream({ spec, family, block }: Setting): StreamSpec {
  return { family, source: spec.at ?? 'region', dials: spec.stream ?? {}, ...(block ? { block } : {}) };
}

function cornerParts(setting: Setting, pieces: readonly Piece[]): Part[] {
  const { spec, family } = setting;
  const wanted = (spec.kind ?? 'prob') === 'prob' && (spec.at ?? 'region') === 'region' && !spec.corners;
  if (!wanted) return [];
  return Object.keys(family.corners).map((name) => {
    const piece = { ...pieces[0]!, label: `corner ${name}`, evidence: cornerEvidence };
    return partOf(setting, piece, { ...ownStream(setting), source: `corner:${name}` });
  });
}

// One training, also for a claim over blocks: it is there to compare engines, number by number.
function witnessOf(setting: Setting, bound: readonly BoundAtom[], first: Piece): Part {
  const { block: _, ...stream } = ownStream(setting);
  const piece: Piece = { ...first, label: 'witness', atoms: bound, counting: 'rate' };
  return partOf(setting, piece, { ...stream, source: 'reference' });
}

function controlsOf(setting: Setting, pieces: readonly Piece[]): Control[] {
  const { controls, kind } = setting.spec;
  const negative = (group: readonly ControlSpec[] | undefined, as: Control['kind']) =>
    (group ?? []).map((control) => controlOf(setting, pieces, control, as));
  const auto = kind !== 'forall' && (controls.untrained ?? 'auto') === 'auto';
  const list = [
    ...(auto ? [untrained(setting, pieces)] : []),
    ...negative(controls.gross, 'gross'),
    ...negative(controls.nearMiss, 'nearMiss'),
    ...negative(positives(controls), 'positive'),
  ];
  const twice = list.find((one, i) => list.findIndex((other) => other.name === one.name) < i);
  demand(
    !twice,
    `${setting.who}, controls`,
    'one control of each name',
    `two called "${twice?.name}"`,
    'give one a name',
  );
  return list;
}

function untrained(setting: Setting, pieces: readonly Piece[]): Control {
  const parts = pieces.map((piece) => partOf(setting, piece, ownStream(setting), { untrained: true }));
  return { name: 'untrained', kind: 'untrained', doc: 'the same trials, measured at step 0', parts };
}

function controlOf(setting: Setting, pieces: readonly Piece[], control: ControlSpec, kind: Control['kind']): Control {
  const [variant, stream] = changes(setting, control);
  const parts = pieces.map((piece) => partOf(setting, piece, stream, variant));
  const rate = 'measuredRate' in control && kind === 'nearMiss' ? { measuredRate: control.measuredRate! } : {};
  const made = { name: controlName(control), kind, doc: control.doc, parts, ...rate };
  if (control.kind !== 'synthetic') return made;
  for (const piece of pieces) syntheticOutcome(setting, piece, control, 0);
  return { ...made, synthetic: (part, index) => syntheticOutcome(setting, pieces[part]!, control, index) };
}

function changes(setting: Setting, control: ControlSpec): [Variant, StreamSpec] {
  const stream = ownStream(setting);
  switch (control.kind) {
    case 'dialled':
      return [
        {},
        {
          ...stream,
          source: control.at,
          dials: { ...stream.dials, ...control.dials },
          ...(stream.block && control.share ? { block: { ...stream.block, share: control.share } } : {}),
        },
      ];
    case 'withSymbols':
      return [{ symbols: control.symbols }, stream];
    case 'perturbed':
      return [{ push: control.factor }, stream];
    case 'synthetic':
      return [{}, { ...stream, source: 'reference' }];
  }
}

function syntheticOutcome(setting: Setting, piece: Piece, control: Synthetic, index: number): Outcome {
  const { family, spec, block } = setting;
  const who = `${setting.who}, control "${controlName(control)}"`;
  const problem = turn(family, family.reference, spec.stream ?? {});
  const requests = plan(setting, piece.atoms, problem, {});
  const uniform = namedUniform(JSON.stringify([spec.name, controlName(control), piece.label, index]));
  const { design, repeats } = block ?? { design: [{}], repeats: 1 };
  const members = design.flatMap((dials) => {
    const scope = scopeOf(setting, turn(family, problem, dials));
    return Array.from({ length: repeats }, () => syntheticMember(control, requests, scope, uniform, who));
  });
  return outcome(setting, piece.atoms, problem, members, {}, piece.counting);
}

// Plans the reference and every corner, and judges made-up numbers: whatever a formula lacks comes out here.
function rehearse(setting: Setting, bound: readonly BoundAtom[]): void {
  const { family, spec, block } = setting;
  const members = (block?.repeats ?? 1) * (block?.design.length ?? 1);
  for (const source of [family.reference, ...Object.values(family.corners)]) {
    const problem = turn(family, source, spec.stream ?? {});
    const values = plan(setting, bound, problem, {}).map(() => 0.5);
    const unit = Array<MemberResult>(members).fill({ values });
    const { allowed } = outcome(setting, bound, problem, unit, {}, 'rate');
    demand(!Number.isNaN(allowed), `${setting.who}, claim`, 'a bound that is a number', 'NaN', 'correct its formula');
  }
}
