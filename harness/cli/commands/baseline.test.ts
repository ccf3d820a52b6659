import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyProject as jestProject, ROOT, theoremFile } from '../../project/testing/project';
import { coinProject } from '../testing/project';

/** The comparison with an accepted run, as the gate meets it: from the command line and under Jest. */
jest.setTimeout(90_000);
const CURE = 'restore it, or accept it: copy reports/verdicts.json of a full run over';

describe('verify --baseline', () => {
  const { cwd, served: run, remove } = coinProject();
  afterAll(remove);
  const rare = join(cwd, 'theorems/coin/rare.theorem.ts');
  const stated = readFileSync(rare, 'utf8');
  const state = (from: string, to: string) => {
    expect(stated).toContain(from);
    writeFileSync(rare, stated.replace(from, to));
  };

  beforeAll(() => {
    expect(run('verify', 'rare').status).toBe(0);
    copyFileSync(join(cwd, 'reports/verdicts.json'), join(cwd, 'accepted.json'));
  });
  afterEach(() => writeFileSync(rare, stated));

  it('passes the same claim, and one that claims more', () => {
    expect(run('verify', 'rare', '--baseline', 'accepted.json').status).toBe(0);
    state("'0.5')", "'0.6')");
    expect(run('verify', 'rare').status).toBe(0);
    copyFileSync(join(cwd, 'reports/verdicts.json'), join(cwd, 'looser.json'));
    writeFileSync(rare, stated);
    expect(run('verify', 'rare', '--baseline', 'looser.json').status).toBe(0);
  });

  it('fails a loosened bound though it is corroborated, names it with the cure, and writes the verdict', () => {
    state("'0.5')", "'0.6')");
    const { status, out } = run('verify', 'rare', '--baseline', 'accepted.json');
    expect(status).toBe(1);
    expect(out).toMatch(/rare.*0\.5.*0\.6/);
    expect(out).toContain(CURE);
    expect(readFileSync(join(cwd, 'reports/verdicts.json'), 'utf8')).toContain('"verdict": "corroborated"');
    expect(readFileSync(join(cwd, 'reports/junit.xml'), 'utf8')).toContain('rare');
  });

  it('fails a changed epoch', () => {
    const { status, out } = run('verify', 'rare', '--baseline', 'accepted.json', '--epoch', 'other-1');
    expect([status, out.includes('other-1')]).toEqual([1, true]);
  });

  it('refuses the last run and what is no run, before anything is trained', () => {
    writeFileSync(join(cwd, 'broken.json'), '{');
    const before = readFileSync(join(cwd, 'reports/verdicts.json'), 'utf8');
    for (const file of ['reports/verdicts.json', 'broken.json', 'nowhere.json']) {
      const { status, err } = run('verify', 'rare', '--baseline', file, '--epoch', 'other-2');
      expect([status, err.trim().split('\n').length, err.includes(file)]).toEqual([2, 1, true]);
    }
    expect(readFileSync(join(cwd, 'reports/verdicts.json'), 'utf8')).toBe(before);
  });
});

describe('a baseline under Jest', () => {
  const own = jestProject({ 'theorems/coin/a.theorem.ts': theoremFile('a') });
  afterAll(own.remove);
  const jestRun = (...args: string[]) => {
    const all = [join(ROOT, 'node_modules/jest/bin/jest.js'), ...args];
    return spawnSync(process.execPath, all, { cwd: own.cwd, encoding: 'utf8', env: { ...process.env, CI: 'true' } });
  };

  it('fails a run in which no theorem failed', () => {
    expect(jestRun().status).toBe(0);
    copyFileSync(join(own.cwd, 'reports/verdicts.json'), join(own.cwd, 'accepted.json'));
    own.write('package.json', '{ "name": "project", "theoremcheck": { "baseline": "accepted.json" } }');
    expect(jestRun().status).toBe(0);
    own.write('theorems/coin/a.theorem.ts', theoremFile('a').replace("'1/2'", "'2/3'"));
    for (const reporters of [[], ['--reporters=default']]) {
      const { status, stderr } = jestRun(...reporters);
      expect(stderr).toContain(CURE);
      expect(stderr).toMatch(/1 passed/);
      expect(status).toBe(1);
    }
    expect(existsSync(join(own.cwd, 'reports/junit.xml'))).toBe(true);
  });
});
