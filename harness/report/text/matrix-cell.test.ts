import type { Breaking } from '../../study/report';
import { cellText, listText } from './matrix-cell';

const cell = (changes: Partial<Breaking>) =>
  ({ status: 'bracketed', low: 0.25, high: 0.5, threshold: 'most', tau: 0.5, ...changes }) as Breaking;

test.each<[Partial<Breaking>, string]>([
  [{}, '.25–.50'],
  [{ discovery: 'carries' }, '.25–.50*'],
  [{ discovery: 'carriesNone', status: 'never breaks in range' }, 'holds°'],
  [{ status: 'broken at baseline' }, 'base'],
  [{ status: 'non-monotone' }, '~'],
  [{ status: 'not bracketed', high: Number.POSITIVE_INFINITY }, '?.25–∞'],
])('a cell with %j is shown as %s', (changes, shown) => {
  expect(cellText(cell(changes))).toBe(shown);
});

test('lists are named by the mark of their cells', () => {
  const list = { threshold: 'most', cells: 4, q: 0.05, found: 2 } as const;
  expect(listText({ ...list, kind: 'carries' })).toBe(
    '2 of 4 cells carry weight (*), most trainings fail: expected false share ≤ 0.05',
  );
  expect(listText({ ...list, kind: 'carriesNone' })).toMatch(/^2 of 4 cells carry none \(°\), /);
});
