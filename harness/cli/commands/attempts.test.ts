import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimLevels } from '../../evidence/levels';
import { ATTEMPTS_FILE, type Attempt } from '../../project/attempts';
import { ROOT } from '../../project/testing/project';
import { coinProject } from '../testing/project';

/** Attempts as they are counted in a project of a user: by the command line and by Jest, outside and inside of CI. */
jest.setTimeout(120_000);

const { cwd, servedWith, remove } = coinProject();
afterAll(remove);
const rare = join(cwd, 'theorems/coin/rare.theorem.ts');
const stated = readFileSync(rare, 'utf8');
const file = join(cwd, ATTEMPTS_FILE);
const { alphaC, alphaF } = claimLevels('pr');

const verifyIn = (env: NodeJS.ProcessEnv, ...args: string[]) => servedWith({ CI: '', ...env }, 'verify', ...args);
const verify = (...args: string[]) => verifyIn({}, ...args);
const state = (from: string, to: string) => {
  expect(stated).toContain(from);
  writeFileSync(rare, stated.replace(from, to));
};
const lines = () =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Attempt);
const claim = ({ out }: { out: string }) => JSON.parse(out).claims[0];

beforeEach(() => {
  writeFileSync(rare, stated);
  rmSync(file, { force: true });
});

it('nothing is counted without the file, and the verdict says so', () => {
  const ran = verify('rare');
  expect(ran).toMatchObject({ status: 0, out: expect.stringMatching(/stated .*\(attempts not counted\)/) });
  expect(claim(verify('rare', '--json'))).toMatchObject({ alphaC, alphaF });
  expect(existsSync(file)).toBe(false);
});

it('a recorded claim has the level of its attempt, on both sides; recording it again adds nothing', () => {
  const ran = verify('rare', '--record');
  expect(ran.err).toContain(`recorded: "rare", attempt 1 (commit ${ATTEMPTS_FILE})`);
  expect(ran.out).toMatch(
    /stated +P\(violation\) ≤ 0\.05 · shown: < 0\.4 over the mixture and .*at each of four corners, level .* \(attempt 1\)/,
  );
  expect(verify('rare', '--record').err).not.toContain('recorded');
  expect(lines()).toEqual([
    { claim: 'rare', hash: expect.any(String), epoch: 'gate-1', code: expect.any(String), attempt: 1 },
  ]);
  const first = claim(verifyIn({ CI: 'true' }, 'rare', '--json'));
  expect(first.alphaC / alphaC).toBeCloseTo(0.8, 12);
  expect(first.alphaF / alphaF).toBeCloseTo(0.8, 12);
  expect(first).toMatchObject({ epoch: 'gate-1', attempts: { attempt: 1, codes: 1 } });
});

it('what is not recorded is tried on another epoch, marked, and refused in continuous integration', () => {
  verify('rare', '--record');
  state("'0.5')", "'0.6')");
  const tried = verify('rare');
  expect(tried.status).toBe(0);
  expect(tried.err).toContain('not gated: "rare" is tried on calibration-1');
  expect(tried.out).toMatch(/not gated: what it states is not recorded/);
  expect(tried.out).toMatch(/run +epoch calibration-1/);
  // At the level that it would have.
  expect(claim(verify('rare', '--json')).alphaC / alphaC).toBeCloseTo(0.1, 12);
  // Nor can the gate's epoch be looked at by naming it.
  expect(claim(verify('rare', '--json', '--epoch', 'gate-1')).epoch).toBe('calibration-1');
  expect(claim(verify('rare', '--json', '--epoch', 'calibration-7')).epoch).toBe('calibration-7');
  const refused = verifyIn({ CI: '1' }, 'rare', '--json');
  expect(refused.status).toBe(2);
  expect(refused.err).toContain(
    "theorems/coin/rare.theorem.ts: expected what it states in theorems/attempts.jsonl, got an attempt that is not recorded (run `npx theoremcheck verify --record 'rare'` and commit theorems/attempts.jsonl)",
  );
  expect(JSON.parse(refused.out).claims).toEqual([]);
});

it('another statement is another attempt, at less; the way back is none', () => {
  verify('rare', '--record');
  state("'0.5')", "'0.6')");
  expect(claim(verify('rare', '--record', '--json')).alphaC / alphaC).toBeCloseTo(0.1, 12);
  writeFileSync(rare, stated.replace('Errors are rare.', 'In other words.'));
  expect(claim(verify('rare', '--json')).attempts).toEqual({ attempt: 1, codes: 1 });
  expect(lines().map(({ attempt }) => attempt)).toEqual([1, 2]);
});

it('a line that a merge puts later takes the later level, and the run says so', () => {
  verify('rare', '--record');
  const [own] = lines();
  writeFileSync(file, [{ ...own, hash: '0'.repeat(16) }, own].map((line) => `${JSON.stringify(line)}\n`).join(''));
  const ran = verify('rare', '--json');
  expect(ran.err).toContain('"rare" is attempt 2: it was recorded as attempt 1, and a merge put its line later');
  expect(claim(ran)).toMatchObject({ attempts: { attempt: 2, codes: 1, recordedAs: 1 } });
  expect(claim(ran).alphaC / alphaC).toBeCloseTo(0.1, 12);
});

it('a rename starts anew, unless its line says what the name was', () => {
  verify('rare', '--record');
  state("name: 'rare'", "name: 'seldom'");
  expect(verify('rare', '--record', '--was', 'nobody').err).toContain('expected a name that is recorded');
  state("name: 'rare'", "name: 'seldom', delta: 0.1");
  expect(claim(verify('rare', '--record', '--was', 'rare', '--json')).attempts).toEqual({ attempt: 2, codes: 1 });
  expect(lines()[1]).toMatchObject({ claim: 'seldom', was: 'rare', attempt: 2 });
  state("name: 'rare'", "name: 'hardly', delta: 0.1");
  expect(claim(verify('rare', '--record', '--json')).attempts).toEqual({ attempt: 1, codes: 1 });
});

it('bad input is a sentence and status 2', () => {
  const cases: [NodeJS.ProcessEnv, string[], string][] = [
    [{ CI: 'true' }, ['rare', '--record'], 'expected a run outside of continuous integration, got CI set'],
    [{}, ['rare', '--was', 'x'], 'expected --record with --was, got --was alone'],
    [{}, ['--record', '--was', 'x'], 'expected one claim, the one that was renamed, got 4'],
  ];
  for (const [env, args, said] of cases)
    expect(verifyIn(env, ...args)).toMatchObject({ status: 2, err: expect.stringContaining(said) });
  writeFileSync(file, '{"claim": "rare"}\n');
  expect(verify('rare')).toMatchObject({ status: 2, err: expect.stringContaining('theorems/attempts.jsonl:1') });
});

it('Jest does the same', () => {
  const parts = { runner: 'harness/jest/runner.cjs', reporters: ['harness/jest/reporter.cjs'] };
  const config = {
    runner: join(ROOT, parts.runner),
    reporters: parts.reporters.map((one) => join(ROOT, one)),
    testMatch: ['<rootDir>/theorems/coin/rare.theorem.ts'],
    modulePathIgnorePatterns: ['<rootDir>/.theoremcheck/'],
  };
  writeFileSync(join(cwd, 'jest.config.json'), JSON.stringify(config));
  const jestIn = (env: NodeJS.ProcessEnv) => {
    const all = { ...process.env, THEOREMCHECK_WORKERS: '1', CI: '', ...env };
    const args = [join(ROOT, 'node_modules/jest/bin/jest.js')];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd, env: all, encoding: 'utf8' });
    return { status, err: stderr };
  };
  expect(jestIn({}).err).toMatch(/\(attempts not counted\)/);
  verify('rare', '--record');
  expect(jestIn({ CI: 'true' })).toMatchObject({ status: 0, err: expect.stringContaining('(attempt 1)') });
  state("'0.5')", "'0.6')");
  expect(jestIn({})).toMatchObject({
    status: 0,
    err: expect.stringContaining('not gated: "rare" is tried on calibration-1'),
  });
  const refused = jestIn({ CI: 'true' });
  expect(refused.err).toContain('got an attempt that is not recorded');
  expect(refused.status).not.toBe(0);
});
