import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DISKS, type Disk, DiskModel, type Operation, parseOperations } from './disk-model';
import type { Disturbance, DisturbanceTally, Trying } from './row';
import type { DisturbedProject } from './subject';

const VERDICTS = 'reports/verdicts.json';

const hasCompiler = process.platform === 'linux' && spawnSync('gcc', ['--version']).status === 0;
const needsCompiler = () => (hasCompiler ? undefined : 'there is no Linux or no gcc');

/** Does something with shim.c compiled. */
async function withShim(use: (shim: string, folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'shim-'));
  const shim = join(folder, 'shim.so');
  try {
    const source = join(__dirname, 'shim.c');
    const made = spawnSync('gcc', ['-shared', '-fPIC', '-O2', '-o', shim, source, '-ldl', '-lpthread'], {
      encoding: 'utf8',
    });
    if (made.status !== 0) throw new Error(`reliability: expected shim.c to compile, got ${made.stderr}`);
    await use(shim, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a whole run does to its files, from nothing on. */
async function recorded(subject: DisturbedProject, shim: string, folder: string): Promise<readonly Operation[]> {
  const log = join(folder, 'log');
  rmSync(log, { force: true });
  subject.reset({ builds: true });
  await subject.start({ env: { LD_PRELOAD: shim, DISK_ROOT: `${subject.cwd}/`, DISK_LOG: log } }).ended;
  return parseOperations(readFileSync(log));
}

/** Ends a run before its Nth operation on a file, halfway through it where it is a write. */
async function crashes({ subject, random, times }: Trying, tally: DisturbanceTally): Promise<void> {
  await withShim(async (shim, folder) => {
    const operations = await recorded(subject, shim, folder);
    for (const at of chosen(operations, times, () => random.uniform())) {
      subject.reset({ builds: true });
      const env = { LD_PRELOAD: shim, DISK_ROOT: `${subject.cwd}/`, DISK_KILL: `${at + 1}` };
      tally.disturbed((await subject.start({ env }).ended).how);
      await tally.resumes();
    }
  });
}

/** Indices: each operation that is no stored trial, as far as they reach, and some of those that are. */
function chosen(operations: readonly Operation[], times: number, uniform: () => number): readonly number[] {
  const isTrial = ({ kind, path }: Operation) => kind === 'write' && path.endsWith('trials.jsonl');
  const [rare, trials] = [true, false].map((wanted) =>
    operations.flatMap((one, i) => (isTrial(one) === wanted ? [] : [i])),
  );
  const some = (of: readonly number[], n: number) =>
    Array.from({ length: n }, () => of[Math.floor(uniform() * of.length)]!);
  const few = rare!.length <= times * 0.7 ? rare! : some(rare!, Math.floor(times * 0.7));
  return [...few, ...some(trials!, times - few.length)];
}

/** The power fails after an operation: on four disks, each of which forgets what it may forget. */
async function failures({ subject, random, times }: Trying, tally: DisturbanceTally): Promise<void> {
  await withShim(async (shim, folder) => {
    const operations = await recorded(subject, shim, folder);
    const whole = subject.read(VERDICTS);
    const seen = new Set<string>();
    for (const at of [operations.length, ...chosen(operations, times, () => random.uniform())]) {
      for (const disk of Object.keys(DISKS) as Disk[]) {
        const files = stateAfter(operations.slice(0, at), disk, random.uniform());
        const state = digestOf(files);
        if (seen.has(state) || tally.disturbances >= times) continue;
        seen.add(state);
        lay(subject, files);
        const isThere = subject.read(VERDICTS) === whole;
        const lost =
          at === operations.length && !isThere
            ? [`expected the verdicts of a run that ended, got none on the disk "${disk}"`]
            : [];
        tally.disturbed('power', lost);
        await tally.resumes();
      }
    }
  });
}

function stateAfter(operations: readonly Operation[], disk: Disk, share: number): ReadonlyMap<string, Buffer> {
  const model = new DiskModel();
  for (const operation of operations) model.take(operation);
  return model.after(disk, share);
}

function digestOf(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256');
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex');
}

/** The files of a disk, and nothing else, in the project. */
function lay(subject: DisturbedProject, files: ReadonlyMap<string, Buffer>): void {
  subject.reset({ builds: true });
  for (const [path, bytes] of files) {
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}

export const power: readonly Disturbance[] = [
  {
    name: 'crash',
    says: 'kill −9 before each single operation on a file but those on stored trials, halfway through writes, and at some of these',
    times: 60,
    run: crashes,
    lacks: needsCompiler,
  },
  {
    name: 'power',
    says: 'loss of power after such operations, on four disks: one keeps names and empties what was not put on it, one has zeros there, one has whole blocks up to a place, one forgets names',
    times: 60,
    run: failures,
    lacks: needsCompiler,
  },
];
