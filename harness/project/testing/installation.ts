import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Ran } from '../../cli/testing/project';
import { ROOT } from './project';

/** The package installed below a folder, and an empty folder `cwd` beside it. Tests may edit either. */
export interface Installation {
  readonly folder: string;
  readonly cwd: string;
  readonly package: string;
  /** Runs the command line there; `prefix` is what it is started by, for example another user. */
  run(args: readonly string[], env?: NodeJS.ProcessEnv, prefix?: readonly string[]): Ran;
  remove(): void;
}

/** As npm installs it: with the bundle of the command line (see tools/unit-setup.cjs). */
const SOURCES = [
  'dist/js/cli.cjs',
  'generators',
  'harness',
  'model',
  'theorems',
  'package.json',
  'references.bib',
  'jest-preset.js',
];

/** @param at where its node_modules lie, below the folder. */
export function install(at: string): Installation {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'installed-')));
  const modules = join(folder, at, 'node_modules');
  const home = join(modules, 'theoremcheck');
  const cwd = join(folder, 'app');
  for (const each of [home, cwd]) mkdirSync(each, { recursive: true });
  for (const each of SOURCES) cpSync(join(ROOT, each), join(home, each), { recursive: true, filter: isSource });
  for (const name of packages()) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  return { folder, cwd, package: home, run: runner(home, cwd), remove: () => rmSync(folder, { recursive: true }) };
}

const isSource = (file: string): boolean => !/\.test\.tsx?$|[/\\]\.theoremcheck$/.test(file);

function packages(): readonly string[] {
  const names = readdirSync(join(ROOT, 'node_modules')).filter((name) => !name.startsWith('.'));
  return names.flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(ROOT, 'node_modules', name)).map((each) => `${name}/${each}`) : [name],
  );
}

function runner(home: string, cwd: string): Installation['run'] {
  return (args, env = {}, prefix = []) => {
    // Where the package and its builds lie must not come from the process that runs the test.
    const { THEOREMCHECK_PACKAGE: _, THEOREMCHECK_BUILDS: __, ...inherited } = process.env;
    const [command, ...rest] = [...prefix, process.execPath, join(home, 'harness/cli/bin.cjs'), ...args];
    const options = { cwd, env: { ...inherited, ...env }, encoding: 'utf8', input: '0\n0\n' } as const;
    const { status, stdout, stderr } = spawnSync(command!, rest, options);
    return { status, out: stdout, err: stderr };
  };
}
