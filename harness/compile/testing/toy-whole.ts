import { atoms, atomsOf, type SidedAtom } from '../../judge/atoms';
import { synthetic } from '../../statement/controls';
import { ours } from '../../statement/ours';
import { atLeast } from '../../statement/relation';
import type { TheoremSpec } from '../../statement/theorem';
import { type Statement, whole } from '../../statement/whole';
import { words } from '../../statement/words';
import { type Piece, piecesOf } from '../pieces';
import { type ToySpec, toyClaim, toyNegatives } from './toy-claims';

/** A claim that compiles. */
export const toySpec = {
  name: 'attention concentrates',
  statement: 'Attention is large.',
  ...toyClaim,
  ours: { c: ours(0.1, 'measured') },
  horizon: '24',
  claim: ({ at }) => atLeast(at('horizon').attention, '1 - c'),
  controls: {
    ...toyNegatives,
    positive: synthetic({ doc: 'ideal', observations: { attention: { law: '1', noise: 'none' } } }),
  },
} satisfies ToySpec;

/** What an author may write, sound or not. */
export const specWith = (changes: object = {}): TheoremSpec => ({ ...toySpec, ...changes }) as unknown as TheoremSpec;

/** It made whole, and nothing checked. */
export const statementWith = (changes: object = {}): Statement => whole(specWith(changes), 'toy.theorem.ts');

/** The atoms of its claim. */
function atomsIn(statement: Statement): SidedAtom[] {
  const relation = statement.claim(words(statement.family, `${statement.who}, claim`));
  return atomsOf(atoms(relation, statement.constants, `${statement.who}, claim`));
}

/** It, its atoms and its main parts. */
export function piecesWith(changes: object = {}) {
  const statement = statementWith(changes);
  const bound = atomsIn(statement);
  const pieces: readonly [Piece, ...Piece[]] = piecesOf(statement, bound);
  return { statement, bound, pieces };
}
