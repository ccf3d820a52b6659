import { readFileSync } from 'node:fs';
import { isSystemError, systemError } from './system';

/**
 * A file's text, as a checkout with other line ends and an editor that writes a byte order mark leave it: with \n and without
 * the mark; undefined where there is none.
 *
 * @throws UsageError for a folder, or a file without read access
 */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') return undefined;
    throw systemError(error, file, 'a file that can be read');
  }
}
