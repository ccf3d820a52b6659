import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { BadInput } from '../bad-input';

/** Called now and then with the share of the file that was read, 0 … 1. */
export type OnProgress = (share: number) => void;

/** Bytes read between two calls of `progress`. */
const STRIDE = 1 << 20;
/** A line of an embedding is some kilobytes; a file without line ends must not fill the memory. */
const LONGEST = 1 << 20;

/**
 * The lines of a file, plain or gzipped, as strings whose characters are bytes (latin1), without their ends. One chunk is held at
 * a time. Throws BadInput for a file that cannot be read, damaged gzip, or a line of a megabyte.
 */
export async function* lines(file: string, progress: OnProgress = () => {}): AsyncGenerator<string> {
  const zipped = isGzip(file);
  const size = statSync(file).size;
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  let [read, told] = [0, 0];
  source.on('data', (chunk) => {
    read += chunk.length;
    if (read < told + STRIDE && read < size) return;
    told = read;
    progress(read / size);
  });
  let rest = '';
  for await (const chunk of readable(file, zipped ? source.pipe(createGunzip()) : source)) {
    const parts = (rest + chunk.toString('latin1')).split('\n');
    rest = parts.pop()!;
    if (rest.length > LONGEST) throw new BadInput(file, 'a word and its numbers on each line', 'a line of a megabyte');
    for (const part of parts) yield bare(part);
  }
  if (rest !== '') yield bare(rest);
}

const bare = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

async function* readable(file: string, stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch (error) {
    throw new BadInput(file, 'a file that can be read to its end', (error as Error).message);
  }
}

/** By its first two bytes, whatever its name is. */
function isGzip(file: string): boolean {
  const start = Buffer.alloc(2);
  try {
    const handle = openSync(file, 'r');
    readSync(handle, start, 0, 2, 0);
    closeSync(handle);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const got = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'a folder' : (error as Error).message;
    throw new BadInput(file, 'a file', got);
  }
  return start[0] === 0x1f && start[1] === 0x8b;
}
