import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from './package-root';

/**
 * Path of a file that is compiled once, named by what it is made of: in the first folder that has it, else made in the
 * first one that can be written. The harness names the folders; without it they are those of the working directory and the package.
 *
 * @param make writes the file into a folder, whole or not at all.
 */
export function builtFile(name: string, make: (folder: string, file: string) => void): string {
  const places = folders();
  const known = places.map((folder) => join(folder, name)).find((file) => existsSync(file));
  if (known) return known;
  const folder = places.find(writable) ?? temporary();
  make(folder, join(folder, name));
  return join(folder, name);
}

/** Gives a whole file its name. Its content is on the disk by then: a loss of power leaves no half of it under the name. */
export function giveName(temporary: string, file: string): void {
  const descriptor = openSync(temporary, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}

function folders(): readonly string[] {
  const named = process.env.THEOREMCHECK_BUILDS;
  const build = join('.theoremcheck', 'build');
  return named ? (JSON.parse(named) as string[]) : [join(process.cwd(), build), join(packageRoot(), build)];
}

function writable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

let last: string | undefined;

/** Of this thread alone. */
function temporary(): string {
  if (last !== undefined && existsSync(last)) return last;
  const made = mkdtempSync(join(tmpdir(), 'theoremcheck-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  last = made;
  return made;
}
