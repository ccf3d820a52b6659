import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { committedEpoch, readSettings } from './settings';

describe('settings of continuous integration', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'settings-'));
  afterAll(() => rmSync(cwd, { recursive: true }));
  const written = (theoremcheck: object) => writeFileSync(join(cwd, 'package.json'), JSON.stringify({ theoremcheck }));
  const baseline = (env: NodeJS.ProcessEnv, flags = {}) => readSettings(cwd, flags, env).baseline;
  const ci = { baseline: 'accepted.json' };

  it.each([
    ['true', 'accepted.json'],
    ['1', 'accepted.json'],
    ['false', undefined],
    ['0', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('count where CI is %s', (CI, expected) => {
    written({ ci });
    expect(baseline(CI === undefined ? {} : { CI })).toBe(expected);
  });

  it('count on the committed epoch only, and below what is asked for', () => {
    written({ ci, epoch: 'mine-1' });
    expect(committedEpoch(cwd)).toBe('mine-1');
    expect(baseline({ CI: 'true' })).toBe('accepted.json');
    expect(baseline({ CI: 'true' }, { epoch: 'mine-1' })).toBe('accepted.json');
    expect(baseline({ CI: 'true' }, { epoch: 'night-7' })).toBeUndefined();
    expect(baseline({ CI: 'true', THEOREMCHECK_EPOCH: 'night-7' })).toBeUndefined();
    expect(baseline({ CI: 'true', THEOREMCHECK_BASELINE: 'other.json' })).toBe('other.json');
  });

  it('stand over those of the same file, and are refused when misspelt', () => {
    written({ baseline: 'mine.json', ci });
    expect([baseline({}), baseline({ CI: 'true' })]).toEqual(['mine.json', 'accepted.json']);
    written({ ci: { base: 'x' } });
    expect(() => baseline({})).toThrow(/package\.json#theoremcheck/);
  });
});
