import type { Atom } from '../statement/relation';
import { sides } from './sides';

const of = { kind: 'at' } as never;

test.each<[Partial<Atom>, [string, string][]]>([
  [
    { kind: 'within', low: 'a', high: 'b' },
    [
      ['≥', 'a'],
      ['≤', 'b'],
    ],
  ],
  [{ kind: 'reaches', level: 'a', deadline: 'b' }, [['reaches', 'a']]],
  [{ kind: 'atLeast', bound: 'a' }, [['≥', 'a']]],
  [{ kind: 'above', bound: 'a' }, [['>', 'a']]],
  [{ kind: 'atMost', bound: 'a' }, [['≤', 'a']]],
  [{ kind: 'meanAtMost', bound: 'a' }, [['≤', 'a']]],
])('%j bounds these sides', (atom, bounds) => {
  expect(sides({ ...atom, of } as Atom)).toEqual(bounds);
});
