import { closeSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { folderToDisk, toDisk } from './durable';
import { makeFolder } from './make-folder';
import { isSystemError, systemError } from './system';
import { UsageError } from './usage-error';

/**
 * Writes a file whole or not at all: under a temporary name beside it, then renamed. An older file stays until then, and
 * for good when it holds the same already: a watcher of the file is told of changes only. What it holds is on the disk before
 * it has its name, and the name is before this returns: a loss of power leaves the older file or the new one.
 *
 * @throws UsageError where no file can be written: a folder, a device, a place without write access
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  try {
    const target = targetOf(file);
    if (!holds(target, content)) replace(target, content);
  } catch (error) {
    throw isSystemError(error) ? systemError(error, file, 'a file that can be written') : error;
  }
}

function replace(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}.tmp`;
  makeFolder(dirname(file));
  try {
    fill(temporary, content);
    renameSync(temporary, file);
    folderToDisk(dirname(file));
  } finally {
    rmSync(temporary, { force: true });
  }
}

function fill(file: string, content: string | Uint8Array): void {
  const descriptor = openSync(file, 'w');
  try {
    writeFileSync(descriptor, content);
    toDisk(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

// A rename would put the file in the place of a link, or of a device.
function targetOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return file;
  if (!found.isFile()) throw refused(file, found.isDirectory() ? 'a folder' : 'no regular file');
  return realpathSync(file);
}

function holds(file: string, content: string | Uint8Array): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && readFileSync(file).equals(Buffer.from(content));
}

function refused(file: string, got: string): UsageError {
  return UsageError.expected(file, 'a file that can be written', got);
}
