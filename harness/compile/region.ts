import { messageOf } from '../base/blame';
import type { Scope } from '../formula/expression';
import { evaluate } from '../judge/scope';
import type { Family, Range } from '../statement/family';

/** Formulas such as `eta / m` lose a last bit or two of what was drawn. */
const ROUNDING = 1e-9;

/** A range as it is printed and compared: `0.02 … 0.1, log-uniform`, `4 … 16, even`, `0.0001`. */
function rangeText({ law, from, to }: Range): string {
  if (from === to) return `${from}`;
  if (law === 'count') return `${from} … ${to}`;
  return `${from} … ${to}, ${law === 'even count' ? 'even' : law}`;
}

/** The whole region of a family by symbol; undefined where it declares none. */
export function regionTexts({ region }: Family): Readonly<Record<string, string>> | undefined {
  return region && Object.fromEntries(region.map((range) => [range.symbol, rangeText(range)]));
}

/** What a problem has in place of a range. `symbols`: those of the problem. */
export function valueAt({ symbol, as = symbol }: Range, symbols: Scope, who: string): number {
  return evaluate(as, symbols, who);
}

/** Symbols of a problem, before any constant of a claim. */
export const scopeAt = (family: Family, problem: unknown): Scope => new Map(Object.entries(family.symbols(problem)));

/**
 * Why a problem (before any dial) lies outside of the declared region: a symbol out of its range, or what `check` says; undefined
 * for one that lies in it. Without a declared region, whatever passes `check` does.
 */
export function outsideOf(family: Family, problem: unknown): string | undefined {
  try {
    family.check(problem);
    const symbols = scopeAt(family, problem);
    const outer = (family.region ?? []).map((range) => strayOf(range, family, symbols));
    return outer.find((one) => one !== undefined);
  } catch (error) {
    return messageOf(error);
  }
}

function strayOf(range: Range, family: Family, symbols: Scope): string | undefined {
  const value = valueAt(range, symbols, `family ${family.name}, region of ${range.symbol}`);
  const room = ROUNDING * Math.max(Math.abs(range.from), Math.abs(range.to));
  const inside = value >= range.from - room && value <= range.to + room;
  return inside ? undefined : `${range.symbol} = ${value} lies outside of ${rangeText(range)}`;
}
