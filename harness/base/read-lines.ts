import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { isSystemError, systemError } from './system';

/** Bytes that are read at once. */
const CHUNK = 1 << 20;

/**
 * Hands over the lines of a file one by one, without their ends and without a byte order mark, so that a file may be longer than
 * a text can be. Returns whether there is such a file.
 *
 * @throws UsageError for a folder, or a file without read access
 */
export function readLines(file: string, take: (line: string) => void): boolean {
  try {
    const descriptor = openSync(file, 'r');
    try {
      split(descriptor, take);
    } finally {
      closeSync(descriptor);
    }
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') return false;
    throw systemError(error, file, 'a file that can be read');
  }
}

function split(descriptor: number, take: (line: string) => void): void {
  const [chunk, decoder] = [Buffer.alloc(CHUNK), new StringDecoder('utf8')];
  let [rest, first] = ['', true];
  for (let size = readSync(descriptor, chunk); size > 0; size = readSync(descriptor, chunk)) {
    const lines = (rest + decoder.write(chunk.subarray(0, size))).split('\n');
    if (first) lines[0] = lines[0]!.replace(/^\uFEFF/, '');
    first = false;
    rest = lines.pop()!;
    for (const line of lines) take(line.replace(/\r$/, ''));
  }
  rest += decoder.end();
  if (rest !== '') take(rest.replace(/\r$/, ''));
}
