import { didYouMean } from '../base/closest';
import { demand, isText } from '../base/demand';
import { shown } from '../base/shown';
import { type ControlSpec, controlName, type Dialled, nearReading, type Shifted } from '../statement/controls';
import type { Statement } from '../statement/whole';
import { checkControl, checkKind } from './check-control';

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
  const elsewhere = (one: Dialled) =>
    one.at !== at || Object.entries(one.dials).some(([name, severity]) => stream[name] !== severity);
  const sound = control.kind === 'synthetic' || (control.kind === 'dialled' && elsewhere(control));
  demand(
    sound,
    `${who}, control "${controlName(control)}"`,
    'a positive control on other trials than the claim’s',
    control.kind === 'dialled' ? 'the very same' : `${control.kind}, which judges the very same`,
    'use synthetic(…), or dial to ideal weights',
  );
}
