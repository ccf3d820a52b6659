import { types } from 'node:util';
import { UsageError } from './usage-error';

/** What the system refused, by its code: what was expected of it, what it gave, and the cure. */
const REASONS: Readonly<Record<string, readonly [expected: string, got: string, cure: string]>> = {
  EACCES: ['access', 'no permission', 'change its permissions, or run as its owner'],
  EPERM: ['access', 'no permission', 'change its permissions, or run as its owner'],
  EROFS: ['a place that can be written', 'a read-only file system', 'run it in a copy that can be written'],
  ENOSPC: ['room on the disk', 'none', 'free some and run it again: finished trials are kept'],
  EDQUOT: ['room within the quota', 'none', 'free some and run it again: finished trials are kept'],
  EMFILE: ['a free file handle', 'none', 'raise the limit: ulimit -n'],
  ENFILE: ['a free file handle', 'none', 'close other programs, or raise the limit of the system'],
  EAGAIN: ['a free process', 'none', 'raise the limit (ulimit -u), or use fewer --workers'],
  ENOMEM: ['free memory', 'none', 'use fewer --workers'],
  EISDIR: ['a file', 'a folder', 'name a file'],
  ENOTDIR: ['a folder on the way to it', 'a file', 'remove or rename that file'],
  ENOENT: ['a file or folder', 'none', 'check the path'],
  EEXIST: ['a new file', 'one that is there', 'remove or rename it'],
  ELOOP: ['a path', 'links that lead in a circle', 'remove one of them'],
  ENAMETOOLONG: ['a shorter name', 'one that the system refuses', 'shorten it'],
  EBUSY: ['a free file', 'one in use', 'close the program that uses it'],
  ETXTBSY: ['a free file', 'one in use', 'close the program that uses it'],
  EIO: ['a disk that works', 'an input or output error', 'look at the log of the system'],
  ENXIO: ['a file', 'a device that is not there', 'check the path'],
};

/** Whether the operating system refused something, rather than code of anybody's being wrong. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return types.isNativeError(error) && 'syscall' in error && typeof (error as NodeJS.ErrnoException).code === 'string';
}

/** The sentence for what the operating system refused, with the file that it is about; `who` where the system names none. */
export function systemError(error: NodeJS.ErrnoException & { code: string }, who: string, wanted?: string): UsageError {
  const { code, path, syscall } = error;
  const [expected, got, cure] = REASONS[code] ?? [`the system to ${syscall}`, error.message, undefined];
  return UsageError.expected(path ?? who, wanted ?? expected, `${got} (${code})`, cure);
}
