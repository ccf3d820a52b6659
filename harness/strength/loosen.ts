import { topOf } from '../judge/judge';
import type { Family } from '../statement/family';
import type { Atom } from '../statement/relation';

/** By how much bounds are loosened. */
interface Loosening {
  /** As slack scales them, > 1. */
  readonly factor: number;
  /** By what a bound of 0 moves at factor 2, in the unit of the quantity: 0 where nobody said. */
  readonly by: number;
  /** The theorem's margin; the bound of a mean leaves room for it. */
  readonly margin: number;
}

/**
 * An atom that allows more, as formulas. Above: bound + (f − 1)|bound|; below: what is missing to the top of the range grows by
 * the factor, and where there is no top a positive bound is divided by it; a window gets wider about its middle; of `reaches`
 * the level is what grows. Undefined for a bound of 0 that nobody said how to move.
 */
export function loosened(atom: Atom, family: Family, how: Loosening): Atom | undefined {
  switch (atom.kind) {
    case 'atMost':
      return moved(atom, 'bound', upper(atom.bound, how));
    case 'atLeast':
    case 'above':
      return moved(atom, 'bound', lower(atom.bound, topOf(atom.of, family), how));
    case 'reaches':
      return moved(atom, 'level', upper(atom.level, how));
    case 'meanAtMost': {
      const margin = atom.margin ?? `${how.margin}`;
      return moved(
        atom,
        'bound',
        upper(atom.bound, how, (text) => `min(${text}, 1 - 2 * (${margin}))`),
      );
    }
    case 'within': {
      const more = `${(how.factor - 1) / 2} * ((${atom.high}) - (${atom.low}))`;
      return { ...atom, low: `(${atom.low}) - ${more}`, high: `(${atom.high}) + ${more}` };
    }
  }
}

/** `reaches` with a later deadline; undefined for other atoms. */
export function postponed(atom: Atom, factor: number): Atom | undefined {
  return atom.kind === 'reaches' ? { ...atom, deadline: `${factor} * (${atom.deadline})` } : undefined;
}

function moved<A extends Atom>(atom: A, field: keyof A, text: string | undefined): A | undefined {
  return text === undefined ? undefined : { ...atom, [field]: text };
}

const isZero = (text: string): boolean => Number(text) === 0;

function upper(bound: string, { factor, by }: Loosening, within = (text: string) => text): string | undefined {
  if (!isZero(bound)) return within(`(${bound}) + ${factor - 1} * abs(${bound})`);
  return by > 0 ? within(`${(factor - 1) * by}`) : undefined;
}

function lower(bound: string, top: number, { factor, by }: Loosening): string | undefined {
  if (Number.isFinite(top)) return `(${bound}) - ${factor - 1} * (${top} - (${bound}))`;
  if (!isZero(bound)) return `max(${bound}, 0) / ${factor} + ${factor} * min(${bound}, 0)`;
  return by > 0 ? `0 - ${(factor - 1) * by}` : undefined;
}
