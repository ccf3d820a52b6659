import { demandName } from '../base/demand';
import { shown } from '../base/shown';
import { UsageError } from '../base/usage-error';
import { expression, type Scope } from '../formula/expression';
import type { Atom, Relation } from '../statement/relation';
import { renderQuantity, renderRelation } from '../statement/render';
import { evaluate } from './scope';
import { type Side, sides } from './sides';

/** A relation without quantifiers, and the values of the symbols that `forEvery` bound above it. */
export interface BoundAtom {
  readonly atom: Atom;
  readonly binding: Scope;
  /** Bound symbols whose value depends on the problem: symbol → formula, each of which may use those before it. */
  readonly later: ReadonlyMap<string, string>;
  /** `j = 3, T = horizon / 4`; empty where nothing is bound. */
  readonly label: string;
}

/** An atom of a claim: one relation, one of its sides, one value of each `forEvery`. What a control has to break. */
export interface SidedAtom extends BoundAtom {
  readonly side: Side;
  /** Formula of the bound on this side. */
  readonly bound: string;
}

/** The atoms of a claim in the order in which they are written; `within` has two. */
export function atomsOf(bound: readonly BoundAtom[]): SidedAtom[] {
  return bound.flatMap((one) => sides(one.atom).map(([side, text]) => ({ ...one, side, bound: text })));
}

/** An atom in words, with its direction: `error at t = horizon ≤ e (eps = 0.25)`. */
export function atomText({ atom, side, bound, label }: SidedAtom): string {
  const text = atom.kind === 'within' ? `${renderQuantity(atom.of)} ${side} ${bound}` : renderRelation(atom);
  return label ? `${text} (${label})` : text;
}

/** What stands above a relation: values of constants, and formulas of the problem. */
type Bindings = Pick<BoundAtom, 'binding' | 'later'>;

const nothing: Bindings = { binding: new Map(), later: new Map() };

/** Unfolds `all` and `forEvery`. A value that is no number yet is one at each problem. */
export function atoms(relation: Relation, constants: Scope, who: string, bound: Bindings = nothing): BoundAtom[] {
  switch (relation?.kind) {
    case 'all':
      return relation.of.flatMap((one) => atoms(one, constants, who, bound));
    case 'forEvery': {
      const { symbol, values, of } = relation;
      demandName(symbol, `${who}, forEvery`);
      refuseRebinding(symbol, constants, bound, who);
      return values.flatMap((text) => atoms(of, constants, who, withValue(bound, symbol, text, constants, who)));
    }
    case 'atMost':
    case 'atLeast':
    case 'above':
    case 'within':
    case 'reaches':
    case 'meanAtMost':
      return [{ atom: relation, ...bound, label: labelOf(bound) }];
    default:
      throw UsageError.expected(
        who,
        'a relation such as atMost(…) or forEvery(…)',
        shown(relation),
        'the function of the claim has to return it',
      );
  }
}

function withValue(
  { binding, later }: Bindings,
  symbol: string,
  text: string,
  constants: Scope,
  who: string,
): Bindings {
  const known = new Map([...constants, ...binding]);
  const isConstant = expression(text, who).symbols.every((one) => known.has(one));
  if (!isConstant) return { binding, later: new Map([...later, [symbol, text]]) };
  return { binding: new Map([...binding, [symbol, constant(text, known, who)]]), later };
}

/** The symbols of a problem, and those that are bound above an atom. */
export function boundScope(base: Scope, { binding, later }: Bindings, who: string): Scope {
  const scope = new Map([...base, ...binding]);
  for (const [symbol, text] of later) scope.set(symbol, evaluate(text, scope, `${who}, forEvery`));
  return scope;
}

/** Value of a formula that may use the given constants only. */
export function constant(text: string, constants: Scope, who: string): number {
  const formula = expression(text, who);
  const unknown = formula.symbols.find((symbol) => !constants.has(symbol));
  if (unknown === undefined) return formula.evaluate(constants);
  const known = [...constants.keys()].join(', ') || 'none';
  throw UsageError.expected(who, `constants only (known here: ${known})`, `the symbol ${unknown} in "${text}"`);
}

function refuseRebinding(symbol: string, constants: Scope, { binding, later }: Bindings, who: string): void {
  if (!constants.has(symbol) && !binding.has(symbol) && !later.has(symbol)) return;
  throw UsageError.expected(who, 'a new symbol in forEvery', `${symbol}, which has a value already`, 'rename it');
}

function labelOf({ binding, later }: Bindings): string {
  return [...binding, ...later].map(([symbol, value]) => `${symbol} = ${value}`).join(', ');
}
