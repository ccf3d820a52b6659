import { all, type Relation } from '../../statement/relation';
import { toyFamily } from '../../statement/testing/toy-family';
import type { TheoremSpec } from '../../statement/theorem';
import { type Statement, whole } from '../../statement/whole';
import { words } from '../../statement/words';
import { atoms, atomsOf, type SidedAtom } from '../atoms';
import type { MeasuredUnit } from '../evaluate';

/** Words of claims over the toy. */
export const toyWords = words(toyFamily, 'toy');

/** Three steps of a grid, as units of the toy read them: 1, 2 and 4. */
export const toyWeights = toyWords.along({ from: '1', to: '4', points: 3, spacing: 'log' }).weight;

/** A unit of which every observation, on each member, has these values at the first of the steps 1, 2 and 4. */
export function toyUnit(members: readonly (readonly number[])[], changes: Partial<MeasuredUnit> = {}): MeasuredUnit {
  const scope = new Map([
    ['B', 8],
    ['horizon', 4],
  ]);
  const steps = () => [1, 2, 4].slice(0, members[0]!.length);
  const read = (_: unknown, member: number) => [...members[member]!];
  return { who: 'toy', scope, designs: [], repeats: members.length, steps, read, ...changes };
}

/** A claim over the toy, whose reference problem has a horizon of K / eta = 8. */
export function toyStatement(changes: object = {}): Statement {
  const spec = { name: 'toy', family: toyFamily, prompts: 200, horizon: 'K / eta', ...changes };
  return whole(spec as unknown as TheoremSpec, 'a.ts');
}

/** The atoms of relations over the toy. */
export const sidedAtoms = (...relations: readonly Relation[]): readonly SidedAtom[] =>
  atomsOf(atoms(all(...relations), new Map(), 'a.ts'));
