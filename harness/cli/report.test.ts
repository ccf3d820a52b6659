import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run/testing/project';
import { project } from './testing/project';

jest.setTimeout(60_000);

describe('the report of a run', () => {
  const { cwd, run, remove } = project();
  afterAll(remove);
  const page = join(cwd, 'reports/report.html');
  const verify = () =>
    spawnSync(process.execPath, [join(ROOT, 'harness/cli/bin.cjs'), 'verify', 'rare'], { cwd, encoding: 'utf8' });

  it('needs verdicts, and says how to get them', () => {
    const { status, err } = run('report');
    expect([status, err.includes('run `theoremcheck verify` first'), existsSync(page)]).toEqual([2, true, false]);
  });

  it('is written after verify unless it is not wanted, the same bytes each time', () => {
    expect(run('verify', 'rare').status).toBe(0);
    expect(existsSync(page)).toBe(false);
    expect(verify().stdout).toContain('report: reports/report.html');
    const first = readFileSync(page, 'utf8');
    expect(first).toMatch(/<h1[^>]*>1 of 1 claims? corroborated/);
    expect(first).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)[^"]*\.(css|js)/);
    expect(run('report').status).toBe(0);
    expect(readFileSync(page, 'utf8')).toBe(first);
  });
});
