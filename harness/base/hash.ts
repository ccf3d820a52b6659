import { createHash } from 'node:crypto';

/** SHA-256 of a list of plain values, as 64 hex digits. JSON keeps the parts apart, so no two lists share a text. */
export function hash(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
