import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bibliographyKeys } from '../../../statement/cite';
import { bibliography } from './bibliography';

const own = bibliography(readFileSync(join(__dirname, '../../../../references.bib'), 'utf8'));

test.each([
  ['ville1939', 'Ville 1939', 'Jean Ville (1939). Étude critique de la notion de collectif. Gauthier-Villars.'],
  [
    'boxmuller1958',
    'Box and Muller 1958',
    'G. E. P. Box and Mervin E. Muller (1958). A Note on the Generation of Random Normal Deviates. The Annals of Mathematical Statistics, 29(2), 610–611.',
  ],
  [
    'li2024',
    'Li et al. 2024',
    'Hongkang Li, Meng Wang, Songtao Lu, Xiaodong Cui and Pin-Yu Chen (2024). How Do Nonlinear Transformers Learn and Generalize in In-Context Learning?. International Conference on Machine Learning, 235, arXiv:2402.15607.',
  ],
])('%s as people read it', (key, short, text) => {
  expect(own.get(key)).toEqual({ short, text });
});

test('every entry of the references is read', () => {
  const keys = bibliographyKeys(readFileSync(join(__dirname, '../../../../references.bib'), 'utf8'));
  expect([...own.keys()]).toEqual(keys);
});

test('braces within a title, names with the last one first, no place', () => {
  const entries = bibliography(
    '@misc{a2020, title = {The {LaTeX} {B}ook}, author = {Knuth, Donald and G{\\"o}del, Kurt}, year = {2020}}',
  );
  expect(entries.get('a2020')).toEqual({
    short: 'Knuth and Gödel 2020',
    text: 'Knuth, Donald and Gödel, Kurt (2020). The LaTeX Book.',
  });
});

test('an entry without a title is left out', () => {
  expect(bibliography('@article{toy2024,\n}\n@misc{x2020, title = {A}}\n').has('toy2024')).toBe(false);
});
