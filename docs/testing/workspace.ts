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
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..');

/** A temporary project of a user, in which `theoremcheck` is this checkout. */
export interface UserProject {
  readonly cwd: string;
  read(file: string): string;
  write(file: string, text: string): void;
  /** Runs commands as a user types them; `output` is both streams as a terminal shows them. */
  run(commands: string): { readonly status: number | null; readonly output: string };
  remove(): void;
}

export function workspace(): UserProject {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'page-')));
  install(join(cwd, 'node_modules'));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), text);
  };
  write('package.json', '{ "name": "mine", "private": true }\n');
  return {
    cwd,
    write,
    read: (file) => readFileSync(join(cwd, file), 'utf8'),
    run: (commands) => run(cwd, commands),
    remove: () => rmSync(cwd, { recursive: true }),
  };
}

/** As npm would: every package, this one included, and the commands of each. */
function install(folder: string): void {
  const link = (from: string, to: string) => symlinkSync(join(root, from), join(folder, to));
  mkdirSync(join(folder, '.bin'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '.bin' && name !== 'theoremcheck') link(join('node_modules', name), name);
  }
  for (const name of readdirSync(join(root, 'node_modules', '.bin')))
    link(join('node_modules', '.bin', name), join('.bin', name));
  link('.', 'theoremcheck');
  link('harness/cli/bin.cjs', '.bin/theoremcheck');
}

/** Stops at the first command that fails. npx is known to find these commands; doing without it saves a second each. */
function run(cwd: string, commands: string) {
  const script = `exec 2>&1; npx() { "$@"; }\n${commands}`;
  const { status, stdout, error } = spawnSync('sh', ['-ec', script], { cwd, env: environment(cwd), encoding: 'utf8' });
  if (error) throw error;
  return { status, output: stdout };
}

/** Nothing of how this process was started may change what a page shows. */
function environment(cwd: string): NodeJS.ProcessEnv {
  const ours = /^(THEOREMCHECK_|GITHUB_|JEST_|NODE_ENV$|NODE_OPTIONS$|FORCE_COLOR$|CI$|COLUMNS$)/;
  const inherited = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return {
    ...Object.fromEntries(inherited),
    NO_COLOR: '1',
    // What is said does not depend on it, and every worker loads the families anew.
    THEOREMCHECK_WORKERS: '1',
    PATH: `${join(cwd, 'node_modules', '.bin')}:${process.env.PATH}`,
  };
}
