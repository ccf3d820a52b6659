import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLines } from './read-lines';
import { readText } from './read-text';

const folder = mkdtempSync(join(tmpdir(), 'lines-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'a.txt');
const linesOf = (text: string | Buffer) => {
  writeFileSync(file, text);
  const lines: string[] = [];
  expect(readLines(file, (line) => lines.push(line))).toBe(true);
  return lines;
};

describe('lines of a file', () => {
  it('are those of its text, at whatever byte a chunk ends', () => {
    // Three bytes a letter, and more than one chunk: ends of chunks fall within letters.
    const text = Array.from({ length: 4000 }, (_, i) => '€'.repeat(1 + ((i * 37) % 200))).join('\n');
    expect(linesOf(text)).toEqual(readText(file)!.split('\n'));
  });

  it('have no ends and no byte order mark, and the last one needs none', () => {
    expect(linesOf('\uFEFFa\r\nb\n\nc')).toEqual(['a', 'b', '', 'c']);
    expect(linesOf('')).toEqual([]);
  });

  it('are none where there is no file, and a sentence where there is a folder', () => {
    expect(readLines(join(folder, 'none'), () => {})).toBe(false);
    expect(() => readLines(folder, () => {})).toThrow(/expected a file that can be read/);
  });
});
