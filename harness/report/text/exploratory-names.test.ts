import type { Study } from '../../study/study-file';
import { shownName, shownStudy } from './exploratory-names';

const claims = [
  { name: 'a', file: 'theorems/x/a.theorem.ts' },
  { name: 'b', file: 'theorems/x/b.exploratory.ts' },
];

test('a table says of a claim that gates nothing that it is exploratory, and of no other', () => {
  expect(['a', 'b', 'gone'].map((name) => shownName(name, claims))).toEqual(['a', 'b (exploratory)', 'gone']);
  const study = { rows: [{ dials: ['p'], claims: [{ claim: 'b' }, { claim: 'a' }] }] } as unknown as Study;
  expect(shownStudy(study, claims).rows[0]).toEqual({
    dials: ['p'],
    claims: [{ claim: 'b (exploratory)' }, { claim: 'a' }],
  });
});
