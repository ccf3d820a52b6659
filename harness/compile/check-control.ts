import { didYouMean } from '../base/closest';
import { demand, demandName, isText } from '../base/demand';
import { shown } from '../base/shown';
import { type ControlSpec, controlName, type Synthetic, type WithSymbols } from '../statement/controls';
import type { Statement } from '../statement/whole';
import { checkDials } from './check-dials';
import { checkFields } from './fields';

/** Refuses what none of the makers of controls made, before anything of it is read. */
export function checkKind(control: ControlSpec, who: string): void {
  const made = typeof control === 'object' && control !== null && kinds.includes(control.kind);
  demand(made, `${who}, controls`, `controls made by ${kinds.join(', ')}`, () => shown(control));
  checkChanges(control, `${who}, controls`);
  checkFields(control, control.kind, `${who}, control "${controlName(control)}"`);
}

const kinds: readonly ControlSpec['kind'][] = ['dialled', 'withSymbols', 'synthetic', 'perturbed', 'shifted'];

/** Records that a control is named by; a push and a shift have a number. */
const records = { dialled: 'dials', withSymbols: 'symbols', synthetic: 'observations' } as const;

function checkChanges(control: ControlSpec, who: string): void {
  if (control.kind === 'perturbed' || control.kind === 'shifted') return;
  const member = records[control.kind];
  const changes = (control as { readonly [name in typeof member]?: unknown })[member];
  const sound = typeof changes === 'object' && changes !== null;
  demand(sound, who, `a record \`${member}\` in ${control.kind}(…)`, () => shown(changes));
}

/** Refuses one control by itself: it says what is broken, and breaks what the claim has. */
export function checkControl(statement: Statement, control: ControlSpec): void {
  const where = `${statement.who}, control "${controlName(control)}"`;
  demandName(controlName(control), `${statement.who}, control`);
  demand(isText(control.doc), where, 'a doc', shown(control.doc), "say what is broken: { doc: '…' }");
  if (control.kind === 'synthetic') checkLaws(control, where);
  if (control.kind === 'dialled') checkDials(statement, control.dials, `control "${controlName(control)}"`);
  if (control.kind === 'withSymbols') checkSymbols(statement, control.symbols, where);
  if (control.kind !== 'perturbed') return;
  const { factor } = control;
  demand(factor > 0 && factor <= largestPush, where, `a factor in (0, ${largestPush}]`, String(factor));
}

function checkLaws({ observations }: Synthetic, where: string): void {
  for (const [name, law] of Object.entries(observations)) {
    const who = `${where}, observations.${name}`;
    checkFields(law, 'law', who);
    demand(isText(law?.law), who, 'a formula `law`', () => shown(law));
    const { noise } = law;
    const known =
      noise === 'none' || ['binomial', 'relative', 'absolute'].some((one) => Object.hasOwn(noise ?? {}, one));
    const expected = "a noise: 'none', { binomial }, { relative } or { absolute }";
    demand(known, who, expected, shown(noise));
  }
}

// A bound that is no number is violated by whatever is measured: it would show nothing.
function checkSymbols({ ours }: Statement, symbols: WithSymbols['symbols'], where: string): void {
  const own = Object.keys(ours);
  const foreign = Object.keys(symbols).find((name) => !own.includes(name));
  const expected = `constants of ours (${own.join(', ') || 'none'})`;
  demand(foreign === undefined, where, expected, String(foreign), didYouMean(foreign ?? '', own));
  for (const [name, value] of Object.entries(symbols))
    demand(Number.isFinite(value), `${where}, symbols.${name}`, 'a finite number', shown(value));
}

// A perturbation that is too large to be missed shows nothing: ten tolerances are the rule.
const largestPush = 10;
