import { StringDecoder } from 'node:string_decoder';
import { isSystemError, systemError } from '../../base/system';
import { UsageError } from '../../base/usage-error';

/** Characters of the longest line that anybody means. */
const LONGEST = 1e6;

/**
 * The lines of a stream, without their ends (LF, CRLF or CR).
 *
 * @param who what is read, for messages
 * @throws UsageError for a line that is too long to be meant, before the rest of it is read
 */
export async function* inputLines(stream: AsyncIterable<Uint8Array>, who: string): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let count = 0;
  for await (const chunk of chunks(stream, who)) {
    const found = (rest + decoder.write(Buffer.from(chunk))).split(/\r\n|\n|\r(?!$)/);
    rest = found.pop()!;
    count += found.length;
    yield* found;
    if (rest.length > LONGEST) throw tooLong(who, count + 1);
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}

/** What the system refuses, for example a folder on standard input, is a sentence. */
async function* chunks(stream: AsyncIterable<Uint8Array>, who: string): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    throw isSystemError(error) ? systemError(error, who, 'text') : error;
  }
}

function tooLong(who: string, line: number): UsageError {
  const cure = 'are lines ended by line feeds?';
  return UsageError.expected(`${who}, line ${line}`, `at most ${LONGEST} characters`, 'more', cure);
}
