import { fstatSync } from 'node:fs';
import { printable } from '../../base/text';
import { UsageError } from '../../base/usage-error';
import { coloursFor } from '../../report/terminal/colours';
import { isLive } from '../../report/terminal/is-live';
import { inputLines } from './lines';

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
  /** Called when the command has ended. */
  close?(): void;
}

/**
 * The process's own. Until it is closed standard output is the command's alone, which may write JSON there: what a project
 * prints as it is loaded, or where it states something, goes to standard error.
 */
export function standardIo(): Io {
  const { stdout, stderr } = process;
  const { write } = stdout;
  const to = {
    out: (text: string) => void write.call(stdout, `${text}\n`),
    err: (text: string) => void stderr.write(`${text}\n`),
  };
  stdout.write = stderr.write.bind(stderr);
  return {
    out: (text) => to.out(said(text, stdout)),
    err: (text) => to.err(said(text, stderr)),
    command: (text, stream) => to[stream](text),
    terminal: isLive(stderr, process.env),
    columns: stdout.isTTY ? stdout.columns : undefined,
    lines: standardLines,
    close: () => {
      stdout.write = write;
    },
  };
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
  return inputLines(process.stdin, who);
}
