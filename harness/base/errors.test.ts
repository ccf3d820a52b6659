import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { blame, describeThrown, messageOf } from './blame';
import { readText } from './read-text';
import { shown } from './shown';
import { isSystemError, systemError } from './system';
import { UsageError } from './usage-error';
import { writeWhole } from './write-whole';

const thrownBy = (run: () => unknown): UsageError => {
  try {
    run();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('expected an error, got none');
};

describe('a usage error', () => {
  test('carries its parts, and one printable sentence', () => {
    const error = UsageError.expected('a\u001b[2J.ts', 'a name', 'x\n::error::y', 'rename it');
    expect(error.grievance).toEqual({
      who: 'a\u001b[2J.ts',
      expected: 'a name',
      got: 'x\n::error::y',
      cure: 'rename it',
    });
    expect(error.message).toBe('a\\u001b[2J.ts: expected a name, got x ::error::y (rename it)');
    expect(UsageError.expected('a', 'b', 'x'.repeat(1e6)).message.length).toBeLessThan(1100);
  });

  test('is known by its type across bundles, and nothing else is taken for one', () => {
    const other = runInNewContext("Object.assign(new Error('x: expected y, got z'), { name: 'UsageError' })");
    expect(other).toBeInstanceOf(UsageError);
    for (const value of [new Error('x: expected y, got z'), new RangeError('x'), null, 'UsageError', undefined])
      expect(value instanceof UsageError).toBe(false);
  });

  test('of another process keeps its sentence', () => {
    const error = UsageError.relayed('family mean, train(): boom');
    expect(error.message).toBe('family mean, train(): boom');
    expect(error.grievance).toEqual({ who: 'family mean, train()', got: 'boom' });
    expect(UsageError.relayed('no table').message).toBe('no table');
  });
});

const cyclic: Record<string, unknown> = { name: 'a' };
cyclic.self = cyclic;
const throwing = {
  get x(): never {
    throw new Error('no');
  },
};
const silent = Object.assign(Object.create(null) as object, {
  toJSON: () => {
    throw new Error('no');
  },
});

test.each<[unknown, string]>([
  [undefined, 'nothing'],
  [null, 'null'],
  [Number.NaN, 'NaN'],
  [10n, '10n'],
  [{ n: 10n }, '{"n":"10n"}'],
  [cyclic, '{"name":"a","self":"itself"}'],
  [[cyclic.name, cyclic.name, [{}], {}], '["a","a",[{}],{}]'],
  [throwing, 'a value that cannot be read'],
  [silent, 'a value that cannot be read'],
  [Symbol('s'), 'Symbol(s)'],
  [Promise.resolve(), 'a promise'],
  [function f() {}, 'the function f'],
  ['a\u001b[2J\n', '"a\\u001b[2J\\n"'],
  ['\ud800', '"\\ud800"'],
])('shown %#', (value, text) => {
  expect(shown(value)).toBe(text);
});

test('shown is short', () => {
  expect(shown('x'.repeat(1e5)).length).toBe(200);
});

test.each<[string, unknown, string]>([
  ['an error', new Error('boom\nand more'), 'boom and more'],
  ['an error without words', new TypeError(''), 'TypeError'],
  ['a text', 'boom\u001b[2J', 'boom\\u001b[2J'],
  ['nothing', undefined, 'nothing'],
  ['a BigInt', 1n, '1n'],
  ['a cyclic value', cyclic, '{"name":"a","self":"itself"}'],
  ['a value that throws', throwing, 'a value that cannot be read'],
  [
    'an error that throws',
    Object.defineProperty(new Error(), 'message', {
      get: () => {
        throw 1;
      },
    }),
    'an error that cannot be read',
  ],
  ['an error with a message of its own kind', Object.assign(new Error(), { message: { a: 1n } }), '[object Object]'],
])('what was thrown: %s', (_, thrown, said) => {
  expect(messageOf(thrown)).toBe(said);
  expect(describeThrown(thrown)).toContain(said);
  const error = thrownBy(() =>
    blame('family mean, train()', () => {
      throw thrown;
    }),
  );
  expect(error.message).toMatch(/^family mean, train\(\): \S/);
});

describe('the system', () => {
  const folder = mkdtempSync(join(tmpdir(), 'system-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);
  writeFileSync(at('file'), '');
  mkdirSync(at('folder'));

  test('what it refuses is a sentence with the file and the cure', () => {
    expect(thrownBy(() => readText(at('folder'))).message).toMatch(
      /folder.*: expected a file that can be read, got a folder \(EISDIR\) \(name a file\)$/,
    );
    expect(thrownBy(() => readText(at('file/inside'))).message).toMatch(
      /got a file \(ENOTDIR\) \(remove or rename that file\)$/,
    );
    expect(thrownBy(() => writeWhole(at('file/inside'), 'x')).message).toMatch(
      /got a file \(ENOTDIR\)|got one that is there \(EEXIST\)/,
    );
    expect(thrownBy(() => writeWhole(at('x'.repeat(300)), 'x')).message).toContain('ENAMETOOLONG');
  });

  test('codes without a cure keep the words of the system', () => {
    const error = Object.assign(new Error('EXYZ: odd'), { code: 'EXYZ', syscall: 'open' });
    expect(isSystemError(error)).toBe(true);
    expect(systemError(error, 'cache').message).toBe('cache: expected the system to open, got EXYZ: odd (EXYZ)');
    expect(isSystemError(new Error('EACCES'))).toBe(false);
  });
});
