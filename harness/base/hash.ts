import * as crypto from 'node:crypto';

/** SHA-256 of a list of plain values, as 64 hex digits. JSON keeps the parts apart, so no two lists share a text. */
export function hash(...parts: readonly unknown[]): string {
  return sha256(JSON.stringify(parts));
}

/** In one call where Node has it (20.12 and later): several hashes belong to each trial, and none leaves an object behind then. */
const sha256: (text: string) => string =
  typeof crypto.hash === 'function'
    ? (text) => crypto.hash('sha256', text, 'hex')
    : (text) => crypto.createHash('sha256').update(text).digest('hex');
