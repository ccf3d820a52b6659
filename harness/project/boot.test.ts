import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freshProcess } from '../trials/testing/fresh-process';
import type { Answer, Job } from '../trials/workers/job';
import { openThreads } from '../trials/workers/threads';
import { loadSuite } from './suite';
import { boot, emptyProject, type Project, ROOT, SLOW, theoremFile } from './testing/project';

const job = (changes: Partial<Job> = {}): Job => ({
  stream: { family: 'coin', source: 'region', dials: {}, epoch: 'boot' },
  index: 3,
  engine: 'fused',
  requests: [{ observation: 'weight', at: 10, prompts: 4 }],
  ...changes,
});
const dialled = (dials: Record<string, number>): Job => job({ stream: { ...job().stream, dials } });

describe('boot', () => {
  let own: Project;
  beforeEach(() => {
    own = emptyProject({ 'theorems/coin/a.theorem.ts': theoremFile('a') });
    // A copy that the tests may edit.
    own.write('theorems/coin/family.ts', readFileSync(join(ROOT, 'harness/trials/testing/coin.ts'), 'utf8'));
  });
  afterEach(() => own.remove());

  const edit = (from: string, to: string) => {
    const text = readFileSync(join(own.cwd, 'theorems/coin/family.ts'), 'utf8');
    expect(text).toContain(from);
    own.write('theorems/coin/family.ts', text.replace(from, to));
  };
  const value = async (file: string) => {
    const answer = await freshProcess(file, job());
    return answer.kind === 'unit' ? answer.members[0]!.values[0]! : answer.message;
  };

  it('never uses what is older than its source', async () => {
    const before = await boot.build(own.cwd);
    const first = await value(before.worker);
    edit('+ 0.25 + (second', '+ 0.5 + (second');
    const after = await boot.build(own.cwd);
    expect(after.code).not.toBe(before.code);
    // w → w/2 + 1/4 from w₀ has the fixed point 1/2, with + 1/2 the fixed point 1: ten steps move it by ½·(1 − 2⁻¹⁰).
    expect(((await value(after.worker)) as number) - (first as number)).toBeCloseTo(0.5 * (1 - 2 ** -10), 6);
  }, 60_000);

  it('says in one sentence where a file of a claim cannot be read, which stops no other', async () => {
    own.write('theorems/coin/a.theorem.ts', 'export default {\n  a: ],\n};\n');
    own.write('theorems/coin/b.theorem.ts', theoremFile('b'));
    own.write('theorems/coin/c.theorem.ts', theoremFile('c').replace('{ atMost,', '{ atMots as atMost,'));
    const { gates, broken } = loadSuite(await boot.build(own.cwd));
    expect(gates.map((gate) => gate.name)).toEqual(['b']);
    expect([...broken]).toEqual([
      [
        'theorems/coin/a.theorem.ts',
        'theorems/coin/a.theorem.ts:2:6: expected code that can be bundled, got an error: Unexpected "]"',
      ],
      [
        'theorems/coin/c.theorem.ts',
        expect.stringMatching(
          /^theorems\/coin\/c\.theorem\.ts:1:10: .*"atMots" \(Did you mean to import "atMost" instead\?\)$/,
        ),
      ],
    ]);
  }, 60_000);

  it('gives up a file of a claim that loops, as it is loaded or in claim(), and loads the others', async () => {
    own.write('package.json', '{ "name": "project", "theoremcheck": { "silence": 1 } }');
    own.write('theorems/coin/b.theorem.ts', 'for (;;);\nexport default {};\n');
    own.write(
      'theorems/coin/c.theorem.ts',
      theoremFile('c').replace("=> atMost(at('horizon').heads, '1/2')", '=> { for (;;); }'),
    );
    own.write('theorems/coin/d.theorem.ts', theoremFile('d'));
    const { gates, broken } = loadSuite(await boot.build(own.cwd));
    expect(gates.map((gate) => gate.name)).toEqual(['a', 'd']);
    expect([...broken]).toEqual(
      ['b', 'c'].map((name) => {
        const file = `theorems/coin/${name}.theorem.ts`;
        const cure =
          'look for a loop without end in claim(), or in what the file and its family.ts do as they are loaded';
        return [file, expect.stringContaining(`${file}: expected an answer within 1 s, got none (${cure};`)];
      }),
    );
  }, 60_000);

  it.each([
    ['cannot be read', 'export const other = ];\n', 'Unexpected "]"'],
    ['throws', "throw new Error('boom');\nexport const other = 1;\n", 'boom'],
    ['throws what is no error', "throw 'boom';\nexport const other = 1;\n", 'boom'],
    [
      'takes the name of another',
      "import { coin } from '../coin/family';\nexport const twin = { ...coin };\n",
      'name of its own',
    ],
    [
      'imports what is not there',
      "import 'no-such-package';\nexport const other = 1;\n",
      "Cannot find module 'no-such-package'",
    ],
  ])(
    'names a family that %s, and stops its claims only',
    async (_, text, said) => {
      own.write('theorems/coin/a.theorem.ts', theoremFile('a'));
      own.write('theorems/other/family.ts', text);
      own.write('theorems/other/b.theorem.ts', theoremFile('b').replace('{ coin }', '{ other as coin }'));
      const built = await boot.build(own.cwd);
      const { gates, broken } = loadSuite(built);
      expect(gates.map((gate) => gate.name)).toEqual(['a']);
      expect([...broken.keys()].sort()).toEqual(['theorems/other/b.theorem.ts', 'theorems/other/family.ts']);
      expect(broken.get('theorems/other/family.ts')).toMatch(/^theorems\/other\/family\.ts:/);
      expect(broken.get('theorems/other/family.ts')).toContain(said);
      // Workers train the others.
      expect((await freshProcess(built.worker, job())).kind).toBe('unit');
    },
    60_000,
  );

  it('takes no notice of comments, and leaves whole files only', async () => {
    const before = await boot.build(own.cwd);
    edit('/** Only there to be drawn. */', '/** Something else. */');
    const after = await boot.build(own.cwd);
    expect(after.code).toBe(before.code);
    expect(readdirSync(join(own.cwd, '.theoremcheck/build')).filter((file) => file.endsWith('.tmp'))).toEqual([]);
  }, 60_000);
});

describe('threads and fresh processes', () => {
  const own = emptyProject({ 'theorems/coin/a.theorem.ts': theoremFile('a') });
  afterAll(() => own.remove());

  it('give the same bits', async () => {
    const { worker } = await boot.build(own.cwd);
    const pool = openThreads({ file: worker, size: 2, silence: 120 });
    const answers = await Promise.all([pool.run(job()), pool.run(job()), freshProcess(worker, job())]);
    await pool.close();
    const [a, b, c] = answers.map((answer) => (answer.kind === 'unit' ? answer.members : []));
    expect(a).toHaveLength(1);
    expect([b, c]).toStrictEqual([a, a]);
  }, 60_000);

  it('make unknowns of killed and of silent workers, and failures of exceptions', async () => {
    const { worker } = await boot.build(own.cwd);
    const pool = openThreads({ file: worker, size: 1, silence: 6 });
    const answers: Answer[] = [];
    for (const kind of [1, 2, 3, 0]) answers.push(await pool.run(dialled({ trouble: kind })));
    await pool.close();
    expect(answers.map((answer) => answer.kind)).toEqual(['failed', 'unknown', 'unknown', 'unit']);
    expect(answers[0]).toMatchObject({ message: expect.stringContaining('expected a table, got none') });
    expect(answers[2]).toMatchObject({
      silent: true,
      message: expect.stringMatching(/^family coin, trial 3 \(region\): expected a sign of life within 6 s, got none/),
    });
  }, 60_000);
});

describe('jest', () => {
  const own = emptyProject({
    'theorems/coin/good.theorem.ts': theoremFile('a good coin'),
    'theorems/coin/other.theorem.ts': theoremFile('another good coin', { p: 0.001 }),
    'theorems/coin/fancy.exploratory.ts': theoremFile('a fancy coin'),
  });
  afterAll(() => own.remove());

  const jest = (...flags: string[]) => jestWith({}, ...flags);
  const jestWith = (changes: NodeJS.ProcessEnv, ...flags: string[]) => {
    const bin = join(ROOT, 'node_modules/jest/bin/jest.js');
    const env = { ...process.env, ...changes, THEOREMCHECK_EPOCH: 'jest', FORCE_COLOR: '0', NODE_NO_WARNINGS: '1' };
    const pipe = 'pipe' as const;
    try {
      const script = `const r = require('node:child_process').spawnSync(process.execPath, process.argv.slice(1), { encoding: 'utf8' });
        process.stdout.write(JSON.stringify([r.status, r.stdout, r.stderr]));`;
      const args = ['-e', script, bin, '--config', 'jest.config.json', ...flags];
      const text = execFileSync(process.execPath, args, {
        cwd: own.cwd,
        env,
        encoding: 'utf8',
        stdio: ['ignore', pipe, pipe],
      });
      const [status, out, err] = JSON.parse(text) as [number, string, string];
      return { status, out, err };
    } catch (error) {
      throw new Error(`jest: expected a run, got ${String(error)}`);
    }
  };

  it('lists what the glob finds', () => {
    const listed = jest('theorems', '--listTests').out.trim().split('\n').sort();
    expect(listed).toEqual(['good', 'other'].map((name) => join(own.cwd, `theorems/coin/${name}.theorem.ts`)));
  }, 60_000);

  it('passes corroborated theorems, prints a block for each and writes the verdicts', () => {
    const { status, err } = jest('theorems');
    expect(err).toContain('CORROBORATED (level 7.81e-4): a good coin');
    expect(err).toContain('CORROBORATED (level 7.81e-4): another good coin');
    expect(err).not.toContain('a fancy coin');
    expect(err).toMatch(/engine +fused \+ tfjs\(toy\), max deviation 0/);
    expect(status).toBe(0);
    const written = JSON.parse(readFileSync(join(own.cwd, 'reports/verdicts.json'), 'utf8')) as { claims: unknown[] };
    expect(written.claims).toHaveLength(2);
  }, 60_000);

  it('writes the same verdicts, byte for byte, with 1 and with 8 threads', () => {
    const verdicts = ['1', '8'].map((workers) => {
      rmSync(join(own.cwd, '.theoremcheck/trials.jsonl'), { force: true });
      jestWith({ THEOREMCHECK_WORKERS: workers }, 'theorems');
      return readFileSync(join(own.cwd, 'reports/verdicts.json'), 'utf8');
    });
    expect(verdicts[1]).toBe(verdicts[0]);
  }, 60_000);

  it('selects whole theorems by -t, and keeps standard output to --json', () => {
    const { status, out } = jest('theorems', '-t', 'another', '--json');
    const report = JSON.parse(out) as { numPassedTests: number; numPendingTests: number; success: boolean };
    expect(report).toMatchObject({ numPassedTests: 1, numPendingTests: 1, success: true });
    expect(status).toBe(0);
  }, 60_000);

  it('fails with where, measured against allowed, replay command and source; --bail stops there', () => {
    own.write('theorems/coin/bad.theorem.ts', theoremFile('a bad coin', { p: 0.8 }));
    // It is still open when the other has failed.
    own.write('theorems/coin/slow.theorem.ts', theoremFile('a slow coin', SLOW));
    const { status, err } = jest('bad|slow', '--bail');
    expect(status).toBe(1);
    // Jest's own block, below the claim's.
    const shown = err.slice(err.lastIndexOf('FALSIFIED (level'));
    const [verdict, where, measured, replay, source] = [
      'FALSIFIED (level 0.0000313)',
      'where         trial',
      'measured      1 against at most 0.5 allowed',
      'npx theoremcheck replay coin/region/p=0.8/-/jest/',
      'source        [toy2024] section 1 (paraphrased)',
    ].map((text) => shown.indexOf(text));
    expect(Math.min(where!, measured!, replay!, source!)).toBeGreaterThan(-1);
    expect(where).toBeLessThan(measured!);
    expect(measured).toBeLessThan(replay!);
    expect(replay).toBeLessThan(source!);
    expect(verdict === -1 ? shown.indexOf('FALSIFIED (level 7.81e-6)') : verdict).toBeGreaterThan(-1);
    expect(err).not.toMatch(/CORROBORATED.*a slow coin/);
  }, 60_000);

  it('spoils one file only by a theorem that cannot be read', () => {
    own.write('theorems/coin/broken.theorem.ts', "throw new Error('coin: expected a claim, got none');\n");
    const { status, err } = jest('broken|good');
    expect(status).toBe(1);
    expect(err).toContain('coin: expected a claim, got none');
    expect(err).toContain('CORROBORATED (level 7.81e-4): a good coin');
  }, 60_000);
});
