import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';

const bin = join(__dirname, '..', '..', 'harness', 'cli', 'bin.cjs');
const kept = /[/\\](\.theoremcheck|reports|__pycache__|node_modules)$/;

export interface Verdict {
  readonly name: string;
  readonly verdict: string;
  readonly trials: number;
}

/** A copy of an example that is verified with a certain python3, as a user would do it. */
export function exampleCopy(folder: string, python: string) {
  const cwd = mkdtempSync(join(tmpdir(), `${basename(folder)}-`));
  cpSync(folder, cwd, { recursive: true, filter: (path) => !kept.test(path) });
  mkdirSync(join(cwd, 'bin'));
  // A link to a python of a virtual environment would be one of no environment.
  writeFileSync(join(cwd, 'bin', 'python3'), `#!/bin/sh\nexec '${python}' "$@"\n`, { mode: 0o755 });
  const path = `${join(cwd, 'bin')}${delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH: path, THEOREMCHECK_WORKERS: '1', CI: '' };
  const verify = (pattern: string) => {
    const args = [bin, 'verify', pattern, '--json', '--no-report'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    return { status, claims: (JSON.parse(stdout) as { claims: Verdict[] }).claims };
  };
  const change = (file: string, from: string, to: string) => {
    const text = readFileSync(join(cwd, file), 'utf8');
    if (!text.includes(from)) throw new Error(`${file}: expected ${from}`);
    writeFileSync(join(cwd, file), text.replace(from, to));
  };
  return { verify, change, remove: () => rmSync(cwd, { recursive: true }) };
}
