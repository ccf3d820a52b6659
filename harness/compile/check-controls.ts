import { didYouMean } from '../base/closest';
import { demand, isText } from '../base/demand';
import { type ControlSpec, controlName, type Dialled, type Synthetic } from '../statement/controls';
import type { Statement } from '../statement/whole';
import { checkDials } from './check-dials';
import { checkFields } from './fields';

/** Refuses controls that cannot show what they are there for. Errors name the control and the cure. */
export function checkControls(statement: Statement): void {
  const { who } = statement;
  const { untrained, gross, nearMiss, positive } = statement.controls;
  demand(Array.isArray(gross), `${who}, controls.gross`, 'a list', 'a single control', 'write [ … ] around it');
  demand(Array.isArray(nearMiss), `${who}, controls.nearMiss`, 'a list', 'a single control', 'write [ … ] around it');
  for (const control of [...gross, ...nearMiss, ...positive]) checkKind(control, who);
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
  for (const control of positive) checkIndependent(statement, control);
  for (const control of [...gross, ...nearMiss, ...positive]) checkControl(statement, control);
}

function checkKind(control: ControlSpec, who: string): void {
  const made = typeof control === 'object' && control !== null && kinds.includes(control.kind);
  demand(made, `${who}, controls`, `controls made by ${kinds.join(', ')}`, JSON.stringify(control));
  checkFields(control, control.kind, `${who}, control "${controlName(control)}"`);
}

const kinds: readonly ControlSpec['kind'][] = ['dialled', 'withSymbols', 'synthetic', 'perturbed'];

function checkControl(statement: Statement, control: ControlSpec): void {
  const where = `${statement.who}, control "${controlName(control)}"`;
  const doc = JSON.stringify(control.doc);
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
    demand(known, `${where}, observations.${name}`, expected, JSON.stringify(noise));
  }
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
