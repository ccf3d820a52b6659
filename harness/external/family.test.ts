import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Spawned } from '../cli/testing/spawned';
import { hasRedis, TestRedis } from '../queue/testing/redis';
import { familyText, theoremText, toyProject } from './testing/toy-project';

/** A family in another program, with the real command line: everything that works on a family of ours works on it. */
const own = toyProject();
afterAll(own.remove);

const verdicts = () =>
  JSON.parse(own.read('reports/verdicts.json')) as { results: { name: string; verdict: string }[] };
const forget = () => rmSync(join(own.cwd, '.theoremcheck', 'trials.jsonl'), { force: true });
const stored = () => own.read('.theoremcheck/trials.jsonl').trim().split('\n').length;
let undisturbed: unknown;

test('a true claim is corroborated, its controls come out as they must, and the program is said to train', () => {
  const { status, out } = own.verify();
  expect(out).toContain('CORROBORATED');
  expect(out).toMatch(/gross "frozen = 1" falsified/);
  expect(out).toMatch(/engine +node, no witness/);
  expect(status).toBe(0);
  undisturbed = verdicts();
});

test('two workers, each with a process of its own, come to the same verdict file', () => {
  forget();
  expect(own.verify('--workers', '2').status).toBe(0);
  expect(verdicts()).toEqual(undisturbed);
});

test('shards of it are merged to the same verdict file', () => {
  forget();
  for (const shard of [1, 2]) {
    expect(own.verify('--shard', `${shard}/2`, '--out', `shard-${shard}.jsonl`).status).toBe(0);
    forget();
  }
  expect(own.runWith({}, 'merge', 'shard-1.jsonl', 'shard-2.jsonl', '--no-report').status).toBe(0);
  expect(verdicts()).toEqual(undisturbed);
});

(hasRedis ? test : test.skip)(
  'a worker at a queue trains it, to the same verdict file (needs redis-server)',
  async () => {
    forget();
    const redis = await TestRedis.start();
    const worker = new Spawned(own.cwd, ['worker', '--queue', redis.url(), '--workers', '1', '--json']);
    try {
      expect(own.verify('--queue', redis.url()).status).toBe(0);
      expect(verdicts()).toEqual(undisturbed);
      worker.end('SIGTERM');
      expect(await worker.ended).toBe(0);
      expect(JSON.parse(worker.out).done).toBeGreaterThan(20);
    } finally {
      worker.end('SIGKILL');
      await redis.stop();
    }
  },
  60_000,
);

test('a process that dies in a training is started again, and nothing comes out otherwise', () => {
  forget();
  const flag = join(own.cwd, 'died');
  for (const mistake of ['dies', 'killed']) {
    own.write('theorems/toy/family.ts', familyText([process.execPath, 'theorems/toy/toy.cjs', 'once', flag, mistake]));
    expect(own.verify().status).toBe(0);
    expect(own.read('died')).toBe('');
    expect(untold(verdicts())).toEqual(untold(undisturbed));
    rmSync(flag);
    forget();
  }
  own.write('theorems/toy/family.ts', familyText([process.execPath, 'theorems/toy/toy.cjs']));
});

test('a program that dies for good ends the run with status 2, and what was trained before is kept', () => {
  const died = own.runWith({ TOY: 'dies later' }, 'verify', '--no-report');
  expect(died.status).toBe(2);
  expect(died.out + died.err).toContain('expected an answer to start, got its end with status 9');
  const kept = stored();
  expect(kept).toBeGreaterThanOrEqual(10);
  const lines = own.read('.theoremcheck/trials.jsonl');
  expect(own.verify().status).toBe(0);
  expect(own.read('.theoremcheck/trials.jsonl').startsWith(lines)).toBe(true);
  expect(untold(verdicts())).toEqual(untold(undisturbed));
});

test('a false claim is falsified, and its worst trial replays in a fresh process, token and all', () => {
  own.write('theorems/toy/wrong.theorem.ts', theoremText('wrong', '0.05 * s * sqrt(eta)'));
  const { status, out } = own.verify('wrong');
  expect(status).toBe(1);
  const [, token] = /(toy\/region\/\S+)\)/.exec(out)!;
  const replayed = own.run('replay', token!);
  expect(replayed.status).toBe(0);
  expect(replayed.out).toMatch(/error/);
  rmSync(join(own.cwd, 'theorems/toy/wrong.theorem.ts'));
});

test('falsify finds where an assumption breaks the claim, and exploration hunts below it', () => {
  const study = own.run('falsify', 'found', '--assumption', 'unbiased', '--trials', '20');
  expect(study.err + study.out).toMatch(/unbiased/);
  expect(study.status).toBe(0);
  const hunt = own.run('falsify', 'found', '--explore', '--trials', '5');
  expect(hunt.err + hunt.out).toMatch(/found/);
  expect(hunt.status).toBe(0);
});

test('export writes the parameters of each step', () => {
  const { status, out } = own.run('export', 'toy', '--trial', '0', '--steps', '2', '--out', 'toy.npz', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(out).arrays).toEqual({ w_0: [1], w_1: [1], w_2: [1] });
});

test('a changed source is another code: what was stored is trained again', () => {
  expect(own.verify().status).toBe(0);
  const before = stored();
  expect(own.verify().status).toBe(0);
  expect(stored()).toBe(before); // nothing was left to train
  own.write('theorems/toy/toy.cjs', `${own.read('theorems/toy/toy.cjs')}// changed\n`);
  expect(own.verify().status).toBe(0);
  // A verdict takes 16 trials of the mixture and of each of four corners, and those of the controls.
  expect(stored()).toBeGreaterThan(before + 80);
});

/** Results without the code hash, which the command is part of. */
function untold(results: unknown): unknown {
  return JSON.parse(JSON.stringify(results).replace(/(?<=["/])[0-9a-f]{12,64}(?=")/g, 'hash'));
}
