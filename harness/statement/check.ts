import type { BoundAtom } from './atoms';
import { type ControlSpec, controlName, type Dialled } from './controls';
import { dialOf } from './dials';
import { isCurve } from './evaluate';
import { leaves } from './plan';
import type { Quantity } from './quantity';
import type { Setting } from './setting';
import type { Controls, TheoremSpec } from './theorem';
import { UsageError } from './usage-error';

const reserved = ['horizon', 'prompts', 't'];

/** Refuses a theorem whose fields do not fit together, before anything of it is evaluated. Errors name file, field and cure. */
export function checkSpec(setting: Setting): void {
  const { spec, who } = setting;
  demand(isText(spec.name), `${who}, name`, 'a short unique name', JSON.stringify(spec.name));
  demand(isText(spec.statement), `${who}, statement`, 'the statement in words', JSON.stringify(spec.statement));
  demand(isText(spec.source?.key), `${who}, source`, "cite('key', 'place')", JSON.stringify(spec.source));
  checkNumbers(spec, who);
  checkAssumptions(setting);
  checkDials(setting, spec.stream ?? {}, 'stream');
  for (const point of setting.block?.design ?? []) checkDials(setting, point, 'block.design');
  checkOurs(setting);
  checkControls(setting);
  checkCorners(setting);
}

/** Refuses a claim whose relations do not fit its kind, its block or its prompts. */
export function checkAtoms(setting: Setting, atoms: readonly BoundAtom[]): void {
  const { spec, who } = setting;
  demand(atoms.length > 0, `${who}, claim`, 'at least one relation', 'none');
  for (const { atom } of atoms) {
    const mean = spec.kind === 'mean';
    demand(
      (atom.kind === 'meanAtMost') === mean,
      `${who}, claim`,
      mean ? 'meanAtMost in a claim of kind mean' : 'kind mean for meanAtMost',
      `${atom.kind} in a claim of kind ${spec.kind ?? 'prob'}`,
    );
    checkLevel(setting, atom.of);
    demand(
      atom.kind !== 'reaches' || isCurve(atom.of),
      `${who}, claim`,
      'a curve in reaches',
      atom.of.kind,
      'use along(…)',
    );
    demand(!mean || !isCurve(atom.of), `${who}, claim`, 'a number in meanAtMost', 'a curve', 'use at(…)');
  }
  checkPrompts(setting, atoms);
}

function checkNumbers(spec: TheoremSpec, who: string): void {
  const { delta = 0, margin = 0.05, budget = 200, kind = 'prob' } = spec;
  demand(['prob', 'mean', 'forall'].includes(kind), `${who}, kind`, 'prob, mean or forall', String(kind));
  demand(delta >= 0 && delta < 1, `${who}, delta`, '0 ≤ delta < 1', String(delta));
  demand(kind !== 'forall' || delta === 0, `${who}, delta`, 'no delta in a claim of kind forall', String(delta));
  demand(margin > 0 && margin < 1, `${who}, margin`, '0 < margin < 1', String(margin));
  demand(Number.isInteger(budget) && budget > 0, `${who}, budget`, 'a number of units ≥ 1', String(budget));
}

function checkAssumptions({ spec, family, who }: Setting): void {
  const known = Object.keys(family.assumptions);
  const named = Array.isArray(spec.forAll) ? (spec.forAll as string[]) : Object.keys(spec.forAll ?? {});
  demand(
    named.length > 0,
    `${who}, forAll`,
    'at least one assumption',
    'none',
    `${family.name} has ${known.join(', ')}`,
  );
  const foreign = named.find((name) => !known.includes(name));
  demand(
    foreign === undefined,
    `${who}, forAll`,
    `assumptions of ${family.name} (${known.join(', ')})`,
    String(foreign),
  );
}

function checkDials({ family, who }: Setting, dials: Readonly<Record<string, number>>, field: string): void {
  for (const [name, severity] of Object.entries(dials)) {
    const known = [...Object.keys(family.assumptions), ...Object.keys(family.dials)].join(', ');
    demand(dialOf(family, name) !== undefined, `${who}, ${field}`, `a dial of ${family.name} (${known})`, name);
    demand(Number.isFinite(severity), `${who}, ${field}.${name}`, 'a finite severity', String(severity));
  }
}

function checkOurs({ spec, family, who }: Setting): void {
  const taken = [...Object.keys(family.symbols(family.reference)), ...reserved];
  for (const [name, own] of Object.entries(spec.ours ?? {})) {
    demand(!taken.includes(name), `${who}, ours`, `names other than ${taken.join(', ')}`, name, 'rename the constant');
    demand(Number.isFinite(own?.value), `${who}, ours.${name}`, "ours(value, 'reason')", JSON.stringify(own));
    demand(isText(own.reason), `${who}, ours.${name}`, 'a reason for the constant', JSON.stringify(own.reason));
  }
}

function checkCorners({ spec, family, who }: Setting): void {
  const count = Object.keys(family.corners).length;
  const atRegion = (spec.at ?? 'region') === 'region';
  demand(['region', 'reference'].includes(spec.at ?? 'region'), `${who}, at`, 'region or reference', String(spec.at));
  demand(!atRegion || count >= 4, `${who}, family`, 'at least 4 corner problems', `${count} in ${family.name}`);
  demand(!spec.corners || isText(spec.corners.without), `${who}, corners`, 'a reason', JSON.stringify(spec.corners));
}

function checkControls(setting: Setting): void {
  const { spec, who } = setting;
  const { untrained, gross = [], nearMiss = [] } = spec.controls ?? ({} as Controls);
  const positive = positives(spec.controls ?? {});
  const identity = spec.kind === 'forall';
  const perturbs = gross.some((control) => control.kind === 'perturbed');
  demand(!identity || perturbs, `${who}, controls.gross`, 'perturbed() for an identity', 'none');
  demand(
    gross.length > 0,
    `${who}, controls.gross`,
    'at least one gross control',
    'none',
    'add dialled(…) or synthetic(…)',
  );
  demand(
    identity || nearMiss.length > 0,
    `${who}, controls.nearMiss`,
    'at least one near miss',
    'none',
    'add dialled(…)',
  );
  demand(
    positive.length > 0,
    `${who}, controls.positive`,
    'a positive control',
    'none',
    'add dialled(…) or synthetic(…)',
  );
  demand(
    typeof untrained !== 'object' || isText(untrained.without),
    `${who}, controls.untrained`,
    'a reason to go without',
    JSON.stringify(untrained),
  );
  for (const control of nearMiss) checkRate(control, who);
  for (const control of positive) checkIndependent(setting, control);
  for (const control of [...gross, ...nearMiss, ...positive]) checkControl(setting, control);
}

function checkControl(setting: Setting, control: ControlSpec): void {
  const where = `${setting.who}, control "${controlName(control)}"`;
  demand(isText(control.doc), where, 'a doc that says what is broken', JSON.stringify(control.doc));
  if (control.kind === 'dialled') checkDials(setting, (control as Dialled).dials, `control "${controlName(control)}"`);
  if (control.kind === 'perturbed') {
    const { factor } = control;
    demand(factor > 0 && factor <= largestPush, where, `a factor in (0, ${largestPush}]`, String(factor));
  }
  if (control.kind !== 'withSymbols') return;
  const own = Object.keys(setting.spec.ours ?? {});
  const foreign = Object.keys(control.symbols).find((name) => !own.includes(name));
  demand(foreign === undefined, where, `constants of ours (${own.join(', ')})`, String(foreign));
}

// A positive control outranks the trials: one that read the claim's own would call a false claim vacuous.
function checkIndependent({ spec, who }: Setting, control: ControlSpec): void {
  const text = (dials: Readonly<Record<string, number>> = {}) => JSON.stringify(Object.entries(dials).sort());
  const elsewhere = (one: Dialled) =>
    one.at !== (spec.at ?? 'region') || text({ ...spec.stream, ...one.dials }) !== text(spec.stream);
  const sound = control.kind === 'synthetic' || (control.kind === 'dialled' && elsewhere(control));
  demand(
    sound,
    `${who}, control "${controlName(control)}"`,
    'a positive control on other trials than the claim’s',
    control.kind === 'dialled' ? 'the very same' : `${control.kind}, which judges the very same`,
    'use synthetic(…), or dial to ideal weights',
  );
}

// A perturbation that is too large to be missed shows nothing: ten tolerances are the rule.
const largestPush = 10;

function checkRate(control: ControlSpec, who: string): void {
  const rate = 'measuredRate' in control ? control.measuredRate : undefined;
  const sound = control.kind === 'synthetic' || (rate !== undefined && rate > 0 && rate <= 1);
  demand(
    sound,
    `${who}, control "${controlName(control)}"`,
    'measuredRate in (0, 1]',
    String(rate),
    'measure its violation rate once',
  );
}

// A block's quantity must have been reduced over repeats and design points to one number (or curve).
function checkLevel({ block, who }: Setting, quantity: Quantity): void {
  const [overRepeats, overDesign] = reductions(quantity);
  const field = `${who}, claim`;
  demand(
    overRepeats || (block?.repeats ?? 1) === 1,
    field,
    'meanOver(…) or varianceOver(…) in a claim over blocks',
    'a quantity of a single training',
  );
  demand(
    overDesign || (block?.design.length ?? 1) === 1,
    field,
    'slope(…) in a claim over several design points',
    'a quantity of one design point',
  );
  const reducing = hasReduction(quantity);
  demand(
    !reducing || block !== undefined,
    field,
    'a block for meanOver, varianceOver and slope',
    'none',
    'add block: { repeats: … }',
  );
}

// Whether every observation in it stands below a reduction over repeats, and below one over design points.
function reductions(quantity: Quantity): [boolean, boolean] {
  if (quantity.kind === 'at' || quantity.kind === 'along') return [false, false];
  if (quantity.kind === 'formula') {
    const parts = Object.values(quantity.of).map(reductions);
    return [parts.every(([repeats]) => repeats), parts.every(([, design]) => design)];
  }
  const [repeats, design] = reductions(quantity.of);
  const averaging = quantity.kind === 'meanOver' || quantity.kind === 'varianceOver';
  return [repeats || averaging, design || quantity.kind === 'slope'];
}

function hasReduction(quantity: Quantity): boolean {
  if (quantity.kind === 'at' || quantity.kind === 'along') return false;
  if (quantity.kind === 'formula') return Object.values(quantity.of).some(hasReduction);
  return quantity.kind !== 'firstTime' || hasReduction(quantity.of);
}

function checkPrompts({ spec, family, prompts, who }: Setting, atoms: readonly BoundAtom[]): void {
  const prompted = atoms
    .flatMap(({ atom }) => leaves(atom.of))
    .find((leaf) => family.observations[leaf.observation]?.prompted);
  if (!prompted) return;
  const sound = Number.isInteger(prompts) && prompts >= 1;
  demand(sound, `${who}, prompts`, `a number of prompts for ${prompted.observation}`, String(spec.prompts));
}

/** The positive controls as a list. */
export function positives(controls: Controls): readonly ControlSpec[] {
  const { positive = [] } = controls;
  return Array.isArray(positive) ? positive : [positive as ControlSpec];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

export function demand(sound: boolean, who: string, expected: string, got: string | undefined, cure?: string): void {
  if (!sound) throw UsageError.expected(who, expected, got ?? 'nothing', cure);
}
