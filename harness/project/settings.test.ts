import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { readSettings } from './settings';

describe('settings', () => {
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'settings-'));
  });
  afterEach(() => rmSync(cwd, { recursive: true }));
  const write = (theoremcheck: unknown) => writeFileSync(join(cwd, 'package.json'), JSON.stringify({ theoremcheck }));

  it('have defaults', () => {
    expect(readSettings(cwd, {}, {})).toMatchObject({ epoch: 'gate-1', profile: 'pr' });
    expect(readSettings(cwd, {}, {}).workers).toBeGreaterThanOrEqual(1);
    expect(readSettings(cwd, {}, {}).engine).toBeUndefined();
  });

  it('come from package.json, then the environment, then flags', () => {
    write({ epoch: 'a', workers: 3, profile: 'nightly', engine: 'tfjs' });
    const env = { THEOREMCHECK_EPOCH: 'b', THEOREMCHECK_WORKERS: '4', THEOREMCHECK_PROFILE: '' };
    expect(readSettings(cwd, { epoch: 'c' }, env)).toEqual({
      epoch: 'c',
      workers: 4,
      profile: 'nightly',
      engine: 'tfjs',
      silence: 120,
    });
  });

  it('are read from a file with a byte order mark', () => {
    writeFileSync(join(cwd, 'package.json'), `\uFEFF${JSON.stringify({ theoremcheck: { epoch: 'a' } })}`);
    expect(readSettings(cwd, {}, {}).epoch).toBe('a');
  });

  it('have a baseline only where one is named', () => {
    expect(readSettings(cwd, {}, {})).not.toHaveProperty('baseline');
    write({ baseline: 'a.json' });
    const env = { THEOREMCHECK_BASELINE: 'b.json' };
    expect(readSettings(cwd, {}, { THEOREMCHECK_BASELINE: '' }).baseline).toBe('a.json');
    expect(readSettings(cwd, {}, env).baseline).toBe('b.json');
    expect(readSettings(cwd, { baseline: 'c.json' }, env).baseline).toBe('c.json');
  });

  it('name caches of others and a shared folder in the environment, where a command takes no flags', () => {
    const env = { THEOREMCHECK_CACHES: ['a.jsonl', 'b'].join(delimiter), THEOREMCHECK_SHARE: 'common' };
    expect(readSettings(cwd, {}, env)).toMatchObject({ caches: ['a.jsonl', 'b'], share: 'common' });
    expect(readSettings(cwd, { caches: ['c'], share: 'd' }, env)).toMatchObject({ caches: ['c'], share: 'd' });
    expect(readSettings(cwd, {}, { THEOREMCHECK_CACHES: '' })).not.toHaveProperty('caches');
  });

  it.each([
    [{ THEOREMCHECK_WORKERS: 'two' }, {}, /THEOREMCHECK_WORKERS: expected a whole number from 1 to 256, got "two"/],
    [{ THEOREMCHECK_WORKERS: '0' }, {}, /THEOREMCHECK_WORKERS: expected a whole number from 1 to 256, got 0/],
    [{ THEOREMCHECK_ENGINE: 'a/b' }, {}, /THEOREMCHECK_ENGINE: expected the name of an engine, got "a\/b"/],
    [{}, { share: '' }, /flag --share: expected the path of a folder, got ""/],
    [{}, { baseline: '' }, /flag --baseline: expected the path of a file, got ""/],
    [{}, { profile: 'daily' }, /flag --profile: expected pr or nightly, got "daily"/],
  ])('are refused in a sentence: %j %j', (env, flags, message) => {
    expect(() => readSettings(cwd, flags as object, env)).toThrow(message);
  });

  it('are refused in package.json, by name', () => {
    write({ worker: 2 });
    expect(() => readSettings(cwd, {}, {})).toThrow(
      /package\.json#theoremcheck: expected settings among engine, workers, epoch, profile, silence, caches, share, queue, ci, baseline, got worker/,
    );
    write([]);
    expect(() => readSettings(cwd, {}, {})).toThrow(/package\.json#theoremcheck: expected an object, got \[\]/);
  });
});
