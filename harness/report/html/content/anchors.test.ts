import { anchors } from './anchors';

test('ids are plain, and no two are alike', () => {
  const place = anchors(['claims']);
  const texts = ['Errors are <rare>', 'errors are rare', 'claims', 'Étude 2', '<>', '??', `${'long '.repeat(30)}`];
  const ids = texts.map(place);
  expect(ids.slice(0, 6)).toEqual([
    'errors-are-rare',
    'errors-are-rare-2',
    'claims-2',
    'e-tude-2',
    'unnamed',
    'unnamed-2',
  ]);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});
