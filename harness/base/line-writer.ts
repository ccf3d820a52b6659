import { closeSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { toDisk } from './durable';
import { makeFolder } from './make-folder';

/** Where whole lines go. What it needs is opened with the first of them, or before. */
export interface LineWriter {
  /** Throws what the system says where nothing can be written. */
  open(): void;
  /** @param line one or several, each with a line feed at its end */
  write(line: string): void;
  /** What was written is on the disk then. Throws what the system says where that fails. */
  close(): void;
}

/** Appends to a file that other processes of this machine may append to: each line in one write, on a line of its own. */
export function appendingTo(file: string): LineWriter {
  return lazily(() => {
    makeFolder(dirname(file));
    return openSync(file, 'a+');
  });
}

/**
 * Writes a file of a folder that nobody else writes, `trials-HOST-PID.jsonl`, so that machines may share the folder: that
 * several of them append to one file is not reliable on network file systems, that one of them creates it is. Containers may
 * have host and process number in common: a writer that finds the name taken adds a number.
 */
export function ownFileIn(folder: string): LineWriter {
  return lazily(() => {
    makeFolder(folder);
    const name = `trials-${hostname().replace(/[^\w.-]+/g, '_')}-${process.pid}`;
    for (let i = 1; ; i++) {
      const file = join(folder, i === 1 ? `${name}.jsonl` : `${name}-${i}.jsonl`);
      const descriptor = created(file);
      if (descriptor !== undefined) return descriptor;
    }
  });
}

function created(file: string): number | undefined {
  try {
    return openSync(file, 'ax+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

function lazily(open: () => number): LineWriter {
  let descriptor: number | undefined;
  /** Where the last line of our own ended: while the file has not grown beyond it, nobody else has written. */
  let end = 0;
  const opened = (): number => {
    descriptor ??= open();
    return descriptor;
  };
  return {
    open: () => void opened(),
    write: (line) => {
      const to = opened();
      const { size } = fstatSync(to);
      const bytes = Buffer.from(size === end || endsWhole(to, size) ? line : `\n${line}`);
      // One write, and further ones only where the system took a part of it: so a disk that is nearly full says that it is.
      writeFileSync(to, bytes);
      end = size + bytes.length;
    },
    close: () => {
      const opened = descriptor;
      descriptor = undefined;
      end = 0;
      if (opened !== undefined) finish(opened);
    },
  };
}

function finish(descriptor: number): void {
  try {
    toDisk(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Whether whatever is written next begins on a line of its own. Others may have written in the meantime. */
function endsWhole(descriptor: number, size: number): boolean {
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(descriptor, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}
