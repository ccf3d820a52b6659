import { readFileSync } from 'node:fs';
import { BadInput, utf8 } from '../bad-input';

/** A labelled text of a pool. */
export interface PoolLine {
  readonly text: string;
  readonly label: 1 | -1;
}

const LABELS: Readonly<Record<string, 1 | -1>> = { '+': 1, '+1': 1, '1': 1, '-': -1, '-1': -1, '−1': -1 };

/**
 * A pool of labelled examples: lines of text, a tab, and the label (+1 or −1, or + or −); lines that begin with # are skipped.
 * Throws BadInput for a file that cannot be read or is not UTF-8, a line without a label, and an empty pool.
 */
export function readPool(file: string): PoolLine[] {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new BadInput(file, 'a file', code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'a folder' : message);
  }
  const lines = utf8(bytes, file).split(/\r?\n/);
  const found = lines.flatMap((line, i) =>
    line.trim() === '' || line.startsWith('#') ? [] : [parsed(`${file}:${i + 1}`, line)],
  );
  if (found.length === 0) throw new BadInput(file, 'labelled examples', 'none', 'a line is a text, a tab and +1 or -1');
  return found;
}

function parsed(where: string, line: string): PoolLine {
  const [text, label = ''] = line.split('\t');
  const sign = LABELS[label.trim()];
  if (sign === undefined) throw new BadInput(where, 'a text, a tab and +1 or -1', `“${line.slice(0, 60)}”`);
  return { text: text!.trim(), label: sign };
}
