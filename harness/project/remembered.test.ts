import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { boot, emptyProject, type Project, theoremFile } from './testing/project';

let own: Project;
beforeAll(async () => {
  own = emptyProject({
    'theorems/coin/a.theorem.ts': theoremFile('a'),
    'theorems/coin/numbers.ts': 'export const one = 1;\n',
    'theorems/coin/link.ts': "export * from './numbers';\n",
  });
  own.write(
    'theorems/other/family.ts',
    "import { one } from '../coin/link';\nimport { two } from 'two';\nexport const sum = one + two;\n",
  );
  // A folder of packages of its own.
  rmSync(join(own.cwd, 'node_modules'));
  own.write('node_modules/two/package.json', '{ "name": "two", "version": "1.0.0" }');
  own.write('node_modules/two/index.js', 'exports.two = 2;\n');
  await setTimeout(50); // what changed just before a build may have changed during it
});
afterAll(() => own.remove());

const builds = () => join(own.cwd, '.theoremcheck/build');
const records = () => readdirSync(builds()).filter((file) => file.startsWith('worker-') && file.endsWith('.json'));
const build = async () => (await boot.build(own.cwd)).code;

/** Whether a start takes the record for what it is: here for a bundle of another hash. */
const PLANTED = 'planted';
const plant = async () => {
  const code = await build();
  expect(records()).toHaveLength(1);
  const file = join(builds(), records()[0]!);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(code, PLANTED));
  expect(await build()).toBe(PLANTED);
  return file;
};

const bundles = () => readdirSync(builds()).filter((file) => /^worker-.*\.cjs$/.test(file));

it.each<[string, () => void]>([
  [
    'a file of the same length and time',
    () => {
      const file = join(own.cwd, 'theorems/coin/numbers.ts');
      const { atime, mtime } = statSync(file);
      writeFileSync(file, 'export const one = 9;\n');
      utimesSync(file, atime, mtime);
    },
  ],
  [
    'a file that is taken in the place of another',
    () => own.write('theorems/coin/numbers.tsx', 'export const one = 3;\n'),
  ],
  [
    'a folder in the place of a file',
    () => {
      rmSync(join(own.cwd, 'theorems/coin/link.ts'));
      own.write('theorems/coin/link/index.ts', "export * from '../numbers';\n");
    },
  ],
  [
    'the version of a package',
    () => own.write('node_modules/two/package.json', '{ "name": "two", "version": "1.0.1" }'),
  ],
  ['how files of a folder are read', () => own.write('theorems/package.json', '{ "sideEffects": false }')],
  [
    'a bundle that is cut short',
    () => {
      for (const file of bundles()) writeFileSync(join(builds(), file), readFileSync(join(builds(), file)).subarray(9));
    },
  ],
  [
    'a bundle that is gone',
    () => {
      for (const file of bundles()) rmSync(join(builds(), file));
    },
  ],
  ['a package that is gone', () => rmSync(join(own.cwd, 'node_modules/two'), { recursive: true })],
])(
  'what is known of a bundle is not believed after a change of %s',
  async (_, change) => {
    const file = await plant();
    change();
    await setTimeout(50);
    expect(await build()).toMatch(/^[0-9a-f]{64}$/);
    rmSync(file, { force: true });
    await build();
  },
  60_000,
);

it('claims, which import the package by its name, are not bundled again either', async () => {
  await build();
  const [record, ...others] = readdirSync(builds()).filter((file) => /^claims-.*\.json$/.test(file));
  expect(others).toEqual([]);
  const file = join(builds(), record!);
  const { name } = JSON.parse(readFileSync(file, 'utf8')) as { name: string };
  copyFileSync(join(builds(), name), join(builds(), 'planted.cjs'));
  writeFileSync(file, readFileSync(file, 'utf8').replace(name, 'planted.cjs'));
  expect((await boot.build(own.cwd)).gated.bundle).toBe(join(builds(), 'planted.cjs'));
}, 60_000);

it('the time of a file says nothing, and no record is needed', async () => {
  await plant();
  const now = new Date();
  utimesSync(join(own.cwd, 'theorems/coin/numbers.ts'), now, now);
  expect(await build()).toBe(PLANTED);
  rmSync(builds(), { recursive: true });
  expect(await build()).toMatch(/^[0-9a-f]{64}$/);
}, 60_000);
