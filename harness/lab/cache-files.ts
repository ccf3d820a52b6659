import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isSystemError, systemError } from '../base/system';
import { UsageError } from '../base/usage-error';

/**
 * The files of stored trials that a path stands for: a file, or all `*.jsonl` of a folder, by name.
 *
 * @throws UsageError for a path where nothing is, or that cannot be read
 */
export function cacheFiles(path: string): readonly string[] {
  if (!existsSync(path))
    throw UsageError.expected('cache', 'a file of stored trials, or a folder of them', `none at ${path}`);
  return statSync(path).isDirectory() ? filesIn(path) : [path];
}

/** The same for a folder that need not be there yet. */
export function filesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') return [];
    throw systemError(error, folder, 'a folder of stored trials');
  }
}
