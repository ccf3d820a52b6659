import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { prose } from '../docs/testing/prose';
import { reachable } from './package-list';

/**
 * The package as others install it: packed, unpacked into a store where its dependencies and nothing else lie beside it, as
 * pnpm does, and linked into a project that has none of them but fast-check, and a package of the same name as one of ours
 * that throws.
 */
const root = resolve(__dirname, '..');
const tmp = realpathSync(mkdtempSync(join(tmpdir(), 'package-')));
const app = join(tmp, 'app');
const installed = join(tmp, 'store', 'node_modules', 'theoremcheck');
let files: readonly string[] = [];

beforeAll(() => {
  const packed = run(root, 'npm', 'pack', '--json', '--pack-destination', tmp);
  files = listed(packed.out);
  run(tmp, 'tar', 'xzf', join(tmp, readdirSync(tmp).find((file) => file.endsWith('.tgz'))!));
  const { dependencies, optionalDependencies } = manifest(join(tmp, 'package'));
  link(Object.keys({ ...dependencies, ...optionalDependencies }), join(tmp, 'store', 'node_modules'));
  run(tmp, 'mv', 'package', installed);
  link(['fast-check', 'jest', 'typescript', '@types'], join(app, 'node_modules'));
  symlinkSync(installed, join(app, 'node_modules', 'theoremcheck'));
  write('node_modules/ajv/index.js', "throw new Error('another ajv');\n");
  write('package.json', '{ "name": "app", "private": true }\n');
}, 90_000);

afterAll(() => rmSync(tmp, { recursive: true }));

test('the tarball holds what can be reached, what describes it, and nothing else', () => {
  const { exports } = manifest(installed);
  const sources = files.filter((file) => /^(generators|harness|model|theorems)\//.test(file));
  const needed = reachable(installed, exports, sources);
  expect([...needed].filter((file) => !files.includes(file))).toEqual([]);
  expect(sources.filter((file) => !needed.has(file))).toEqual([]);
  const others = files.filter((file) => !sources.includes(file) && !/^(dist|docs|examples)\//.test(file));
  expect(others.filter((file) => !/^tools\/slurm\/\w+\.sbatch$/.test(file)).sort()).toEqual([
    'CHANGELOG.md',
    'CITATION.cff',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'STYLE.md',
    'THEOREMS.md',
    'jest-preset.d.ts',
    'jest-preset.js',
    'package.json',
    'references.bib',
  ]);
  expect(files.filter((file) => /(^|\/)testing\/|\.test\.tsx?$|attempts\.jsonl|accepted\.json/.test(file))).toEqual([]);
});

test('no page of it links to what it does not hold', () => {
  const held = (path: string) => files.some((file) => file === path || file.startsWith(`${path}/`));
  const links = (page: string) =>
    [...prose(join(installed, page)).matchAll(/\]\(([^)\s#]+)[^)\s]*\)/g)].map(([, target]) => target!);
  const pages = files.filter((file) => file.endsWith('.md'));
  expect(pages.length).toBeGreaterThan(30);
  const lost = pages.flatMap((page) =>
    links(page)
      .filter((target) => !/^[a-z]+:/.test(target) && !held(posix.join(posix.dirname(page), decodeURI(target))))
      .map((target) => `${page}: ${target}`),
  );
  expect(lost).toEqual([]);
});

test('whatever the manifest names is there, and so is what is read from its folder', () => {
  const { main, types, bin, exports } = manifest(installed);
  const named = leaves({ main, types, bin, exports }).map((file) => file.replace(/^\.\//, ''));
  expect(named.length).toBeGreaterThan(25);
  expect(named.filter((file) => !files.includes(file))).toEqual([]);
  const read = ['model/kernel', 'harness/scaffold/templates'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );
  const missing = read.filter((file) => /\.\w+$/.test(file) && !/\.test\.ts$/.test(file) && !files.includes(file));
  expect(missing).toEqual([]);
});

test('trainings have the bits of the clone', () => {
  const { status, out, err } = run(app, process.execPath, 'node_modules/theoremcheck/harness/cli/bin.cjs', 'selftest');
  expect([status, err]).toEqual([0, '']);
  expect(out.match(/: \d+ trainings on fused, all as on file$/gm)).toHaveLength(3);
}, 60_000);

const CONSUMER = `
import * as fc from 'fast-check';
import { atMost, cite, type Family, synthetic, theorem, type Training } from 'theoremcheck';
import { ln, Random, regionArbitrary } from 'theoremcheck/generators';
import { bu2024, li2024 } from 'theoremcheck/families';
import { forAll, paper } from 'theoremcheck/bu2024';
import { tau } from 'theoremcheck/li2024';
export const own: fc.Arbitrary<Record<string, number>> = regionArbitrary([{ symbol: 'm', law: 'uniform', from: 1, to: 2 }]);
export const family: Family<{ m: number }, Training> | undefined = undefined;
export const value: number = ln(new Random([1, 2]).uniform()) + bu2024.reference.K1 + li2024.reference.M1 + tau.value;
export const stated = theorem({
  name: 'a', statement: 'b', source: cite('bu2024', 'c', 'paraphrased'), family: bu2024, forAll, paper,
  horizon: '1', claim: ({ at }) => atMost(at('horizon').correctAttention, '1'), controls: {},
});
// @ts-expect-error a name is a text: types are there and not any
theorem({ ...stated.spec, name: 1 });
export const law = synthetic({ doc: 'd', observations: {} });
`;

/** Without skipLibCheck; what passes so passes with it. A `.mts` file is an ES module, the other is CommonJS for NodeNext. */
test.each([
  ['NodeNext', 'NodeNext'],
  ['ESNext', 'bundler'],
])(
  'types in modules of kind %s, found as %s does',
  (module, moduleResolution) => {
    for (const file of ['consumer.ts', 'consumer.mts']) write(file, CONSUMER);
    expect(checked(['consumer.ts', 'consumer.mts'], { types: [], module, moduleResolution })).toBe('');
  },
  60_000,
);

/** With skipLibCheck: declarations of tfjs 4.22 contradict the DOM of TypeScript 6 by themselves. */
test('types of the tfjs entry', () => {
  const text = `import { AutodiffTrainer, loadBackend } from 'theoremcheck/tfjs';
export const x = (await loadBackend()).tf.scalar(1);
// @ts-expect-error a scalar is no trainer
export const y: AutodiffTrainer = x;\n`;
  write('tfjs.mts', text);
  expect(checked(['tfjs.mts'], { module: 'NodeNext', skipLibCheck: true })).toBe('');
}, 60_000);

test('one instance for CommonJS and ES modules; the engines of an entry start in plain Node', () => {
  write(
    'consumer.mjs',
    `import { createRequire } from 'node:module';
import { theorem } from 'theoremcheck';
import { bu2024 } from 'theoremcheck/families';
import { loadBackend } from 'theoremcheck/tfjs';
import * as shared from 'theoremcheck/bu2024';
import { Random } from 'theoremcheck/generators';
const same = createRequire(import.meta.url)('theoremcheck').theorem === theorem;
const { tf } = await loadBackend(['cpu']);
const slope = tf.grad((x) => tf.sum(tf.mul(x, x)))(tf.tensor1d([3])).dataSync()[0];
const { describe } = await bu2024.prepare('fused');
console.log(JSON.stringify({ same, slope, describe, horizon: shared.horizon, random: typeof Random }));`,
  );
  const { out, err } = run(app, process.execPath, 'consumer.mjs');
  expect(err).toBe('');
  const said = JSON.parse(out);
  // d(x²)/dx = 2x.
  expect(said).toEqual({ same: true, slope: 6, describe: 'fused', horizon: 'tau * m * K1 / eta', random: 'function' });
}, 60_000);

/** What theoremcheck new writes, brought to its verdict by the preset, from every kind of configuration of Jest. */
describe('a new theorem', () => {
  beforeAll(() => {
    const bin = 'node_modules/theoremcheck/harness/cli/bin.cjs';
    expect(run(app, process.execPath, bin, 'new', 'mine/first', '--family').status).toBe(0);
  }, 60_000);

  const jest = (...flags: string[]) => run(app, process.execPath, 'node_modules/jest/bin/jest.js', ...flags);

  test.each([
    ['jest.config.js', "module.exports = { preset: 'theoremcheck' };"],
    ['jest.config.mjs', "export default { preset: 'theoremcheck' };"],
    ['jest.config.json', '{ "preset": "theoremcheck" }'],
    [
      'jest.config.cjs',
      "const { reporters } = require('theoremcheck/jest-preset');\nmodule.exports = { reporters, projects: [{ preset: 'theoremcheck' }, { displayName: 'unit' }] };",
    ],
  ])(
    'is found by %s',
    (file, text) => {
      write(file, text);
      const { out } = jest('--listTests');
      rmSync(join(app, file));
      expect(out.trim().split('\n')).toEqual([join(app, 'theorems/mine/first.theorem.ts')]);
    },
    60_000,
  );

  test('has the same code hash wherever the package lies', () => {
    const script = 'require(process.argv[1]).build(process.cwd()).then(({ code }) => console.log(code))';
    const hashes = [installed, root].map((each) =>
      run(app, process.execPath, '-e', script, join(each, 'harness/project/boot.cjs')),
    );
    expect(hashes[0]!.out).toMatch(/^[0-9a-f]{64}\n$/);
    expect(hashes[1]!.out).toBe(hashes[0]!.out);
  }, 60_000);

  test('reaches its verdict', () => {
    write('package.json', '{ "name": "app", "private": true, "jest": { "preset": "theoremcheck" } }\n');
    const { status, err } = jest();
    expect(err).toMatch(/CORROBORATED/i);
    expect(status).toBe(0);
    const { claims } = JSON.parse(readFileSync(join(app, 'reports/verdicts.json'), 'utf8'));
    expect(claims).toHaveLength(1);
  }, 90_000);

  test('writes what neither starts the next run in watch mode nor is taken for a module', () => {
    const entries = readdirSync(app, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const written = entries.map(({ name }) => name).filter((name) => !['node_modules', 'theorems'].includes(name));
    expect(written).toEqual(['.theoremcheck', 'reports']);
    const [config] = JSON.parse(jest('--showConfig').out).configs;
    const ignored = (patterns: readonly string[]) =>
      [...written, 'theorems'].filter((name) => patterns.some((one) => new RegExp(one).test(join(app, name, 'a.js'))));
    expect(ignored(config.watchPathIgnorePatterns)).toEqual(written);
    expect(ignored(config.modulePathIgnorePatterns)).toEqual(['.theoremcheck']);
  }, 60_000);
});

/** What the compiler says of files of the project, strictly and with all declarations checked. */
function checked(files: readonly string[], options: object): string {
  // Of all declarations only those that TypeScript brings itself are not checked again.
  const common = { strict: true, skipLibCheck: false, skipDefaultLibCheck: true, noEmit: true, target: 'ES2022' };
  const compilerOptions = { ...common, ...options };
  write('tsconfig.json', JSON.stringify({ compilerOptions, files }));
  return run(app, process.execPath, 'node_modules/typescript/bin/tsc', '-p', '.').out;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(app, file)), { recursive: true });
  writeFileSync(join(app, file), text);
}

/** What plain Node reads of a package.json. */
const manifest = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** All texts in an object. */
const leaves = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(leaves);

function link(names: readonly string[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(folder, name));
  }
}

/** npm 11 lists packages in an array, npm 12 by name. */
function listed(json: string): readonly string[] {
  const [packed] = Object.values(JSON.parse(json)) as [{ files: readonly { path: string }[] }];
  return packed.files.map(({ path }) => path);
}

function run(cwd: string, command: string, ...args: string[]) {
  // Where the package lies must not come from the process that runs this test. One worker: each loads the families anew.
  const { THEOREMCHECK_PACKAGE: _, FORCE_COLOR: __, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: '1', npm_config_loglevel: 'error', THEOREMCHECK_WORKERS: '1' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  return { status, out: stdout, err: stderr };
}
