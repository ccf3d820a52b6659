import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { regex } from './select';

const before = process.cwd();
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'select-')));
const FILE = 'claims/toy/a+b.theorem.ts';

beforeAll(() => {
  mkdirSync(join(folder, 'claims/toy'), { recursive: true });
  writeFileSync(join(folder, FILE), '');
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

describe('a pattern', () => {
  it.each([
    `./${FILE}`,
    `claims/../${FILE}`.replace('claims/../', './claims/../'),
    'claims\\toy\\a+b.theorem.ts',
    '.\\claims\\toy',
    './claims/',
  ])('may be a path that is there, however it is written: %s', (pattern) => {
    expect(regex(pattern).test(FILE)).toBe(true);
    expect(regex(pattern).test('claims/other/c.theorem.ts')).toBe(pattern === './claims/');
  });

  it('may be an absolute path', () => {
    expect(regex(join(folder, FILE)).test(FILE)).toBe(true);
  });

  it('is a regular expression otherwise, or the text itself', () => {
    expect(regex('^claims/\\w+/a').test(FILE)).toBe(true);
    expect(regex('a(').test('b a( c')).toBe(true);
    expect(regex('./none').test(FILE)).toBe(false);
  });
});
