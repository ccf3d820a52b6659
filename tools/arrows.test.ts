import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The arrows between the rooms of the tree are held by lint: every import is planted, and lint must refuse the forbidden ones. */
const biome = join(dirname(require.resolve('@biomejs/biome/package.json')), 'bin', 'biome');
const ROOMS = ['generators', 'model', 'harness', 'theorems', 'bench'];
const MAY: Readonly<Record<string, readonly string[]>> = { generators: [], model: ['generators'], harness: [] };

/** Every room that something is imported from: as a folder, and as a file in it. The package's own name is theorems' way in. */
const plants = Object.entries(MAY).flatMap(([room, may]) => {
  const others = ROOMS.filter((other) => other !== room);
  const paths = others.flatMap((other) =>
    [other, `${other}/some/file`].map((path) => ({ other, path: `../../${path}` })),
  );
  const all = [...paths, { other: 'theoremcheck', path: 'theoremcheck' }];
  return all.map(({ other, path }, i) => ({ file: `${room}/folder/planted${i}.ts`, path, free: may.includes(other) }));
});

const folder = mkdtempSync(join(tmpdir(), 'arrows-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Files that the project's own rules refuse for an import. */
function refused(): Set<string> {
  const rules = JSON.parse(readFileSync(join(__dirname, '..', 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
  for (const { file, path } of plants) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `export * from '${path}';\n`);
  }
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
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
  const found = refused();
  const kept = plants.filter(({ file }) => !found.has(file));
  expect(kept).toEqual(plants.filter(({ free }) => free));
  expect(kept).toHaveLength(2);
});
