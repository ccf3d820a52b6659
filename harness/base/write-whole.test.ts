import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from './write-whole';

describe('writeWhole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whole-'));
  const at = (name: string) => join(folder, name);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('makes folders, replaces what is there and leaves nothing else', () => {
    writeWhole(at('new/a'), 'one');
    writeWhole(at('new/a'), new Uint8Array([116, 119, 111]));
    expect(readFileSync(at('new/a'), 'utf8')).toBe('two');
    expect(readdirSync(at('new'))).toEqual(['a']);
  });

  it('does not touch a file that holds the same: in watch mode, writing it would start the next run', () => {
    writeWhole(at('same'), 'text');
    utimesSync(at('same'), 1, 1);
    writeWhole(at('same'), 'text');
    expect(statSync(at('same')).mtimeMs).toBe(1000);
    writeWhole(at('same'), 'other');
    expect(statSync(at('same')).mtimeMs).toBeGreaterThan(1000);
  });

  it('writes where a link points', () => {
    writeFileSync(at('target'), 'old');
    symlinkSync(at('target'), at('link'));
    writeWhole(at('link'), 'new');
    expect(readFileSync(at('target'), 'utf8')).toBe('new');
  });

  it('refuses folders, devices and places without a folder, and leaves them as they were', () => {
    writeFileSync(at('file'), 'kept');
    expect(() => writeWhole(folder, 'x')).toThrow(`${folder}: expected a file that can be written, got a folder`);
    expect(() => writeWhole('/dev/null', 'x')).toThrow(
      '/dev/null: expected a file that can be written, got no regular',
    );
    expect(() => writeWhole(at('file/inside'), 'x')).toThrow(
      'inside: expected a file that can be written, got a file (ENOTDIR)',
    );
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    expect(readFileSync(at('file'), 'utf8')).toBe('kept');
  });
});
