import { readFileSync } from 'node:fs';
import { isSystemError, systemError } from './system';

/** A file's text, or undefined where there is none. @throws UsageError for a folder, or a file without read access. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') return undefined;
    throw systemError(error, file, 'a file that can be read');
  }
}
