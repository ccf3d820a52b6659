import { demandName } from '../base/demand';
import { shown } from '../base/shown';
import { UsageError } from '../base/usage-error';
import { expression, type Scope } from '../formula/expression';
import type { Atom, Relation } from '../statement/relation';
import { renderQuantity, renderRelation } from '../statement/render';
import { type Side, sides } from './sides';

/** A relation without quantifiers, and the values of the symbols that `forEvery` bound above it. */
export interface BoundAtom {
  readonly atom: Atom;
  readonly binding: Scope;
  /** `j = 3`; empty where nothing is bound. */
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

/** Unfolds `all` and `forEvery`. Values of a `forEvery` may use `constants` only. */
export function atoms(relation: Relation, constants: Scope, who: string, binding: Scope = new Map()): BoundAtom[] {
  switch (relation?.kind) {
    case 'all':
      return relation.of.flatMap((one) => atoms(one, constants, who, binding));
    case 'forEvery': {
      const { symbol, values, of } = relation;
      demandName(symbol, `${who}, forEvery`);
      refuseRebinding(symbol, constants, binding, who);
      return values.flatMap((text) =>
        atoms(of, constants, who, new Map([...binding, [symbol, constant(text, constants, who)]])),
      );
    }
    case 'atMost':
    case 'atLeast':
    case 'above':
    case 'within':
    case 'reaches':
    case 'meanAtMost':
      return [{ atom: relation, binding, label: labelOf(binding) }];
    default:
      throw UsageError.expected(
        who,
        'a relation such as atMost(…) or forEvery(…)',
        shown(relation),
        'the function of the claim has to return it',
      );
  }
}

/** Value of a formula that may use the given constants only. */
export function constant(text: string, constants: Scope, who: string): number {
  const formula = expression(text, who);
  const unknown = formula.symbols.find((symbol) => !constants.has(symbol));
  if (unknown === undefined) return formula.evaluate(constants);
  const known = [...constants.keys()].join(', ') || 'none';
  throw UsageError.expected(who, `constants only (known here: ${known})`, `the symbol ${unknown} in "${text}"`);
}

function refuseRebinding(symbol: string, constants: Scope, binding: Scope, who: string): void {
  if (!constants.has(symbol) && !binding.has(symbol)) return;
  throw UsageError.expected(who, 'a new symbol in forEvery', `${symbol}, which has a value already`, 'rename it');
}

function labelOf(binding: Scope): string {
  return [...binding].map(([symbol, value]) => `${symbol} = ${value}`).join(', ');
}
