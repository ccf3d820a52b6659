import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const FOLDERS = ['generators', 'model', 'harness', 'theorems', 'docs'];
/** Papers that exist only in tests of the harness, and names that stand for a user's own in templates and messages. */
const INVENTED = [
  'toy2024',
  'toy2025',
  'x2020',
  'bib2024',
  'paper2024',
  'smith2025',
  'jones2025',
  'green2025',
  'gray2025',
  'white2025',
];

const bibliography = readFileSync(join(root, 'references.bib'), 'utf8');
const keys = [...bibliography.matchAll(/^@\w+\{(\w+),$/gm)].map((entry) => entry[1]!);

/** Keys as this project writes them: a family name in lower case and a year. */
function cited(): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(ts|md)$/.test(name)) continue;
      const text = readFileSync(join(root, folder, name), 'utf8');
      for (const [key] of text.matchAll(/\b[a-z]{2,}(19|20)\d\d\b/g)) found.set(key, join(folder, name));
    }
  }
  return found;
}

test('every key that a source file cites is in references.bib', () => {
  const missing = [...cited()].filter(([key]) => !keys.includes(key) && !INVENTED.includes(key));
  expect(missing).toEqual([]);
});

test('the search does find citations', () => {
  expect(cited().get('salmon2011')).toBeDefined();
});

test('references.bib names every entry once', () => {
  expect(keys.length).toBeGreaterThan(5);
  expect(new Set(keys).size).toBe(keys.length);
});
