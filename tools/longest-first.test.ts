import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import seconds from './test-times.json';

const root = resolve(__dirname, '..');
const LongestFirst = require('./longest-first.cjs');

/** What Jest knows of files in a fresh clone: their sizes. The short ones are the largest. */
function sorted(names: readonly string[], known: Readonly<Record<string, number>> = {}): readonly string[] {
  const sequencer = new LongestFirst({ contexts: [], globalConfig: {} });
  sequencer._getCache = () =>
    Object.fromEntries(Object.entries(known).map(([name, ms]) => [join(root, name), [1, ms]]));
  const hasteFS = { getSize: (path: string) => (path.includes('short') ? 2 : 1) };
  const tests = names.map((name) => ({ path: join(root, name), context: { config: { rootDir: root }, hasteFS } }));
  return (sequencer.sort(tests) as typeof tests).map(({ path }) => path.slice(root.length + 1));
}

const [longest, second] = Object.keys(seconds) as [string, string];

test('the files that take longest begin first where nothing ran before', () => {
  expect(sorted(['short.test.ts', second, longest])).toEqual([longest, second, 'short.test.ts']);
});

test('what was measured on this machine stands over the list', () => {
  expect(sorted([longest, second], { [longest]: 10, [second]: 20 })).toEqual([second, longest]);
});

test('every file of the list is there', () => {
  expect(Object.keys(seconds).filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
