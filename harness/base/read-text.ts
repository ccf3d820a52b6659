import { readFileSync } from 'node:fs';
import { UsageError } from './usage-error';

/** A file's text, or undefined where there is none. @throws UsageError for a folder, or a file without read access. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw UsageError.expected(file, 'a file that can be read', code === 'EISDIR' ? 'a folder' : message);
  }
}
