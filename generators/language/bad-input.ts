/** What is wrong with somebody's file, in one sentence: `file:line: expected …, got … (cure)`. */
export class BadInput extends Error {
  /** The command line prints errors of this name without their stack. */
  override readonly name = 'UsageError';

  constructor(where: string, expected: string, got: string, cure = '') {
    const said = `${where}: expected ${expected}, got ${got}${cure === '' ? '' : ` (${cure})`}`;
    // What it quotes may hold lines of its own: parsers of JSON quote them.
    super(said.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' '));
  }
}

/** Text from bytes that have to be UTF-8; a byte order mark is dropped. */
export function utf8(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(where, 'text in UTF-8', 'bytes in another encoding', 'save the file as UTF-8');
  }
}
