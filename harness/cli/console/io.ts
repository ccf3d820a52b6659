import { fstatSync } from 'node:fs';
import { printable } from '../../base/text';
import { UsageError } from '../../base/usage-error';
import { coloursFor } from '../../report/terminal/colours';
import { isLive } from '../../report/terminal/is-live';
import { lines } from './lines';

/** Where a command reads and writes; tests put their own in its place. */
export interface Io {
  /** Results: standard output, one line feed is added. */
  out(text: string): void;
  /** Errors and progress: standard error, one line feed is added. */
  err(text: string): void;
  /** Commands to a build server, one a line, on the stream of results or that of errors: nothing of them is spelled out. */
  command(text: string, stream: 'out' | 'err'): void;
  /** Whether progress goes to a person at a terminal. */
  readonly terminal: boolean;
  /** Columns of the terminal that results go to; absent when they go elsewhere. */
  readonly columns?: number | undefined;
  /** Lines of standard input. */
  lines(): AsyncIterable<string>;
}

export const standardIo: Io = {
  out: (text) => write(process.stdout, said(text, process.stdout)),
  err: (text) => write(process.stderr, said(text, process.stderr)),
  command: (text, stream) => write(stream === 'out' ? process.stdout : process.stderr, text),
  terminal: isLive(process.stderr, process.env),
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
  lines: standardLines,
};

function write(stream: NodeJS.WriteStream, text: string): void {
  stream.write(`${text}\n`);
}

/** The one gate that texts of commands leave through. */
function said(text: string, stream: NodeJS.WriteStream): string {
  return printable(text, coloursFor(stream.isTTY, process.env).isColorSupported);
}

/** Node takes a folder for an input without content, which is no outcome of anything. */
function standardLines(): AsyncIterable<string> {
  const who = 'standard input';
  if (fstatSync(process.stdin.fd).isDirectory())
    throw UsageError.expected(who, 'text', 'a folder', 'name a file of it');
  return lines(process.stdin, who);
}
