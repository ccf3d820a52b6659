import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';

/** The arrows between the rooms of the tree are held by lint: every import is planted, and lint must refuse the forbidden ones. */
const { ROOMS, TOPS, rules } = require('./arrows.cjs') as {
  readonly ROOMS: ReadonlyMap<string, readonly string[]>;
  readonly TOPS: ReadonlyMap<string, { readonly not: readonly string[] }>;
  rules(): unknown;
};
const home = join(__dirname, '..');
const biome = join(dirname(require.resolve('@biomejs/biome/package.json')), 'bin', 'biome');
const read = (file: string) => JSON.parse(readFileSync(join(home, file), 'utf8'));

interface Plant {
  readonly file: string;
  readonly path: string;
  readonly free: boolean;
}

/** Every top-level folder that something is imported from: as a folder, and as a file in it, by code and by tests. */
const between: readonly Plant[] = [...TOPS].flatMap(([top, { not }]) =>
  ['generators', 'model', 'harness', 'theorems', 'bench', 'theoremcheck']
    .filter((other) => other !== top)
    .flatMap((other) => {
      const paths = other === 'theoremcheck' ? [other] : [`../../${other}`, `../../${other}/some/file`];
      return paths.flatMap((path, i) =>
        ['ts', 'test.ts'].map((end) => ({
          file: `${top}/planted/${other}${i}.${end}`,
          path,
          free: !not.includes(other),
        })),
      );
    }),
);

/** Every pair of rooms, a folder that no room is, and what only tests may reach. */
const within: readonly Plant[] = [...ROOMS].flatMap(([room, may]) =>
  [...ROOMS.keys(), 'harness', 'harness/new-room', `${room}/testing`, 'harness/base/testing']
    .filter((other) => other !== room)
    .map((other, i) => ({
      file: `${room}/planted${i}.ts`,
      path: `${posix.relative(room, other).replace(/^(?!\.)/, './')}/file`,
      free: may.includes(other),
    })),
);

/** Tests import what they test with; what stands in a room imports its neighbours. */
const allowed: readonly Plant[] = [...ROOMS.keys()].flatMap((room, i) => [
  { file: `${room}/near${i}.ts`, path: './file', free: true },
  { file: `${room}/near${i}.test.ts`, path: './testing/file', free: true },
  { file: `${room}/testing/near${i}.ts`, path: '../file', free: true },
]);

const plants = [...between, ...within, ...allowed];
const folder = mkdtempSync(join(tmpdir(), 'arrows-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Files that the project's own rules refuse for an import. */
function refused(): Set<string> {
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  put('biome.json', JSON.stringify({ ...read('biome.json'), vcs: { enabled: false } }));
  put('tools/arrows.json', JSON.stringify(read('tools/arrows.json')));
  for (const { file, path } of plants) put(file, `export * from '${path}';\n`);
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const { summary, diagnostics } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    summary: { readonly unchanged: number };
    diagnostics: readonly {
      readonly category: string;
      readonly location: { readonly path: string | { file: string } };
    }[];
  };
  expect(summary.unchanged).toBeGreaterThanOrEqual(plants.length);
  const imports = diagnostics.filter(({ category }) => category === 'lint/style/noRestrictedImports');
  return new Set(imports.map(({ location: { path } }) => (typeof path === 'string' ? path : path.file)));
}

test('lint refuses the imports that point the wrong way, and no other', () => {
  expect(new Set(plants.map(({ file }) => file)).size).toBe(plants.length);
  const found = refused();
  expect(plants.filter(({ file, free }) => found.has(file) === free)).toEqual([]);
  expect(between.filter(({ free }) => free)).toHaveLength(2 * 2 + 7 * 2);
});

test('no two rooms import each other, by whatever way round: each names only rooms that stand before it', () => {
  const names = [...ROOMS.keys()];
  const upward = [...ROOMS].flatMap(([room, may], i) =>
    may.filter((other) => !names.slice(0, i).includes(other)).map((other) => `${room} → ${other}`),
  );
  expect(upward).toEqual([]);
});

test('what lint reads is what tools/arrows.cjs says', () => {
  expect(read('tools/arrows.json')).toEqual(rules());
});

test('every folder of harness/ with code in it is a room', () => {
  const { stdout } = spawnSync('git', ['ls-files', 'harness'], { cwd: home, encoding: 'utf8' });
  const folders = new Set(stdout.trim().split('\n').map(dirname));
  const closed = [...folders].filter((name) => !/\/(testing|templates)\b/.test(name) && name !== 'harness');
  expect(closed.sort()).toEqual([...ROOMS.keys()].sort());
});
