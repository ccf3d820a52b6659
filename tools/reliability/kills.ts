import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../generators/random';
import { hasRedis, TestRedis } from '../../harness/queue/testing/redis';
import type { Disturbance, DisturbanceTally, Trying } from './row';
import { type Running, TROUBLED, VERIFY } from './subject';

/** Trainings take this long (ms), and no processor, so that there are moments among them. */
const SLOW = { PAUSE: '4' };
/** Runs that are killed one after the other in the same folder, before one is left alone. */
const CHAIN = 5;

const isLinux = process.platform === 'linux';
const needsLinux = () => (isLinux ? undefined : 'processes are found in /proc of Linux');

/** A moment: after so many bytes of stored trials, or, where they are there already, after so many milliseconds. */
async function moment(run: Running, { subject, random }: Trying): Promise<boolean> {
  const before = subject.trials.length;
  const bytes = before + random.uniform() * Math.max(subject.size - before, 4000);
  const early = random.uniform() < 0.25;
  if (early) await Promise.race([pause(random.uniform() * 900), run.ended]);
  else await run.until(() => subject.trials.length >= bytes);
  return !run.isOver;
}

async function killClient(context: Trying, tally: DisturbanceTally): Promise<void> {
  const { subject, times } = context;
  while (tally.disturbances < times) {
    subject.reset();
    for (let i = 0; i < CHAIN && tally.disturbances < times; i++) {
      const run = subject.start({ env: SLOW });
      if (await moment(run, context)) run.kill();
      const { how } = await run.ended;
      if (how === 'SIGKILL') tally.disturbed(how);
    }
    await tally.resumes();
  }
}

/** Processes that a process started, and that run a command that holds this. */
function childrenOf(pid: number, holds: string): readonly number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const children = threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '),
    );
    return children
      .filter(Boolean)
      .map(Number)
      .filter((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(holds));
  } catch {
    return []; // one of them is gone by now
  }
}

/** Kills one child of a run at a random moment of the child's life. @returns whether it lived until then */
async function killChild(random: Random, run: Running, holds: string): Promise<boolean> {
  const child = () => childrenOf(run.child.pid!, holds)[0];
  if (!(await run.until(() => child() !== undefined))) return false;
  const victim = child();
  await pause(random.uniform() * 400);
  if (victim === undefined || child() !== victim) return false;
  process.kill(victim, 'SIGKILL');
  return true;
}

async function killReplays({ subject, random, times }: Trying, tally: DisturbanceTally): Promise<void> {
  while (tally.disturbances < times) {
    subject.reset();
    const run = subject.start({ env: SLOW });
    // A job whose process is killed three times in a row is given up: two are none of that.
    let killed = 0;
    while (killed < 2 && !run.isOver) if (await killChild(random, run, 'node:worker_threads')) killed++;
    const ended = await run.ended;
    for (let i = 0; i < killed; i++) tally.disturbed(ended.how);
    tally.comparison(subject.faults(ended));
  }
}

async function endThreads({ subject, random, times }: Trying, tally: DisturbanceTally): Promise<void> {
  const [trouble, mark] = [subject.at('trouble.cjs'), subject.at('trouble.mark')];
  while (tally.disturbances < times) {
    subject.reset();
    rmSync(mark, { force: true });
    writeFileSync(trouble, TROUBLED(mark, 1 + Math.floor(random.uniform() * 100), 'process.exit(1);'));
    const ended = await subject.start({ env: { TROUBLE: trouble } }).ended;
    tally.disturbed(ended.how, existsSync(mark) ? [] : ['expected a thread to end itself, got none']);
    tally.comparison(subject.faults(ended));
  }
  for (const file of [trouble, mark]) rmSync(file, { force: true });
}

/** Both sides of a queue, each killed at random moments; another worker comes in place of one that was killed. */
async function killAtQueue({ subject, random, times }: Trying, tally: DisturbanceTally): Promise<void> {
  const redis = await TestRedis.start();
  const verify = [...VERIFY, '--queue', redis.url()];
  const worker = () =>
    subject.start({ args: ['worker', '--queue', redis.url(), '--workers', '1'], env: { PAUSE: '8' } });
  const running = [worker(), worker()];
  try {
    while (tally.disturbances < times) {
      subject.reset();
      let client = subject.start({ args: verify });
      for (let i = 0; i < 4 && tally.disturbances < times; i++) {
        const bytes = subject.trials.length + random.uniform() * 12_000;
        if (!(await client.until(() => subject.trials.length >= bytes))) break;
        if (i % 2 === 1) {
          client.kill();
          tally.disturbed((await client.ended).how);
          client = subject.start({ args: verify });
        } else {
          const victim = running.shift()!;
          victim.kill();
          tally.disturbed((await victim.ended).how);
          running.push(worker());
        }
      }
      tally.comparison(subject.faults(await client.ended));
      await tally.resumes({ shared: true });
    }
  } finally {
    for (const one of running) one.kill();
    await Promise.all(running.map(({ ended }) => ended));
    await redis.stop();
  }
}

export const kills: readonly Disturbance[] = [
  {
    name: 'client',
    says: 'kill −9 of a run at random moments, up to five times in a row before it is left alone',
    times: 140,
    run: killClient,
  },
  {
    name: 'replay',
    says: 'kill −9 of the process that trains trials again, twice in a run that goes on',
    times: 40,
    run: killReplays,
    lacks: needsLinux,
  },
  {
    name: 'thread',
    says: 'a worker thread that ends itself in a training, in a run that goes on',
    times: 12,
    run: endThreads,
  },
  {
    name: 'queue',
    says: 'kill −9 of workers at a queue and of the run that asks them, in turns',
    times: 24,
    run: killAtQueue,
    lacks: () => (hasRedis ? undefined : 'there is no redis-server'),
  },
];
