import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyProject, type Project, ROOT, SLOW, theoremFile } from '../project/testing/project';

/** Real runs of Jest: every selected file has a result, or the run fails and names it. */
jest.setTimeout(240_000);

const BASE = {
  runner: join(ROOT, 'harness/jest/runner.cjs'),
  testMatch: ['<rootDir>/theorems/**/*.theorem.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.theoremcheck/'],
  // Our runner asks for none, and Jest would load Babel.
  transform: {},
};
const REPORTERS = [join(ROOT, 'harness/jest/reporter.cjs'), 'summary'];
const JEST = join(ROOT, 'node_modules/jest/bin/jest.js');
const environment = () => {
  const { GITHUB_ACTIONS: _, GITHUB_STEP_SUMMARY: __, ...env } = process.env;
  return { ...env, THEOREMCHECK_EPOCH: 'jest', THEOREMCHECK_WORKERS: '1', FORCE_COLOR: '0', NODE_NO_WARNINGS: '1' };
};

let own: Project;
beforeEach(() => {
  own = emptyProject({ 'theorems/coin/good.theorem.ts': theoremFile('good') });
});
afterEach(() => own.remove());

const configure = (config: object) =>
  own.write('jest.config.json', JSON.stringify({ reporters: REPORTERS, ...config }));
const run = (flags: readonly string[] = [], changes: NodeJS.ProcessEnv = {}, cwd = own.cwd) => {
  const args = [JEST, '--config', 'jest.config.json', ...flags];
  const child = spawnSync(process.execPath, args, { cwd, env: { ...environment(), ...changes }, encoding: 'utf8' });
  return { status: child.status, out: child.stdout, err: child.stderr };
};
const counts = (err: string) => [/^Test Suites: (.*)$/m.exec(err)?.[1], /^Tests: +(.*)$/m.exec(err)?.[1]];
const path = (file: string) => join(own.cwd, file);
const read = (file: string) => readFileSync(path(file), 'utf8');
const verdicts = (folder = '') =>
  (JSON.parse(read(join(folder, 'reports/verdicts.json'))).claims as { name: string }[]).map(({ name }) => name);

it('runs every package of `projects`, each with its own claims and reports', () => {
  const other = emptyProject({ 'theorems/coin/bad.theorem.ts': theoremFile('bad', { p: 0.8 }) });
  configure({
    projects: [own.cwd, other.cwd].map((rootDir, i) => ({ ...BASE, rootDir, displayName: `package ${i}` })),
  });
  const { status, err } = run([], { THEOREMCHECK_WORKERS: '2' });
  const written = JSON.parse(readFileSync(join(other.cwd, 'reports/verdicts.json'), 'utf8'));
  other.remove();
  expect([status, ...counts(err)]).toEqual([1, '1 failed, 1 passed, 2 total', '1 failed, 1 passed, 2 total']);
  expect([verdicts(), written.claims.map(({ name }: { name: string }) => name)]).toEqual([['good'], ['bad']]);
});

it('runs projects of one rootDir together, and a file that both select counts for both', () => {
  own.write('theorems/coin/bad.theorem.ts', theoremFile('bad', { p: 0.8 }));
  const select = (files: string) => ({
    ...BASE,
    rootDir: own.cwd,
    testMatch: [`<rootDir>/theorems/**/${files}.theorem.ts`],
  });
  configure({
    projects: [
      { ...select('good'), displayName: 'one' },
      { ...select('{bad,good}'), displayName: 'two' },
    ],
  });
  const { status, err } = run();
  expect([status, ...counts(err)]).toEqual([1, '1 failed, 2 passed, 3 total', '1 failed, 2 passed, 3 total']);
  expect(verdicts()).toEqual(['bad', 'good']);
});

it('fails a selected file that is no theorem, with the reason', () => {
  own.write('src/lost.theorem.ts', theoremFile('lost'));
  own.write('theorems/coin/more.exploratory.ts', theoremFile('more'));
  configure({ ...BASE, testMatch: ['<rootDir>/src/**/*.theorem.ts', '<rootDir>/theorems/**/*.ts'] });
  const { status, err } = run();
  expect([status, ...counts(err)]).toEqual([1, '3 failed, 1 passed, 4 total', '1 passed, 1 total']);
  expect(err).toContain('src/lost.theorem.ts: expected a theorem file, got another file (leave it out of testMatch;');
  expect(err).toContain('theorems/coin/family.ts: expected a theorem file, got another file');
  expect(err).toContain(
    'more.exploratory.ts: expected a theorem file, got an exploratory claim (`theoremcheck verify --',
  );
});

it('fails where the path of the project has characters that Jest finds no file with', () => {
  const folder = path('a[b]*!');
  mkdirSync(folder);
  writeFileSync(join(folder, 'jest.config.json'), JSON.stringify({ ...BASE, reporters: REPORTERS }));
  const { status, err } = run(['--passWithNoTests'], {}, folder);
  expect(status).toBe(1);
  expect(err).toContain('theoremcheck: rootDir: expected a folder without [ ] * ! in its path, got ');
});

it('runs claims in folders with such characters', () => {
  own.write('theorems/a [b] (c) !d/odd.theorem.ts', theoremFile('odd').replace('./family', '../coin/family'));
  configure(BASE);
  const { status, err } = run();
  expect([status, ...counts(err)]).toEqual([0, '2 passed, 2 total', '2 passed, 2 total']);
});

it('--shard: the shards together are all claims, and none is complete alone', () => {
  own.write('theorems/coin/other.theorem.ts', theoremFile('other'));
  configure(BASE);
  const shards = ['1/2', '2/2'].map((shard) => {
    const { status, err } = run([`--shard=${shard}`]);
    expect([status, ...counts(err)]).toEqual([0, '1 passed, 1 total', '1 passed, 1 total']);
    expect(JSON.parse(read('reports/verdicts.json')).complete).toBe(false);
    return verdicts();
  });
  expect(shards.flat().sort()).toEqual(['good', 'other']);
});

it('--onlyChanged: a changed family selects the claims over it', () => {
  configure(BASE);
  own.write('.gitignore', 'node_modules\n.theoremcheck\nreports\n');
  own.write('theorems/coin/family.ts', readFileSync(join(ROOT, 'harness/trials/testing/coin.ts'), 'utf8'));
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: own.cwd });
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    ['commit', '-qm', 'all'],
  ])
    git(...args);
  expect(run(['--onlyChanged']).out).toContain('No tests found related to files changed');
  own.write('theorems/coin/family.ts', `${read('theorems/coin/family.ts')}\n// changed\n`);
  const { status, err } = run(['--onlyChanged']);
  expect([status, ...counts(err)]).toEqual([0, '1 passed, 1 total', '1 passed, 1 total']);
});

it('--bail: what was decided is written, and what was not has no verdict', () => {
  own.write('theorems/coin/bad.theorem.ts', theoremFile('bad', { p: 0.8 }));
  // Still open when the other has failed.
  own.write('theorems/coin/slow.theorem.ts', theoremFile('slow', SLOW));
  own.write('reports/junit.xml', 'an earlier run, all green');
  configure(BASE);
  expect(run(['bad|slow', '--bail']).status).toBe(1);
  expect(verdicts()).toEqual(['bad']);
  expect(read('reports/junit.xml')).toMatch(/<testsuites [^>]*tests="2" failures="1" errors="1"/);
  expect(read('reports/junit.xml')).toContain('slow: expected a verdict, got none (the process ended before it)');
});

it.each([
  ['our reporter', REPORTERS, []],
  ['reporters of others', ['default'], []],
  ['--silent', REPORTERS, ['--silent']],
])('-t that matches no theorem is not green: %s', (_, reporters, flags) => {
  configure({ ...BASE, reporters });
  const { status, err } = run(['-t', 'no \u001bsuch', ...flags]);
  expect([status, ...counts(err)]).toEqual([1, '1 skipped, 0 of 1 total', '1 skipped, 1 total']);
  expect(err).toContain('theoremcheck: -t: expected a theorem whose name matches no \\u001bsuch, got none');
});

it('-t that is no regular expression fails in one sentence', () => {
  configure(BASE);
  const { status, err } = run(['-t', 'a[']);
  expect([status, err]).toEqual([
    1,
    expect.stringMatching(/-t: expected a regular expression, got an error: Invalid /),
  ]);
});

it('-t that matches a test of another kind is green, and skips the theorems', () => {
  own.write('plain.test.js', "test('one and one', () => expect(1 + 1).toBe(2));");
  const plain = { displayName: 'plain', rootDir: own.cwd, testMatch: ['<rootDir>/plain.test.js'] };
  configure({ projects: [{ ...BASE, rootDir: own.cwd, displayName: 'theorems' }, plain] });
  const { status, err } = run(['-t', 'one and']);
  expect([status, ...counts(err)]).toEqual([0, '1 skipped, 1 passed, 1 of 2 total', '1 skipped, 1 passed, 2 total']);
});

it('a summary that cannot be written is noted, and nothing else', () => {
  configure(BASE);
  const { status, err } = run([], { GITHUB_STEP_SUMMARY: own.cwd });
  expect(status).toBe(0);
  expect(err).toContain('noted: GITHUB_STEP_SUMMARY: expected a file that can be written, got EISDIR');
});

const ends: [string, string, RegExp][] = [
  ['process.exit(0)', 'process.exit(0);', /good\.theorem\.ts: expected a verdict, got the end of the process/],
  ['a rejection that nobody handles', 'Promise.reject(new Error("nobody"));', /one that nobody caught: nobody/],
];
it.each(ends)('%s in a theorem fails, names the file, and leaves no green report', (_, code, message) => {
  own.write('theorems/coin/good.theorem.ts', `${theoremFile('good')}\n${code}\n`);
  own.write('reports/junit.xml', 'an earlier run, all green');
  configure(BASE);
  const { status, err } = run();
  expect([status, err]).toEqual([2, expect.stringMatching(message)]);
  expect(existsSync(path('reports/junit.xml')) ? read('reports/junit.xml') : '').not.toContain('all green');
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s: the report of the run that it ended is written', async (signal, expected) => {
  own.write('theorems/coin/slow.theorem.ts', theoremFile('slow', SLOW));
  configure(BASE);
  rmSync(path('reports'), { recursive: true, force: true });
  const child = spawn(process.execPath, [JEST, '--config', 'jest.config.json'], { cwd: own.cwd, env: environment() });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (text.includes('CORROBORATED')) child.kill(signal);
  });
  expect(await new Promise((done) => child.on('close', done))).toBe(expected);
  expect(verdicts()).toEqual(['good']);
  expect(read('reports/junit.xml')).toContain('slow: expected a verdict, got none (the process ended before it)');
});
