import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Disturbance, DisturbanceTally, Trying } from './row';
import { type DisturbedProject, type Ended, VERIFY } from './subject';

const system = (...words: readonly string[]) => spawnSync(words[0]!, words.slice(1), { encoding: 'utf8' });

/** Mounting takes root, and a machine that lets it. */
const mayMount = () => {
  if (process.getuid?.() !== 0) return 'a file system is mounted by root alone';
  const probe = system('unshare', '--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt');
  return probe.status === 0 ? undefined : 'no file system can be mounted here';
};

/** A folder of the project on a disk of its own, of so many KiB. */
async function onDisk(
  subject: DisturbedProject,
  folder: string,
  size: number,
  use: (at: string) => Promise<void>,
): Promise<void> {
  const at = subject.at(folder);
  mkdirSync(at, { recursive: true });
  const mounted = system('mount', '-t', 'tmpfs', '-o', `size=${size}k`, 'none', at);
  if (mounted.status !== 0) throw new Error(`reliability: expected a mount at ${at}, got ${mounted.stderr}`);
  try {
    await use(at);
  } finally {
    system('umount', '--lazy', at);
  }
}

/** Commands that write: what they write to, and how they are asked. */
interface Writer {
  readonly folder: string;
  readonly args?: readonly string[];
}
const WRITERS: readonly Writer[] = [
  { folder: '.theoremcheck' },
  { folder: '.theoremcheck/build' },
  { folder: 'reports' },
  { folder: 'shared', args: [...VERIFY, '--share', 'shared'] },
  { folder: 'shards', args: [...VERIFY, '--shard', '1/2', '--out', 'shards/1.jsonl'] },
  { folder: 'reports/studies', args: ['falsify', '^rare$', '--assumption', 'fair', '--trials', '20', '--tau', '.5'] },
  { folder: 'out', args: ['export', 'coin', '--trial', '0', '--steps', '10', '--out', 'out/x.npz'] },
  { folder: 'reports', args: ['verify', '^(often|rare)$'] },
];

/** Full from the beginning, and full in the middle of it. */
async function full({ subject, random, times }: Trying, tally: DisturbanceTally): Promise<void> {
  for (let i = 0; i < times; i++) {
    const writer = WRITERS[i % WRITERS.length]!;
    subject.reset({ builds: writer.folder.endsWith('build') });
    await onDisk(subject, writer.folder, 4 + 4 * Math.floor((random.uniform() * 60) / 4), async (at) => {
      if (i < WRITERS.length) fill(at);
      const ended = await subject.start(writer).ended;
      tally.disturbed(ended.how, refusalOf(subject, ended, writer));
      system('rm', '-f', join(at, 'filler'));
      system('mount', '-o', 'remount,size=20m', at);
      await resumed(subject, tally, writer);
    });
  }
}

/** Takes all room that there is. */
function fill(folder: string): void {
  system('bash', '-c', `cat /dev/zero > ${folder}/filler`);
}

/** Read-only, as a system is that found an error on its disk. */
async function readOnly({ subject, times }: Trying, tally: DisturbanceTally): Promise<void> {
  for (let i = 0; i < times; i++) {
    const writer = WRITERS[i % WRITERS.length]!;
    subject.reset({ builds: writer.folder.endsWith('build') });
    await onDisk(subject, writer.folder, 20_000, async (at) => {
      system('mount', '-o', 'remount,ro', at);
      const ended = await subject.start(writer).ended;
      tally.disturbed(ended.how, refusalOf(subject, ended, writer));
      system('mount', '-o', 'remount,rw', at);
      await resumed(subject, tally, writer);
    });
  }
}

/** A place of builds that cannot be written is no obstacle: there are others. */
function refusalOf(subject: DisturbedProject, ended: Ended, { args }: Writer): readonly string[] {
  if (ended.how === '1' || (ended.how === '0' && args?.[0] !== 'verify')) return args ? [] : subject.faults(ended);
  return subject.refusal(ended);
}

/** With room again the same command ends well, and the verdicts are those of an undisturbed run. */
async function resumed(subject: DisturbedProject, tally: DisturbanceTally, { args }: Writer): Promise<void> {
  if (args === undefined) return tally.resumes();
  const { how, err } = await subject.start({ args }).ended;
  const wanted = args[0] === 'verify' && !args.includes('--shard') ? '1' : '0';
  const wrong =
    how === wanted ? [] : [`expected status ${wanted} of ${args.join(' ')}, got ${how}: ${err.slice(-400)}`];
  const written = args.indexOf('--out');
  const whole = written < 0 || existsSync(subject.at(args[written + 1]!));
  tally.comparison([...wrong, ...(whole ? [] : [`expected what ${args.join(' ')} writes, got no file`])]);
}

export const disks: readonly Disturbance[] = [
  {
    name: 'full disk',
    says: 'a disk without room, and one that becomes full meanwhile, under each folder that is written: stored trials, builds, verdicts, a shared folder, shards, studies, an exported trial, a report',
    times: 24,
    run: full,
    lacks: mayMount,
  },
  { name: 'read-only disk', says: 'the same folders, read-only', times: 8, run: readOnly, lacks: mayMount },
];
