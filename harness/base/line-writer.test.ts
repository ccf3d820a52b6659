import fs, { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendingTo } from './line-writer';

const folder = mkdtempSync(join(tmpdir(), 'lines-'));
const file = join(folder, 'made', 'lines.jsonl');
const read = () => readFileSync(file, 'utf8');
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

it('begins on a line of its own behind a torn one, and two writers of one file lose nothing', () => {
  const [one, other] = [appendingTo(file), appendingTo(file)];
  one.write('1\n');
  other.write('2\n');
  writeFileSync(file, `${read()}torn`);
  one.write('3\n');
  other.write('4\n');
  for (const writer of [one, other]) writer.close();
  expect(read()).toBe('1\n2\ntorn\n3\n4\n');
});

it('looks at what is there where somebody else may have written, and only there', () => {
  const writer = appendingTo(file);
  const looked = jest.spyOn(fs, 'readSync');
  const looks = (line: string) => {
    looked.mockClear();
    writer.write(line);
    return looked.mock.calls.length;
  };
  expect(['a\n', 'b\n', 'c\n'].map(looks)).toEqual([1, 0, 0]);
  writeFileSync(file, `${read()}torn`);
  expect(['d\n', 'e\n'].map(looks)).toEqual([1, 0]);
  writeFileSync(file, ''); // emptied: as long as nothing, and not as what stood there
  expect(['f\n', 'g\n'].map(looks)).toEqual([0, 0]);
  writer.close();
  expect(read()).toBe('f\ng\n');
});

it('is on the disk once it is closed, and closed even where that fails, which is told', () => {
  const writer = appendingTo(file);
  const synced = jest.spyOn(fs, 'fsyncSync');
  writer.write('5\n');
  expect(synced).not.toHaveBeenCalled();
  writer.close();
  expect(synced).toHaveBeenCalledTimes(1);
  writer.close(); // nothing is open any more
  expect(synced).toHaveBeenCalledTimes(1);
  writer.write('6\n');
  const closed = jest.spyOn(fs, 'closeSync');
  synced.mockImplementation(() => {
    throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO', syscall: 'fsync' });
  });
  expect(() => writer.close()).toThrow('EIO');
  expect(closed).toHaveBeenCalledTimes(1);
});

it('writes all of a line where the system takes a part of it at first', () => {
  const writer = appendingTo(file);
  const writeSync = fs.writeSync as (to: number, bytes: Uint8Array, from: number, size: number) => number;
  const sizes: number[] = [];
  // As a disk does that is nearly full: it takes less than it was given, and says so.
  const some = (to: number, bytes: Uint8Array, from: number, size: number) => {
    sizes.push(size);
    return writeSync(to, bytes, from, Math.min(sizes.length === 1 ? 3 : size, size));
  };
  const taken = jest.spyOn(fs, 'writeSync').mockImplementation(some as typeof fs.writeSync);
  writer.write('0123456789\n');
  writer.close();
  expect(read().split('\n').at(-2)).toBe('0123456789');
  expect(sizes).toEqual([11, 8]);
  taken.mockRestore();
});
