import { didYouMean } from '../base/closest';
import { demand, demandName, isText } from '../base/demand';
import { shown } from '../base/shown';
import {
  type ControlSpec,
  controlName,
  type Dialled,
  nearReading,
  type Shifted,
  type Synthetic,
} from '../statement/controls';
import type { Statement } from '../statement/whole';
import { checkDials } from './check-dials';
import { checkFields } from './fields';

/** Refuses controls that cannot show what they are there for. Errors name the control and the cure. */
export function checkControls(statement: Statement): void {
  const { who } = statement;
  const { untrained, gross, nearMiss, pins, positive } = statement.controls;
  demand(Array.isArray(gross), `${who}, controls.gross`, 'a list', 'a single control', 'write [ … ] around it');
  demand(Array.isArray(nearMiss), `${who}, controls.nearMiss`, 'a list', 'a single control', 'write [ … ] around it');
  demand(Array.isArray(pins), `${who}, controls.pins`, 'a list', 'a single control', 'write [ … ] around it');
  for (const control of [...gross, ...nearMiss, ...pins, ...positive]) checkKind(control, who);
  const identity = statement.kind === 'forall';
  const perturbs = gross.some((control) => control.kind === 'perturbed');
  demand(!identity || perturbs, `${who}, controls.gross`, 'perturbed() for an identity', 'none', 'add perturbed()');
  demand(
    gross.length > 0,
    `${who}, controls.gross`,
    'at least one gross control',
    'none',
    'add dialled(…) or synthetic(…)',
  );
  demand(
    nearMiss.length > 0,
    `${who}, controls.nearMiss`,
    'at least one near miss',
    'none',
    identity ? 'add perturbed({ factor: 1.5 })' : 'add dialled(…)',
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
    shown(untrained),
  );
  for (const control of nearMiss) checkNear(statement, control);
  for (const control of pins) checkPin(statement, control);
  for (const control of positive) checkIndependent(statement, control);
  for (const control of [...gross, ...nearMiss, ...pins, ...positive]) checkControl(statement, control);
}

function checkKind(control: ControlSpec, who: string): void {
  const made = typeof control === 'object' && control !== null && kinds.includes(control.kind);
  demand(made, `${who}, controls`, `controls made by ${kinds.join(', ')}`, () => shown(control));
  checkFields(control, control.kind, `${who}, control "${controlName(control)}"`);
}

const kinds: readonly ControlSpec['kind'][] = ['dialled', 'withSymbols', 'synthetic', 'perturbed', 'shifted'];

function checkControl(statement: Statement, control: ControlSpec): void {
  const where = `${statement.who}, control "${controlName(control)}"`;
  const doc = shown(control.doc);
  demandName(controlName(control), `${statement.who}, control`);
  demand(isText(control.doc), where, 'a doc', doc, "say what is broken: { doc: '…' }");
  if (control.kind === 'synthetic') checkLaws(control, where);
  if (control.kind === 'dialled')
    checkDials(statement, (control as Dialled).dials, `control "${controlName(control)}"`);
  if (control.kind === 'perturbed') {
    const { factor } = control;
    demand(factor > 0 && factor <= largestPush, where, `a factor in (0, ${largestPush}]`, String(factor));
  }
  if (control.kind !== 'withSymbols') return;
  const own = Object.keys(statement.ours);
  const foreign = Object.keys(control.symbols).find((name) => !own.includes(name));
  const expected = `constants of ours (${own.join(', ') || 'none'})`;
  demand(foreign === undefined, where, expected, String(foreign), didYouMean(foreign ?? '', own));
}

function checkLaws({ observations }: Synthetic, where: string): void {
  for (const [name, law] of Object.entries(observations ?? {})) {
    checkFields(law, 'law', `${where}, observations.${name}`);
    const { noise } = law;
    const known =
      noise === 'none' || ['binomial', 'relative', 'absolute'].some((one) => Object.hasOwn(noise ?? {}, one));
    const expected = "a noise: 'none', { binomial }, { relative } or { absolute }";
    demand(known, `${where}, observations.${name}`, expected, shown(noise));
  }
}

// Twenty trials tell a rate of .7 from one of .25 most of the time; fewer tell little.
function checkNear({ who, budget }: Statement, control: ControlSpec): void {
  const { trials, grade, by } = nearReading(control);
  const where = `${who}, control "${controlName(control)}"`;
  const enough = Number.isInteger(trials) && trials >= 20;
  demand(enough, `${where}, trials`, `a whole number, 20 … ${budget}`, String(trials));
  demand(Number.isFinite(grade) && grade > 1, `${where}, grade`, 'a factor > 1', String(grade), '2 is the rule');
  demand(Number.isFinite(by) && by >= 0, `${where}, by`, 'an amount ≥ 0 in the unit of the quantity', String(by));
}

function checkPin({ who, family }: Statement, control: Shifted): void {
  const where = `${who}, control "${controlName(control)}"`;
  const shiftedOnly = control.kind === 'shifted';
  demand(
    shiftedOnly,
    `${who}, controls.pins`,
    'shifted(…)',
    (control as ControlSpec).kind,
    'move it to gross or nearMiss',
  );
  const { amount, of } = control;
  demand(Number.isFinite(amount) && amount !== 0, `${where}, amount`, 'a number other than 0', String(amount));
  const known = Object.keys(family.observations);
  const expected = `an observation of ${family.name} (${known.join(', ')})`;
  demand(of === undefined || known.includes(of), `${where}, of`, expected, of, didYouMean(of ?? '', known));
}

// A positive control outranks the trials: one that read the claim's own would call a false claim vacuous.
function checkIndependent({ at, stream, who }: Statement, control: ControlSpec): void {
  const text = (dials: Readonly<Record<string, number>>) => JSON.stringify(Object.entries(dials).sort());
  const elsewhere = (one: Dialled) => one.at !== at || text({ ...stream, ...one.dials }) !== text(stream);
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
