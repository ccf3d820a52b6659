import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { slug } from '../harness/report/text/slug';
import { prose } from './testing/prose';

const root = resolve(__dirname, '..');
const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => existsSync(join(root, file)));

/** Headings as GitHub numbers them, and anchors that are written out. */
function anchorsOf(file: string): Set<string> {
  const text = readFileSync(file, 'utf8');
  const shown = text.replace(/^```[\s\S]*?^```$/gm, '');
  const found = new Set([...shown.matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id!));
  const seen = new Map<string, number>();
  for (const [, heading] of shown.matchAll(/^#+ (.*)$/gm)) {
    const id = slug(heading!.replace(/\\(.)/g, '$1').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    found.add(before ? `${id}-${before}` : id);
  }
  return found;
}

/** What a link of a page leads nowhere for; undefined where it leads somewhere, or out of the project. */
function fault(page: string, target: string): string | undefined {
  if (/^[a-z]+:/.test(target)) return undefined;
  const [path = '', anchor] = decodeURI(target).split('#');
  const file = path === '' ? page : resolve(dirname(page), path);
  if (!existsSync(file)) return `${relative(root, page)}: no file ${path}`;
  const known = anchor === undefined || anchorsOf(file).has(anchor);
  return known ? undefined : `${relative(root, page)}: no heading #${anchor} in ${relative(root, file)}`;
}

const faults = (page: string): string[] =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => fault(page, target!) ?? []);

test('pages link to files and headings that are there', () => {
  expect(pages.length).toBeGreaterThan(30);
  expect(pages.flatMap((page) => faults(join(root, page)))).toEqual([]);
});

test('and a link that leads nowhere is seen', () => {
  const page = join(root, 'docs/README.md');
  expect(fault(page, 'guide.md#2-a-family-of-your-own')).toBeUndefined();
  expect(fault(page, 'gone.md')).toBe('docs/README.md: no file gone.md');
  expect(fault(page, 'guide.md#gone')).toBe('docs/README.md: no heading #gone in docs/guide.md');
});

test('the index names every document', () => {
  const index = prose(join(root, 'docs/README.md'));
  const documents = pages.filter((file) => /^docs\/(decisions\/)?[\w-]+\.md$/.test(file) && file !== 'docs/README.md');
  const missing = documents.filter((file) => !index.includes(`](${file.slice('docs/'.length)})`));
  expect(missing).toEqual([]);
});

test('the glossary defines words in files that are there, and each word once', () => {
  const rows = [...readFileSync(join(root, 'docs/glossary.md'), 'utf8').matchAll(/^\| (.*?) \|.*\| (.*?) \|$/gm)];
  const files = rows.flatMap(([row]) => [...row.matchAll(/`([\w/-]+\.ts)`/g)].map(([, file]) => file!));
  expect(files.length).toBeGreaterThan(25);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  const words = rows.flatMap(([, word]) => (word === 'word' || word === '---' ? [] : word!.split(', ')));
  expect(words.filter((word, i) => words.indexOf(word) < i)).toEqual([]);
});
