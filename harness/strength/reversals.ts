import { quantity } from '../statement/quantity';
import type { Atom } from '../statement/relation';
import { above, atLeast, atMost } from '../statement/relation';

/** What says the opposite of an atom, in the words that statements have: of a window, beyond either end. */
export function reversals(atom: Atom): readonly Atom[] {
  switch (atom.kind) {
    case 'atMost':
      return [atLeast(atom.of, atom.bound)];
    case 'atLeast':
    case 'above':
      return [atMost(atom.of, atom.bound)];
    case 'within':
      return [atMost(atom.of, atom.low), atLeast(atom.of, atom.high)];
    case 'reaches':
      return [above(atom.of, atom.level)];
    case 'meanAtMost':
      return [{ ...atom, of: quantity('1 - x', { x: atom.of }), bound: `1 - (${atom.bound})` }];
  }
}
