import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { hash } from '../base/hash';
import { UsageError } from '../base/usage-error';

/** Folders that hold nothing of a project's own. */
const FOREIGN = new Set(['node_modules', '__pycache__', 'venv', 'site-packages']);

/**
 * A hash of the sources behind a command: of every file that it names, of all files of the same kind (`.py`) below the folder
 * of each, and of what else is listed. What trains is part of the code hash of every trial, so that a changed line is a change of
 * what is stored.
 */
export function sourcesHash(cwd: string, command: readonly string[], others: readonly string[], who: string): string {
  const named = command.map((part) => resolve(cwd, part)).filter((file) => existsSync(file) && statSync(file).isFile());
  // A program such as /usr/bin/python3 is none of the sources.
  const scripts = named.filter((file) => extname(file) !== '' && file.startsWith(cwd + sep));
  const found = [...scripts.flatMap(neighbours), ...others.map((file) => listed(cwd, file, who))];
  const files = [...new Set(found)].sort();
  return hash(...files.map((file) => [relative(cwd, file).split(sep).join('/'), readFileSync(file, 'base64')]));
}

function neighbours(script: string): readonly string[] {
  return below(dirname(script), extname(script));
}

function below(folder: string, kind: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || FOREIGN.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return existsSync(join(path, 'pyvenv.cfg')) ? [] : below(path, kind);
    return entry.isFile() && extname(entry.name) === kind ? [path] : [];
  });
}

function listed(cwd: string, file: string, who: string): string {
  const path = resolve(cwd, file);
  if (existsSync(path) && statSync(path).isFile()) return path;
  throw UsageError.expected(`${who}, sources`, 'files of the project', file);
}
