/**
 * What may be on a disk after the power failed, from what a process did to its files (shim.c). A disk is free to write late what it was
 * not told to write now, and file systems use that: so each of four disks keeps another part of what was never put on it.
 */
export type Operation =
  | { readonly kind: 'open'; readonly path: string; readonly cut: boolean }
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly path: string; readonly size: number }
  | { readonly kind: 'sync' | 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string };

/** The record of shim.c. */
export function parseOperations(log: Buffer): readonly Operation[] {
  const all: Operation[] = [];
  for (let at = 0; at < log.length; ) {
    const end = log.indexOf(0x0a, at);
    const [, kind, offset, size, path] = /^(\w) (\d+) (\d+) (.*)$/s.exec(log.toString('utf8', at, end))!;
    const length = kind === 'W' || kind === 'R' ? Number(size) : 0;
    const bytes = log.subarray(end + 1, end + 1 + length);
    all.push(operationOf(kind!, Number(offset), Number(size), path!, bytes));
    at = end + 1 + length;
  }
  return all;
}

function operationOf(kind: string, offset: number, size: number, path: string, bytes: Buffer): Operation {
  if (kind === 'O') return { kind: 'open', path, cut: offset >= 2 };
  if (kind === 'W') return { kind: 'write', path, offset, bytes };
  if (kind === 'T') return { kind: 'cut', path, size };
  if (kind === 'R') return { kind: 'rename', path, to: bytes.toString('utf8') };
  return { kind: kind === 'F' ? 'sync' : 'remove', path };
}

/** What of a file that was never put on the disk is there. */
export const DISKS = {
  /** Its name and nothing that was written since. */
  empty: (file: Inode) => file.synced ?? Buffer.alloc(0),
  /** Its name and its length, and zeros in place of what was written since. */
  zeros: ({ data, synced = Buffer.alloc(0) }: Inode) => {
    const kept = synced.subarray(0, data.length);
    return Buffer.concat([kept, Buffer.alloc(Math.max(0, data.length - kept.length))]);
  },
  /** Its name and whole blocks of what was written, up to a place where the disk was. */
  torn: ({ data, synced = Buffer.alloc(0) }: Inode, share: number) => {
    const more = Math.max(0, data.length - synced.length);
    return data.subarray(0, data.length - more + Math.floor((share * more) / BLOCK) * BLOCK);
  },
  /** Not even its name, unless its folder was put on the disk since it has it; then what was put there. */
  nameless: (file: Inode) => file.synced ?? Buffer.alloc(0),
} as const;
export type Disk = keyof typeof DISKS;
/** Bytes that a disk writes at once. */
const BLOCK = 512;

class Inode {
  /** What it held when it was last put on the disk. */
  synced: Buffer | undefined;
  constructor(public data: Buffer) {}
}

/** The files of a folder as processes see them, and as the disk has them. */
export class DiskModel {
  private names = new Map<string, Inode>();
  private settled = new Map<string, Inode>();

  take(operation: Operation): void {
    const { path } = operation;
    if (operation.kind === 'open') this.open(path, operation.cut);
    else if (operation.kind === 'write') this.write(path, operation.offset, operation.bytes);
    else if (operation.kind === 'cut')
      this.open(path, false).data = this.open(path, false).data.subarray(0, operation.size);
    else if (operation.kind === 'remove') this.names.delete(path);
    else if (operation.kind === 'rename') this.rename(path, operation.to);
    else this.sync(path);
  }

  /** What is there when the power comes back. @param share of 0 to 1: how far the disk had come */
  after(disk: Disk, share: number): ReadonlyMap<string, Buffer> {
    const names = disk === 'nameless' ? this.settled : this.names;
    return new Map([...names].map(([path, file]) => [path, Buffer.from(DISKS[disk](file, share))]));
  }

  private open(path: string, cut: boolean): Inode {
    const file = this.names.get(path) ?? new Inode(Buffer.alloc(0));
    if (cut) file.data = Buffer.alloc(0);
    this.names.set(path, file);
    return file;
  }

  private write(path: string, offset: number, bytes: Buffer): void {
    const file = this.open(path, false);
    const data = Buffer.alloc(Math.max(file.data.length, offset + bytes.length));
    file.data.copy(data);
    bytes.copy(data, offset);
    file.data = data;
  }

  private rename(path: string, to: string): void {
    const file = this.names.get(path);
    if (!file) return;
    this.names.delete(path);
    this.names.set(to, file);
  }

  /** Of a file: what it holds, and, as journals do, that it is there, if its name is its first one. Of a folder: its names. */
  private sync(path: string): void {
    const file = this.names.get(path);
    if (file) {
      file.synced = file.data;
      if (![...this.settled.values()].includes(file)) this.settled.set(path, file);
      return;
    }
    const inside = (name: string) => name.startsWith(`${path}/`) && !name.slice(path.length + 1).includes('/');
    for (const name of this.settled.keys()) if (inside(name) && !this.names.has(name)) this.settled.delete(name);
    for (const [name, one] of this.names) if (inside(name)) this.settled.set(name, one);
  }
}
