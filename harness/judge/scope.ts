import { didYouMean } from '../base/closest';
import { UsageError } from '../base/usage-error';
import { expression, type Scope } from '../formula/expression';
import { toStep } from '../formula/step';
import type { Statement } from '../statement/whole';
import type { SidedAtom } from './atoms';
import type { Grade } from './grade';

/** What a control changes about the measurement, on unchanged trials. */
export interface Variant {
  /** Every measurement is taken at step 0. */
  readonly untrained?: boolean;
  /** The measured value is pushed by so many tolerances. */
  readonly push?: number;
  /** Other values for constants of ours. */
  readonly symbols?: Readonly<Record<string, number>>;
  /** A literal number is added to the quantities of some atoms. */
  readonly shift?: { readonly amount: number; readonly of: (atom: SidedAtom) => boolean };
  /** The bounds are relaxed. */
  readonly grade?: Grade;
}

/** Symbols for a problem: the family's, ours, `prompts`, and `horizon` where the theorem has one. */
export function scopeOf(statement: Statement, problem: unknown, variant: Variant = {}): Scope {
  const { family, horizon, who } = statement;
  const scope = new Map(Object.entries(family.symbols(problem)));
  for (const [name, value] of statement.constants) scope.set(name, variant.symbols?.[name] ?? value);
  scope.set('prompts', statement.prompts);
  if (horizon !== undefined) scope.set('horizon', horizonOf(horizon, scope, `${who}, horizon`));
  return scope;
}

function horizonOf(text: string, scope: Scope, who: string): number {
  const value = evaluate(text, scope, who);
  const horizon = toStep(value, `${who} "${text}"`);
  if (horizon >= 1) return horizon;
  throw UsageError.expected(who, 'at least 1 step', `"${text}" = ${value}`, 'raise the constant of the horizon');
}

/**
 * Value of a formula.
 *
 * @throws UsageError for a symbol that has no value, naming those that have one.
 */
export function evaluate(text: string, scope: Scope, who: string): number {
  const formula = expression(text, who);
  const unknown = formula.symbols.find((symbol) => !scope.has(symbol));
  if (unknown === undefined) return formula.evaluate(scope);
  const known = [...scope.keys()];
  throw UsageError.expected(
    who,
    `a symbol among ${known.join(', ')}`,
    `${unknown} in "${text}"`,
    elsewhere.get(unknown) ??
      didYouMean(unknown, known) ??
      `state ${unknown} in \`ours\`, or as a symbol of the family`,
  );
}

/** Symbols that have a value in some formulas alone, and where from. */
const elsewhere = new Map([
  ['horizon', 'state `horizon`'],
  ['t', 'only a bound along a curve knows the step t'],
]);
