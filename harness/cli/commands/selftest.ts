import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { exitOnSignal } from '../../base/interrupt';
import { withLab } from '../../lab/with-lab';
import { loadFamilies } from '../../project/program';
import { differences, type OtherTraining } from '../../selftest/compare';
import { type Digests, type OnFile, recompute } from '../../selftest/recompute';
import { countingEngine } from '../../statement/engines';
import type { Family } from '../../statement/family';
import type { Lab } from '../../trials/lab';
import type { Context } from '../console/context';
import { integer } from '../console/integer';
import type { Shipped } from '../console/shipped';
import { statusOf } from '../console/status';

interface Flags {
  readonly workers?: string;
  readonly json?: boolean;
}

/** What came of one family. */
interface Tested {
  readonly family: string;
  readonly engine: string;
  readonly same: boolean;
  readonly differ: readonly OtherTraining[];
  readonly digests: Digests;
}

const explanation = `
Trains a slice of what the gate trains: of each family that comes with theoremcheck its reference problem, its corners, a few draws of
its region and each assumption violated, for up to 60 steps. Every number that is observed and every weight must be, to the last bit,
what is on file, so that this machine gives the verdicts that others give. It needs no project, and no trials that are stored.
Exit status: 0 all as on file, 2 not so (the trainings that differ are named), or bad usage.`;

export function selftestCommand(context: Context): Command {
  return new Command('selftest')
    .option('--workers <n>', 'worker threads (default: available cores); changes no number')
    .option('--json', 'print {node, platform, same, families: [{family, engine, same, differ, digests}]}')
    .addHelpText('after', explanation)
    .action(async (flags: Flags) => {
      const workers = workersOf(flags);
      const tested = await selftest(await context.shipped(), workers, (one) => {
        if (!flags.json) for (const line of lines(one)) context.io.out(line);
      });
      const same = tested.every((one) => one.same);
      const where = { node: process.version, platform: `${process.platform} ${process.arch}` };
      if (flags.json) context.io.out(JSON.stringify({ ...where, same, families: tested }, null, 1));
      // 1 is a verdict's, and this is none: it is a harness that does not do what it should.
      context.status = same ? 0 : statusOf.error;
    });
}

const workersOf = ({ workers }: Flags): number =>
  workers === undefined ? availableParallelism() : integer('selftest', '--workers', workers, 1, 256);

/** One family after the other, each told as it is done. */
async function selftest(shipped: Shipped, workers: number, tell: (one: Tested) => void): Promise<readonly Tested[]> {
  const settings = { workers, epoch: 'selftest', profile: 'pr', silence: 120 } as const;
  const release = exitOnSignal();
  const each = async (lab: Lab) => {
    const all: Tested[] = [];
    for (const family of loadFamilies(shipped)) {
      all.push(await test(lab, family, shipped.onFile));
      tell(all.at(-1)!);
    }
    return all;
  };
  return withLab(shipped, settings, each, { stored: false }).finally(release);
}

async function test(lab: Lab, family: Family, onFile: OnFile): Promise<Tested> {
  const digests = await recompute(lab, family, onFile);
  const differ = differences(onFile.families[family.name]?.trainings ?? {}, digests);
  return { family: family.name, engine: countingEngine(family), same: differ.length === 0, differ, digests };
}

function lines({ family, engine, differ, digests }: Tested): readonly string[] {
  const trainings = `${Object.keys(digests).length} trainings on ${engine}`;
  if (differ.length === 0) return [`${family}: ${trainings}, all as on file`];
  return [`${family}: ${trainings}, ${differ.length} not as on file`, ...differ.map(line)];
}

const line = ({ training, expected, got = 'none' }: OtherTraining): string =>
  `  ${training}: expected ${expected}, got ${got}`;
