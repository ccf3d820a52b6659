import type { Atom } from '../statement/relation';

/** How a bound bounds. `reaches`: a curve has to come to it or below, at some time. */
export type Side = '≤' | '≥' | '>' | 'reaches';

/** A relation as bounds of one side each: `within` has two. */
export function sides(atom: Atom): [Side, string][] {
  switch (atom.kind) {
    case 'within':
      return [
        ['≥', atom.low],
        ['≤', atom.high],
      ];
    case 'reaches':
      return [['reaches', atom.level]];
    case 'atLeast':
      return [['≥', atom.bound]];
    case 'above':
      return [['>', atom.bound]];
    default:
      return [['≤', atom.bound]];
  }
}
