import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decidedResult, gateOf, meta } from '../../baseline/testing/runs';
import { VERDICTS_FILE, writeVerdicts } from '../../verdict/results/verdicts-file';
import { afterRun, JUNIT_FILE } from './after-run';

const gates = [gateOf()];
const results = [decidedResult(gates[0]!)];

describe('after a run', () => {
  let cwd: string;
  let printed: string[];
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'after-'));
    mkdirSync(join(cwd, 'reports'));
    printed = [];
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  const out = (line: string) => void printed.push(line);
  const run = (changes: object = {}) => afterRun({ results, meta, gates, settings: {}, cwd, env: {}, out, ...changes });
  const path = (file: string) => join(cwd, file);
  const accept = (file: string) => writeVerdicts(results, meta, gates, path(file));
  const worse = () => ({ gates: [gateOf({ delta: 0.2 })], settings: { baseline: 'accepted.json' } });

  it('there is a JUnit report, and nothing is printed outside of GitHub', () => {
    expect(run()).toEqual({ failures: [] });
    expect(readFileSync(path(JUNIT_FILE), 'utf8')).toContain('<testcase classname="a.theorem.ts"');
    expect(printed).toEqual([]);
  });

  it('what is worse than the accepted run fails, is printed, summed up, and annotated', () => {
    accept('accepted.json');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: path('summary.md') };
    const { failures } = run({ ...worse(), env });
    expect(failures).toEqual([
      expect.stringMatching(/^baseline, settles: expected δ 0.05, got δ 0.2 \(restore it, or accept it: copy reports/),
    ]);
    expect(printed).toEqual([failures[0], expect.stringMatching(/^::error title=accepted run::baseline, settles: /)]);
    expect(readFileSync(path('summary.md'), 'utf8')).toContain('### Worse than the accepted run');
  });

  it('a summary that cannot be written is noted, and changes nothing else', () => {
    expect(run({ env: { GITHUB_STEP_SUMMARY: cwd } })).toEqual({ failures: [] });
    expect(printed).toEqual([
      expect.stringMatching(/^noted: GITHUB_STEP_SUMMARY: expected a file that can be written/),
    ]);
    expect(existsSync(path(JUNIT_FILE))).toBe(true);
  });

  it('the same as the accepted run passes', () => {
    accept('accepted.json');
    expect(run({ settings: { baseline: 'accepted.json' } })).toEqual({ failures: [] });
  });

  it('exploratory claims gate nothing', () => {
    accept('accepted.json');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: path('summary.md') };
    expect(run({ ...worse(), env, meta: { ...meta, exploratory: true } })).toEqual({ failures: [] });
    expect([printed, existsSync(path(JUNIT_FILE))]).toEqual([[], false]);
    expect(readFileSync(path('summary.md'), 'utf8')).toContain('## Exploratory claims');
  });

  const linked = () => {
    accept(VERDICTS_FILE);
    symlinkSync(path(VERDICTS_FILE), path('accepted.json'));
  };
  const foreign: [string, () => void, RegExp][] = [
    [
      'missing',
      () => undefined,
      /^baseline accepted\.json: expected the verdicts of an accepted run, got no file \(copy/,
    ],
    ['damaged', () => writeFileSync(path('accepted.json'), '{"version"'), /accepted\.json: expected JSON/],
    [
      'foreign',
      () => writeFileSync(path('accepted.json'), '{"name": "coin"}'),
      /expected content that satisfies verdicts/,
    ],
    ['a folder', () => mkdirSync(path('accepted.json')), /expected a file that can be read, got a folder/],
    [
      'of exploratory claims',
      () => writeVerdicts(results, { ...meta, exploratory: true }, gates, path('accepted.json')),
      /got exploratory claims/,
    ],
    ['of an earlier version', () => writeFileSync(path('accepted.json'), old()), /got one of an earlier version/],
    ['a link to the last run', linked, /the last run/],
  ];
  const old = () => {
    accept('now.json');
    const { claims, ...rest } = JSON.parse(readFileSync(path('now.json'), 'utf8'));
    return JSON.stringify({
      ...rest,
      claims: claims.map(({ tolerances: _, ...claim }: { tolerances: unknown }) => claim),
    });
  };

  it.each(foreign)('a baseline that is %s is refused, and nothing is written', (_, make, message) => {
    make();
    const env = { GITHUB_STEP_SUMMARY: path('summary.md') };
    expect(() => run({ settings: { baseline: 'accepted.json' }, env })).toThrow(message);
    expect([existsSync(path(JUNIT_FILE)), existsSync(path('summary.md'))]).toEqual([false, false]);
  });

  it('the last run itself is no baseline: a second run of a failing gate would pass', () => {
    accept(VERDICTS_FILE);
    for (const baseline of [VERDICTS_FILE, './reports/../reports/verdicts.json', path(VERDICTS_FILE)]) {
      expect(() => run({ settings: { baseline } })).toThrow(
        /got reports\/verdicts\.json, the last run \(name a copy of it\)/,
      );
    }
  });
});
