import { DiskModel, type Operation, parseOperations } from './disk-model';

const write = (path: string, text: string, offset = 0): Operation => ({
  kind: 'write',
  path,
  offset,
  bytes: Buffer.from(text),
});
const sync = (path: string): Operation => ({ kind: 'sync', path });
const rename = (path: string, to: string): Operation => ({ kind: 'rename', path, to });

function after(operations: readonly Operation[], share = 0.5) {
  const model = new DiskModel();
  for (const operation of operations) model.take(operation);
  const texts = (disk: Parameters<DiskModel['after']>[0]) =>
    Object.fromEntries([...model.after(disk, share)].map(([path, bytes]) => [path, bytes.toString('utf8')]));
  return { empty: texts('empty'), zeros: texts('zeros'), torn: texts('torn'), nameless: texts('nameless') };
}

it('renamed without a word to the disk, a file may be empty, zeros, or gone: what every whole write has to prevent', () => {
  const { empty, zeros, torn, nameless } = after([write('/a/t', 'new'), rename('/a/t', '/a/f')]);
  expect([empty, zeros, torn, nameless]).toEqual([{ '/a/f': '' }, { '/a/f': '\0\0\0' }, { '/a/f': '' }, {}]);
});

it('on the disk before it is renamed, it is whole under one of its names', () => {
  const { empty, zeros, torn, nameless } = after([write('/a/t', 'new'), sync('/a/t'), rename('/a/t', '/a/f')]);
  expect([empty, zeros, torn]).toEqual([{ '/a/f': 'new' }, { '/a/f': 'new' }, { '/a/f': 'new' }]);
  expect(nameless).toEqual({ '/a/t': 'new' });
});

it('once its folder is on the disk, too, it is there on every disk', () => {
  const all = after([write('/a/t', 'new'), sync('/a/t'), rename('/a/t', '/a/f'), sync('/a')]);
  for (const disk of Object.values(all)) expect(disk).toEqual({ '/a/f': 'new' });
});

it('an older file stays under its name until its folder is on the disk', () => {
  const old = [write('/a/f', 'old'), sync('/a/f'), sync('/a')];
  const { nameless } = after([...old, write('/a/t', 'new'), sync('/a/t'), rename('/a/t', '/a/f')]);
  expect(nameless['/a/f']).toBe('old');
});

it('of lines that were appended since, whole blocks are there or none', () => {
  const { empty, torn, zeros } = after([write('/l', 'x\n'), sync('/l'), write('/l', 'y'.repeat(1200), 2)], 0.9);
  expect([empty['/l'], torn['/l']]).toEqual(['x\n', `x\n${'y'.repeat(1024)}`]);
  expect(zeros['/l']).toBe(`x\n${'\0'.repeat(1200)}`);
});

it('reads what the shim wrote down, whatever bytes are in it', () => {
  const log = Buffer.from('O 3 0 /p/a b\nW 2 3 /p/a b\nx\nyF 0 0 /p/a b\nR 0 4 /p/a b\n/p/cT 0 7 /p/c\nU 0 0 /p/c\n');
  expect(parseOperations(log)).toEqual([
    { kind: 'open', path: '/p/a b', cut: true },
    write('/p/a b', 'x\ny', 2),
    sync('/p/a b'),
    rename('/p/a b', '/p/c'),
    { kind: 'cut', path: '/p/c', size: 7 },
    { kind: 'remove', path: '/p/c' },
  ]);
});
