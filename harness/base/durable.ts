import { closeSync, fsyncSync, openSync } from 'node:fs';

/** What systems say of files and folders that they put on no disk: pipes, devices, folders on Windows, some network file systems. */
const UNABLE = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EISDIR', 'EACCES', 'EBADF', 'EROFS']);

/**
 * Puts what was written to a descriptor on the disk, so that it outlives a loss of power. Throws what the system says where that
 * fails: some tell of a full disk only now.
 */
export function toDisk(descriptor: number): void {
  unlessUnable(() => fsyncSync(descriptor));
}

/** The same for which files a folder holds, and by which names. */
export function folderToDisk(folder: string): void {
  unlessUnable(() => {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}

function unlessUnable(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!UNABLE.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
