import type { Atom, Relation } from '../statement/relation';

/** A relation with every atom, as it is written, replaced by what `change` makes of it; `place` counts them from 0. */
export function mapWritten(relation: Relation, change: (atom: Atom, place: number) => Relation): Relation {
  let place = 0;
  const walk = (one: Relation): Relation => {
    if (one.kind === 'all') return { ...one, of: one.of.map(walk) };
    if (one.kind === 'forEvery') return { ...one, of: walk(one.of) };
    const found = place;
    place += 1;
    return change(one, found);
  };
  return walk(relation);
}

/** The atoms of a relation as they are written: `forEvery` has those of its inside once. */
export function writtenAtoms(relation: Relation): readonly Atom[] {
  const found: Atom[] = [];
  mapWritten(relation, (atom) => {
    found.push(atom);
    return atom;
  });
  return found;
}

/** The relation with one of its written atoms replaced. */
export function replaced(relation: Relation, place: number, by: (atom: Atom) => Relation): Relation {
  return mapWritten(relation, (atom, at) => (at === place ? by(atom) : atom));
}
