import { isLive } from '../report/terminal/is-live';
import { lines } from './lines';

/** Where a command reads and writes; tests put their own in its place. */
export interface Io {
  /** Results: standard output, one line feed is added. */
  out(text: string): void;
  /** Errors and progress: standard error, one line feed is added. */
  err(text: string): void;
  /** Whether progress goes to a person at a terminal. */
  readonly terminal: boolean;
  /** Columns of the terminal that results go to; absent when they go elsewhere. */
  readonly columns?: number | undefined;
  /** Lines of standard input. */
  lines(): AsyncIterable<string>;
}

export const standardIo: Io = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  terminal: isLive(process.stderr, process.env),
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
  lines: () => lines(process.stdin, 'standard input'),
};
