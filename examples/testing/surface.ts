import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import ts from 'typescript';

interface Surface {
  /** Imports that the example has at least, so that the search has found them. */
  readonly least: number;
  /** A file one folder deep: a path up three folders leaves the example from there. */
  readonly model: string;
  /** A file two folders deep: a path up two folders does not. */
  readonly family: string;
}

const imported = (text: string) => ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

/** Of a name as a file imports it: outside of this project, and not one of its dependencies. */
const foreign = (file: string, name: string) =>
  name.startsWith('.')
    ? normalize(join(file, '..', name)).startsWith('..')
    : !/^(theoremcheck(\/\w+)?|@tensorflow\/tfjs-core)$/.test(name);

/** The tests that an example in TypeScript stands on the package alone, as a project of a user would, and cites what it lists. */
export function testSurface(folder: string, { least, model, family }: Surface): void {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/(^|\/)(node_modules|\.theoremcheck)\//.test(file))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

  test('nothing but tests imports more than itself, tfjs and the public surface of theoremcheck', () => {
    const shipped = sources.filter(({ file }) => !file.endsWith('.test.ts'));
    const found = shipped.flatMap(({ file, text }) => imported(text).map((name) => ({ file, name })));
    expect(found.filter(({ file, name }) => foreign(file, name))).toEqual([]);
    expect(found.length).toBeGreaterThan(least);
  });

  test('and the search does find what points outside', () => {
    const [name] = imported("import { x } from '../../../harness/statement/cite';");
    expect(foreign(model, name!)).toBe(true);
    expect(foreign(family, '../../task/problem')).toBe(false);
  });

  test('whatever is cited is in references.bib', () => {
    const bibliography = readFileSync(join(folder, 'references.bib'), 'utf8');
    const keys = new Set([...bibliography.matchAll(/^@\w+\{(\w+),$/gm)].map(([, key]) => key));
    const readme = { file: 'README.md', text: readFileSync(join(folder, 'README.md'), 'utf8') };
    const cited = [...sources, readme].flatMap(({ text }) => text.match(/(?<![-\w])[a-z]{4,}(19|20)\d\d\b/g) ?? []);
    expect(new Set(cited)).toEqual(keys);
  });
}
