import { createInterface } from 'node:readline';

/** Where a command reads and writes; tests put their own in its place. */
export interface Io {
  /** Results: standard output, one line feed is added. */
  out(text: string): void;
  /** Errors and progress: standard error, one line feed is added. */
  err(text: string): void;
  /** Whether progress goes to a person at a terminal. */
  readonly terminal: boolean;
  /** Lines of standard input. */
  lines(): AsyncIterable<string>;
}

export const standardIo: Io = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  terminal: process.stderr.isTTY ?? false,
  lines: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
};
