import fs, {
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

  describe('and the disk', () => {
    afterEach(() => jest.restoreAllMocks());

    it('has the content before the file has its name, and the name before anybody is told', () => {
      const done: string[] = [];
      const { fsyncSync, renameSync } = fs;
      jest.spyOn(fs, 'fsyncSync').mockImplementation((descriptor) => {
        done.push(fs.fstatSync(descriptor).isDirectory() ? 'folder' : `${fs.fstatSync(descriptor).size} bytes`);
        fsyncSync(descriptor);
      });
      jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
        done.push('name');
        renameSync(from, to);
      });
      writeWhole(at('durable'), 'whole');
      expect(done).toEqual(['5 bytes', 'name', 'folder']);
      // Nothing is changed, so nothing is waited for.
      writeWhole(at('durable'), 'whole');
      expect(done).toHaveLength(3);
    });

    it('may say only now that it is full: then the older file stays, and nothing beside it', () => {
      const full = Object.assign(new Error('ENOSPC: no space left on device, fsync'), {
        code: 'ENOSPC',
        syscall: 'fsync',
      });
      writeWhole(at('full/a'), 'old');
      jest.spyOn(fs, 'fsyncSync').mockImplementation(() => {
        throw full;
      });
      expect(() => writeWhole(at('full/a'), 'new')).toThrow(
        'a: expected a file that can be written, got none (ENOSPC)',
      );
      expect([readFileSync(at('full/a'), 'utf8'), readdirSync(at('full'))]).toEqual(['old', ['a']]);
    });

    it.each(['EINVAL', 'ENOTSUP', 'EPERM'])('need not be there: %s of a file system that knows none', (code) => {
      jest.spyOn(fs, 'fsyncSync').mockImplementation(() => {
        throw Object.assign(new Error(code), { code, syscall: 'fsync' });
      });
      writeWhole(at(`without/${code}`), 'text');
      expect(readFileSync(at(`without/${code}`), 'utf8')).toBe('text');
    });
  });
});
