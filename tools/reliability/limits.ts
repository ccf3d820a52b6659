import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Disturbance, DisturbanceTally, Trying } from './row';
import { type Options, TROUBLED } from './subject';

const hasBash = spawnSync('bash', ['-c', 'ulimit -n 100']).status === 0;
const needsBash = () => (hasBash ? undefined : 'there is no bash');
const needsFull = () =>
  hasBash && spawnSync('test', ['-c', '/dev/full']).status === 0 ? undefined : 'there is no bash or no /dev/full';

/** A command line under a shell: what the shell does first, or with what comes out. */
const shell = (before: string, behind = ''): readonly string[] => ['bash', '-c', `${before} "$0" "$@" ${behind}`];

/** A run under a limit gives a verdict that is right, or none; without the limit it goes on. */
async function limited({ subject }: Trying, tally: DisturbanceTally, options: Options): Promise<void> {
  subject.reset();
  const ended = await subject.start(options).ended;
  const wrong = ended.how === '1' ? subject.faults(ended) : subject.refusal(ended);
  tally.disturbed(ended.how, wrong);
  await tally.resumes();
}

/** Spread over a range, the same with each seed but for where the first one lies. */
function spread({ random, times }: Trying, from: number, to: number): readonly number[] {
  const shift = random.uniform();
  return Array.from({ length: times }, (_, i) => Math.round(from + ((i + shift) / times) * (to - from)));
}

const quota = async (context: Trying, tally: DisturbanceTally) => {
  // In blocks of 1024 bytes: no file may grow beyond.
  for (const size of spread(context, 1, 80)) await limited(context, tally, { through: shell(`ulimit -f ${size};`) });
};

const handles = async (context: Trying, tally: DisturbanceTally) => {
  for (const files of spread(context, 22, 46)) await limited(context, tally, { through: shell(`ulimit -n ${files};`) });
};

const SINKS = [
  '| head -c 0',
  '| head -c 60',
  '| head -n 1',
  '>/dev/full',
  '>&-',
  '2>&-',
  '2>/dev/full',
  '2>&1 | head -c 30',
];

const pipes = async (context: Trying, tally: DisturbanceTally) => {
  const { subject, times } = context;
  for (let i = 0; i < times; i++) {
    subject.reset();
    // The status is that of the run, not that of its reader.
    const through = shell('set -o pipefail;', SINKS[i % SINKS.length]);
    const ended = await subject.start({ through }).ended;
    tally.disturbed(ended.how, ended.how === '0' ? ['expected another status than 0'] : []);
    await tally.resumes();
  }
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const STATUS = { SIGINT: '130', SIGTERM: '143', SIGHUP: '129' };

const signals = async (context: Trying, tally: DisturbanceTally) => {
  const { subject, random, times } = context;
  for (let i = 0; i < times; i++) {
    subject.reset();
    const signal = SIGNALS[i % 3]!;
    const run = subject.start({ env: { PAUSE: '4' } });
    const bytes = random.uniform() * subject.size * 0.8;
    if (!(await run.until(() => subject.trials.length > bytes))) continue;
    run.kill(signal);
    // Impatient people ask twice.
    if (random.uniform() < 0.3) await pause(random.uniform() * 100).then(() => run.kill(signal));
    const ended = await run.ended;
    // Where all was decided by then, it is an end like any other.
    const late = ended.how === '1' ? subject.faults(ended) : [`expected status ${STATUS[signal]}, got ${ended.how}`];
    tally.disturbed(ended.how, ended.how === STATUS[signal] ? subject.refusal(ended) : late);
    await tally.resumes();
  }
};

/** Takes memory until there is none. */
const GREEDY = 'for (const kept = []; ; ) kept.push(new Array(1e5).fill(0.5).map((x) => ({ x })));';

const memoryOfThread = async ({ subject, random, times }: Trying, tally: DisturbanceTally) => {
  const [trouble, mark] = [subject.at('trouble.cjs'), subject.at('trouble.mark')];
  for (let i = 0; i < times; i++) {
    subject.reset();
    rmSync(mark, { force: true });
    writeFileSync(trouble, TROUBLED(mark, 1 + Math.floor(random.uniform() * 80), GREEDY));
    const env = { TROUBLE: trouble, NODE_OPTIONS: '--max-old-space-size=160' };
    const ended = await subject.start({ env }).ended;
    const none = existsSync(mark) ? [] : ['expected a thread to take all memory, got none'];
    tally.disturbed(ended.how, [...none, ...(ended.how === '1' ? subject.faults(ended) : subject.refusal(ended))]);
    await tally.resumes();
  }
  for (const file of [trouble, mark]) rmSync(file, { force: true });
};

const memoryOfMain = async (context: Trying, tally: DisturbanceTally) => {
  // Megabytes: between too few to begin with and as many as are needed.
  for (const size of spread(context, 8, 44))
    await limited(context, tally, { env: { NODE_OPTIONS: `--max-old-space-size=${size}` } });
};

export const limits: readonly Disturbance[] = [
  { name: 'quota', says: 'no file may grow beyond 1 to 80 KiB (`ulimit -f`)', times: 12, run: quota, lacks: needsBash },
  {
    name: 'handles',
    says: '22 to 46 files may be open at once (`ulimit -n`, EMFILE)',
    times: 10,
    run: handles,
    lacks: needsBash,
  },
  {
    name: 'pipes',
    says: 'a reader of what is said that leaves, a full one, and none (EPIPE, ENOSPC, EBADF)',
    times: 8,
    run: pipes,
    lacks: needsFull,
  },
  {
    name: 'signals',
    says: 'SIGINT, SIGTERM and SIGHUP at random moments, some of them twice',
    times: 18,
    run: signals,
  },
  { name: 'memory of a thread', says: 'a training that takes all memory', times: 4, run: memoryOfThread },
  {
    name: 'memory',
    says: 'a heap of 8 to 44 MB (`--max-old-space-size`)',
    times: 8,
    run: memoryOfMain,
  },
];
