import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { coinProject } from './testing/project';

/** Ends that are no verdict, with the real program: each of them ended with 0 or 1 once. */
const { cwd, run, remove } = coinProject();
afterAll(remove);
jest.setTimeout(120_000);

const path = (file: string) => join(cwd, file);
const read = (file: string) => readFileSync(path(file), 'utf8');
const FAMILY = 'theorems/coin/family.ts';
const THEOREM = 'theorems/coin/rare.theorem.ts';
const JUNIT = 'reports/junit.xml';
const [family, theorem] = [read(FAMILY), read(THEOREM)];

beforeEach(() => {
  mkdirSync(path('reports'), { recursive: true });
  writeFileSync(path(FAMILY), family);
  writeFileSync(path(THEOREM), theorem);
  writeFileSync(path(JUNIT), '<testsuites name="an earlier run, all green"/>');
});

const append = (file: string, text: string) => writeFileSync(path(file), `${read(file)}\n${text}\n`);
/** In place of what the family does. */
const instead = (name: string, code: string) =>
  writeFileSync(path(FAMILY), family.replace(`  ${name}: async`, `  ${name}: ${code},\n  _${name}: async`));
const NEVER = '() => new Promise(() => {})';
const exported = ['export', 'coin', '--trial', '0', '--steps', '1', '--out', 'x.npz'];
const replayed = ['replay', 'coin/region/-/-/e/0/fused/abcdef'];
const early = /^theoremcheck: expected to reach the end, got an exit before it \(is there a process\.exit\(\)/;

describe('a process that ends before its end', () => {
  const ends: [string, () => void, string[]][] = [
    ['process.exit(0) in a theorem, verify', () => append(THEOREM, 'process.exit(0);'), ['verify', 'rare']],
    ['process.exit(0) in a family, verify', () => append(FAMILY, 'process.exit(0);'), ['verify', 'rare']],
    ['process.exit(0) in a family, export', () => append(FAMILY, 'process.exit(0);'), exported],
    ['a training that never settles, replay', () => instead('train', NEVER), replayed],
    ['a preparation that never settles, export', () => instead('prepare', NEVER), exported],
  ];
  it.each(ends)('%s: status 2, one sentence', (_, make, args) => {
    make();
    const { status, out, err } = run(...args);
    expect([status, out, err]).toEqual([2, '', expect.stringMatching(early)]);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect([existsSync(path(JUNIT)), existsSync(path('x.npz'))]).toEqual([args[0] !== 'verify', false]);
  });
});

describe('an error that nobody caught', () => {
  const errors: [string, string, string][] = [
    ['a rejection', 'Promise.reject(new Error("nobody waits"));', 'got a rejection that nobody handled: nobody waits'],
    ['a late throw', 'setTimeout(() => { throw new Error("late"); });', 'got an exception that nobody caught: late'],
  ];
  it.each(errors)('%s in a theorem is one sentence and status 2', (_, code, message) => {
    append(THEOREM, code);
    const { status, err } = run('verify', 'rare');
    expect([status, err]).toEqual([2, expect.stringContaining(message)]);
    expect(err).not.toMatch(/^ +at /m);
    expect(existsSync(path(JUNIT)) ? read(JUNIT) : '').not.toContain('all green');
  });

  it('a family that throws only in a worker: the claim is an error, and the report says so', () => {
    append(
      FAMILY,
      "import { isMainThread } from 'node:worker_threads';\nif (!isMainThread) throw new Error('no worker');",
    );
    const { status, out, err } = run('verify', 'rare');
    expect([status, out]).toEqual([
      2,
      expect.stringContaining('worker: expected the family coin, got theorems/coin/family.ts: no worker'),
    ]);
    expect(err).not.toMatch(/^ +at /m);
    expect(read(JUNIT)).toMatch(/<testsuites [^>]*tests="1" failures="0" errors="1"/);
  });
});

describe('with a shell', () => {
  const bin = resolve(__dirname, 'bin.cjs');
  const shell = (script: string) => {
    // In a group of its own, so that a program that kills its group ends no test.
    const own = { detached: true, cwd, env: { ...process.env, THEOREMCHECK_WORKERS: '2' } };
    const { status, signal, stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, bin], {
      ...own,
      encoding: 'utf8',
    });
    return { status, signal, out: stdout, err: stderr };
  };
  const hasBash = spawnSync('bash', ['-c', 'ulimit -n 100 && test -c /dev/full']).status === 0;
  const withBash = hasBash ? it : it.skip;

  withBash('standard output that cannot be written is one sentence and status 2 (needs bash)', () => {
    const { status, err } = shell('"$0" "$1" list >/dev/full');
    expect([status, err]).toEqual([
      2,
      'theoremcheck: expected to write to standard output, got ENOSPC: no space left on device, write\n',
    ]);
  });

  // Where a thread finds no descriptor for its event loop Node itself aborts (no status, SIGABRT): no sentence, and no verdict.
  withBash('no file left to open for a worker is no verdict, whatever is opened last (needs bash)', () => {
    for (const files of [26, 28, 30, 32, 34, 36, 38]) {
      const { status, signal, out, err } = shell(`ulimit -n ${files}; "$0" "$1" verify rare --no-report`);
      expect(signal).not.toBe('SIGKILL'); // nobody ends it: a process that could not start has the number 0, and so has the own group
      // With one more than is needed there is a verdict; with one less there is none.
      const ended = status === null || status === 134 ? 'aborted' : status;
      const corroborated = files > 30 && out.includes('CORROBORATED');
      expect(corroborated ? [0] : [2, 'aborted']).toContain(ended);
      if (ended !== 'aborted') expect(err).not.toMatch(/^ +at /m);
    }
  });

  withBash('a line that goes on and on is refused while it is read (needs bash)', () => {
    const { status, out, err } = shell(
      'head -c 600000000 /dev/zero | tr "\\0" 1 | "$0" "$1" decide --delta .1 --margin .1 --alpha-c .05 --alpha-f .05',
    );
    expect([status, out]).toEqual([2, '']);
    expect(err).toBe(
      'theoremcheck: standard input, line 1: expected at most 1000000 characters, got more (are lines ended by line feeds?)\n',
    );
  });
});

describe('a signal', () => {
  const statuses: [NodeJS.Signals, number][] = [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ];
  it.each(statuses)('%s: what is decided by then is written, and the rest has no verdict', async (signal, expected) => {
    // Every training takes a while, but for those that the first claim shares with nobody.
    const wait = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, problem.rate === 0 ? 40 : 0);';
    writeFileSync(path(FAMILY), family.replace('    let step = 0;', `    ${wait}\n    let step = 0;`));
    writeFileSync(path(THEOREM), theorem.replace('margin: 0.35', 'margin: 0.05'));
    const args = [resolve(__dirname, 'bin.cjs'), 'verify', '^(often|rare)$', '--no-report'];
    const env = { ...process.env, THEOREMCHECK_WORKERS: '1', THEOREMCHECK_EPOCH: signal };
    const child = spawn(process.execPath, args, { cwd, env });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('FALSIFIED')) child.kill(signal);
    });
    expect(await new Promise((done) => child.on('close', done))).toBe(expected);
    const { complete, claims } = JSON.parse(read('reports/verdicts.json'));
    expect([complete, claims.map(({ name }: { name: string }) => name)]).toEqual([false, ['often']]);
    const junit = read(JUNIT);
    expect(junit).toMatch(/<testsuites [^>]*tests="2" failures="1" errors="1"/);
    expect(junit).toContain('rare: expected a verdict, got none (the run was interrupted before it)');
  });
});

describe('a second signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s: ends the command at once, with the status of the first', async (signal, expected) => {
    const wait = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);';
    writeFileSync(path(FAMILY), family.replace('    let step = 0;', `    ${wait}\n    let step = 0;`));
    const args = [resolve(__dirname, 'bin.cjs'), 'verify', '^rare$', '--no-report'];
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, THEOREMCHECK_WORKERS: '1' } });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (err === '' && text.includes('coin runs on coin')) {
        child.kill(signal);
        setTimeout(() => child.kill(signal), 100);
      }
      err += text;
    });
    expect(await new Promise((done) => child.on('close', done))).toBe(expected);
    expect(err).not.toContain('expected to reach the end');
  });
});

describe('reports', () => {
  it('tell of a run of broken files only', () => {
    writeFileSync(path(THEOREM), "throw new Error('coin: expected a claim, got none');\n");
    expect(run('verify', 'rare.theorem').status).toBe(2);
    expect(read(JUNIT)).toContain('coin: expected a claim, got none');
    expect(JSON.parse(read('reports/verdicts.json')).claims).toEqual([]);
  });

  it('that belong to a run which could not begin are gone', () => {
    expect(run('verify', 'no such claim').status).toBe(2);
    expect(existsSync(path(JUNIT))).toBe(false);
    writeFileSync(path(FAMILY), 'export const coin = ];\n');
    writeFileSync(path(JUNIT), 'earlier');
    expect(run('verify').status).toBe(2);
    // A family that cannot be read stops its own claims only, and the report names them.
    expect(read(JUNIT)).toContain('theorems/coin/family.ts:1:21');
  });

  it('stay where nothing is run', () => {
    for (const args of [['verify', '--help'], ['list'], ['--version']]) expect(run(...args).status).toBe(0);
    expect(read(JUNIT)).toContain('all green');
  });
});
