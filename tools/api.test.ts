import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');
const tmp = realpathSync(mkdtempSync(join(tmpdir(), 'api-')));
afterAll(() => rmSync(tmp, { recursive: true }));

/** TypeDoc refuses a name or a member without a docstring, a type that no entry exports, and a {@link} to nowhere. */
test('docs/api is what the docstrings of everything public give', () => {
  const { status, said } = api('--out', join(tmp, 'fresh'));
  expect({ status, said }).toEqual({ status: 0, said: [] });
  expect(pages(join(root, 'docs', 'api'))).toEqual(pages(join(tmp, 'fresh')));
}, 120_000);

test('there is a page for every entry, and an index that names them all', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const names = Object.keys(exports).filter((name) => name !== './package.json');
  const files = names.map((name) => `${name === '.' ? 'theoremcheck' : name.slice(2)}.md`);
  const found = pages(join(root, 'docs', 'api'));
  expect(Object.keys(found).sort()).toEqual([...files, 'README.md'].sort());
  expect(files.filter((file) => !found['README.md']!.includes(`](${file})`))).toEqual([]);
});

test('a link leads to the place that it names', () => {
  const found = pages(join(root, 'docs', 'api'));
  const links = Object.entries(found).flatMap(([file, text]) => linksOf(file, text));
  expect(links.length).toBeGreaterThan(250);
  expect(links.filter(({ from, to }) => from === 'li2024.md' && to === 'theoremcheck.md')).not.toEqual([]);
  const lost = links.filter(({ to, anchor, name }) => !leadsTo(found[to], anchor, name));
  expect(lost).toEqual([]);
});

test('the pages hold no path of this machine, no date, and no name that a compiler made up', () => {
  const text = Object.values(pages(join(root, 'docs', 'api'))).join('\n');
  for (const sign of [root, tmpdir(), 'file:', 'node_modules', '__', 'Defined in', '[object', '## Other']) {
    expect(text.split('\n').filter((line) => line.includes(sign))).toEqual([]);
  }
  expect(text).not.toMatch(/\b20[2-9]\d-\d\d-\d\d\b/);
});

/** What stands in the data of a family stands on its page: read again from the sources, by another way. */
test.each(['bu2024', 'li2024'])('the page of the families names all that theorems over %s may name', async (name) => {
  const { bu2024, li2024 } = await import('theoremcheck/families');
  const { assumptions, dials, observations, corners, symbols, reference } = name === 'bu2024' ? bu2024 : li2024;
  const page = pages(join(root, 'docs', 'api'))['families.md']!;
  const section = page.slice(page.indexOf(`### ${name}\n`)).split('\n***\n')[0]!;
  const names = [assumptions, dials, observations, symbols(reference as never)].flatMap(Object.keys);
  expect(names.filter((each) => !section.includes(`\`${each}\``))).toEqual([]);
  const docs = [...Object.values(assumptions), ...Object.values(observations)].map(({ doc }) => doc);
  expect(docs.filter((doc) => !section.replaceAll('\\|', '|').includes(`| ${doc} |`))).toEqual([]);
  expect(Object.keys(corners).filter((corner) => !section.includes(corner))).toEqual([]);
  for (const [key, { range, prompted }] of Object.entries(observations)) {
    const [, ends = '', over] = cells(section, key).slice(1);
    const [low, high] = ends.slice(1, -1).replace('−', '-').replaceAll('∞', 'Infinity').split(', ').map(Number);
    expect([key, low, high, over]).toEqual([key, ...range, prompted ? 'yes' : '']);
    expect([ends[0] === '[', ends.at(-1) === ']']).toEqual(range.map(Number.isFinite));
  }
  for (const [key, { paper, dial }] of Object.entries(assumptions)) {
    const [, , hypothesis, , does, worst] = cells(section, key);
    expect([hypothesis, does, worst]).toEqual([paper, dial.doc, `\`${dial.physical(1)}\``]);
  }
});

/** The cells of the row that begins with a name. */
const cells = (section: string, name: string) =>
  (section.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '')
    .slice(2, -2)
    .split(/ ?(?<!\\)\| ?/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());

describe('a package whose docstrings are incomplete', () => {
  const sound = {
    'index.ts': '/**\n * An entry.\n *\n * @module\n */\nexport { type Spec, state } from "./spec";\n',
    'second.ts': `/**
 * Another entry.
 *
 * @module
 */
import type { Spec } from "./spec";
/** The name of a spec. */
export const nameOf = (spec: Spec): string => spec.name;
`,
    'spec.ts': `/** A spec. */
export interface Spec {
  /** Its name. */
  readonly name: string;
}
/** States one; {@link Spec}. */
export function state(spec: Spec): Spec {
  return spec;
}
`,
  };

  const cases = [
    ['nothing', '', '', ''],
    ['a member', '  /** Its name. */\n', '', 'Spec.name (Property)'],
    ['a function', '/** States one; {@link Spec}. */\n', '', 'state (CallSignature)'],
    ['a type', '  readonly name: string;', '  readonly name: Hidden;', 'Hidden, defined in'],
    ['a link', '{@link Spec}', '{@link Nowhere}', 'Nowhere'],
  ] as const;
  let made: ReadonlyMap<string, ReturnType<typeof documented>[number]>;
  beforeAll(() => {
    const hidden =
      '/** Nobody exports it. */\nexport interface Hidden {\n  /** A number. */\n  readonly n: number;\n}\n';
    const packages = cases.map(([, text, instead]) => {
      const changed = sound['spec.ts'].replace(text, instead);
      return { ...sound, 'spec.ts': changed + hidden };
    });
    made = new Map(documented(packages).map((one, i) => [cases[i]![0], one]));
  }, 60_000);

  test.each(cases)('lacking %s', (name, _, __, complaint) => {
    const { status, said, out } = made.get(name)!;
    expect(said.join('\n')).toContain(complaint);
    expect({ status, complaints: said.length }).toEqual(
      complaint ? { status: 1, complaints: 1 } : { status: 0, complaints: 0 },
    );
    expect(Object.keys(pages(out))).toEqual(complaint ? [] : ['README.md', 'own.md', 'second.md']);
  });
});

/** The references of packages of these files, made in one process. */
function documented(packages: readonly Readonly<Record<string, string>>[]) {
  const folders = packages.map((files) => {
    const folder = mkdtempSync(join(tmp, 'package-'));
    const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
    const exports = { '.': { 'theoremcheck-source': './index.ts' }, './second': { types: './second.ts' } };
    write('package.json', JSON.stringify({ name: 'own', exports }));
    write('tsconfig.json', JSON.stringify({ compilerOptions: { noLib: true, types: [], module: 'ESNext' } }));
    for (const [file, text] of Object.entries(files)) write(file, text);
    mkdirSync(join(folder, 'out'));
    return folder;
  });
  const args = folders.map((folder) => ['--root', folder, '--out', join(folder, 'out')]);
  const { stdout } = started(join(root, 'tools', 'testing', 'api-each.mjs'), JSON.stringify(args));
  const each = JSON.parse(stdout) as { status: number; text: string }[];
  return each.map(({ status, text }, i) => ({ status, said: complaints(text), out: join(folders[i]!, 'out') }));
}

/** Runs the generator; what it says beside how it went. */
function api(...args: readonly string[]) {
  const { status, stdout, stderr } = started(join(root, 'tools', 'api.mjs'), ...args);
  return { status, said: complaints(`${stdout}${stderr}`) };
}

function started(script: string, ...args: readonly string[]) {
  const env = { ...process.env, NO_COLOR: '1' };
  return spawnSync(process.execPath, [script, ...args], { cwd: root, env, encoding: 'utf8' });
}

const complaints = (text: string) =>
  text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('[info]'));

function pages(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

const linksOf = (file: string, text: string) =>
  [...withoutCode(text).matchAll(/\[([^[\]\n]+)\]\(([^)\n]*)\)/g)].map(([, name, target]) => {
    const [to, anchor] = target!.split('#');
    return { from: file, name: plain(name!), to: to || file, anchor };
  });

/** A page as a whole, or the heading or the row that the anchor marks. As GitHub does, the first place of that name counts. */
function leadsTo(page: string | undefined, anchor: string | undefined, name: string): boolean {
  if (page === undefined || anchor === undefined) return page !== undefined;
  const lines = withoutCode(page).split('\n');
  const at = lines.findIndex((line) => line.includes(`<a id="${anchor}"></a>`) || slug(line) === anchor);
  const marked = lines[at]?.startsWith('<a id') ? lines.slice(at + 1).find((line) => line !== '') : lines[at];
  return (
    marked !== undefined &&
    plain(marked.replace(/^#+ /, '').replace(/^\| <a id="[^"]+"><\/a> (`[^`]+`).*/, '$1')) === name
  );
}

/** The anchor that GitHub gives a heading, where it is the first of its name. */
const slug = (line: string) =>
  /^#+ /.test(line) ? plain(line.replace(/^#+ /, '')).toLowerCase().replaceAll(' ', '-') : undefined;

const plain = (text: string) => text.replace(/[`\\?]|\(\)/g, '');
const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '');
