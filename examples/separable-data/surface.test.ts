import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import ts from 'typescript';

const sources = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/(^|\/)(node_modules|\.theoremcheck)\//.test(file))
  .map((file) => ({ file, text: readFileSync(join(__dirname, file), 'utf8') }));

const imported = (text: string) => ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

/** Of a name as a file imports it: outside of this project, and not one of its dependencies. */
const foreign = (file: string, name: string) =>
  name.startsWith('.')
    ? normalize(join(file, '..', name)).startsWith('..')
    : !/^(theoremcheck(\/\w+)?|@tensorflow\/tfjs-core)$/.test(name);

test('nothing but tests imports more than itself, tfjs and the public surface of theoremcheck', () => {
  const shipped = sources.filter(({ file }) => !file.endsWith('.test.ts'));
  const found = shipped.flatMap(({ file, text }) => imported(text).map((name) => ({ file, name })));
  expect(found.filter(({ file, name }) => foreign(file, name))).toEqual([]);
  expect(found.length).toBeGreaterThan(30);
});

test('and the search does find what points outside', () => {
  const [name] = imported("import { x } from '../../../harness/statement/cite';");
  expect(foreign('model/logistic.ts', name!)).toBe(true);
  expect(foreign('theorems/soudry2018/family.ts', '../../task/problem')).toBe(false);
});

test('whatever is cited is in references.bib', () => {
  const bibliography = readFileSync(join(__dirname, 'references.bib'), 'utf8');
  const keys = new Set([...bibliography.matchAll(/^@\w+\{(\w+),$/gm)].map(([, key]) => key));
  const readme = { file: 'README.md', text: readFileSync(join(__dirname, 'README.md'), 'utf8') };
  const cited = [...sources, readme].flatMap(({ text }) => text.match(/(?<![-\w])[a-z]{4,}(19|20)\d\d\b/g) ?? []);
  expect(new Set(cited)).toEqual(keys);
});
