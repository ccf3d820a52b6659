import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText } from './read-text';

const folder = mkdtempSync(join(tmpdir(), 'read-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(content: string): string | undefined {
  const file = join(folder, 'a.txt');
  writeFileSync(file, content);
  return readText(file);
}

describe('the text of a file', () => {
  it('is the same with the line ends of another system, and with a byte order mark', () => {
    expect(read('a\r\nb\r\n')).toBe('a\nb\n');
    expect(read('\uFEFF{"a": 1}')).toBe('{"a": 1}');
  });

  it('is otherwise as it stands', () => {
    expect(read('a\rb \n\n')).toBe('a\rb \n\n');
  });

  it('is nothing where there is no file, and an error for a folder', () => {
    expect(readText(join(folder, 'none'))).toBeUndefined();
    expect(() => readText(folder)).toThrow(/expected .*, got a folder/);
  });
});
