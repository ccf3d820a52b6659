import { Command } from 'commander';
import { messageOf } from '../../base/blame';
import { watchInterrupt } from '../../base/interrupt';
import { UsageError } from '../../base/usage-error';
import { type Built, loadFamilies } from '../../project/program';
import { readSettings } from '../../project/settings';
import { serve } from '../../queue/serve';
import type { Engine, Family } from '../../statement/family';
import { codeHash } from '../../trials/store/key';
import { demandEngine, preparedEngine } from '../../trials/training/prepare-engine';
import { openThreads } from '../../trials/workers/threads';
import type { Workers } from '../../trials/workers/workers';
import type { Context } from '../console/context';
import { settingsOfFlags } from '../console/flags';

interface Flags {
  readonly queue?: string;
  readonly workers?: string;
  readonly silence?: string;
  readonly idle?: string;
  readonly json?: boolean;
}

const explanation = `
Trains what runs of the same sources ask at the queue (verify --queue, falsify --queue), until it is stopped: Ctrl-C lets what it is
training finish. Workers come and go as they like: what one that died was training is trained by another. One whose code is not that of
the runs ends with status 2 and both hashes. An address with a password is better kept in THEOREMCHECK_QUEUE, since other users of a
machine see flags. NODE_EXTRA_CA_CERTS names the certificate of an authority of your own, for rediss:// (docs/scale.md).`;

export function workerCommand(context: Context): Command {
  return new Command('worker')
    .option(
      '--queue <url>',
      'the Redis of the runs: redis://[user:password@]host[:port][/database], or rediss://… for TLS',
    )
    .option('--workers <n>', 'worker threads (default: available cores); changes no verdict')
    .option('--silence <seconds>', 'give up code that shows no sign of life for so long (default: 120)')
    .option('--idle <seconds>', 'end after so long without work (default: never)')
    .option('--json', 'at the end, print the name of the worker and how many trainings it did')
    .addHelpText('after', explanation)
    .action(async (flags: Flags) => {
      context.status = await work(context, flags);
    });
}

async function work({ built, io, env }: Context, flags: Flags): Promise<number> {
  const { queue: address, ...limits } = readSettings(built.cwd, settingsOfFlags(flags), env);
  const idle = secondsOf(flags.idle);
  if (address === undefined)
    throw UsageError.expected('worker', 'an address', 'none', 'add --queue, or set THEOREMCHECK_QUEUE');
  const families = loadFamilies(built);
  const threads = openThreads({ file: built.worker, size: limits.workers, silence: limits.silence });
  const interruption = watchInterrupt();
  try {
    const served = await serve({
      ...{ address, threads, code: built.code, codeOf: codesOf(families, built, threads), idle },
      together: (name) => families.find((family) => family.name === name)?.together?.most ?? 1,
      notice: (sentence) => io.err(`theoremcheck: ${sentence}`),
      stopped: interruption.asked,
    });
    if (flags.json) io.out(JSON.stringify(served, null, 1));
    else io.out(`worker ${served.name}: ${served.done} trainings`);
    return 0; // to be stopped is how a worker ends
  } finally {
    interruption.release();
    await threads.close();
  }
}

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined || /^\d+(\.\d+)?$/.test(text)) return text === undefined ? undefined : Number(text);
  throw UsageError.expected('worker', 'seconds for --idle', `"${text}"`);
}

/** The code hash of families on engines by their names, each asked for once; why there is none where there is none. */
function codesOf(families: readonly Family[], { code }: Built, threads: Workers) {
  const known = new Map<string, Promise<string>>();
  return (name: string, engine: Engine): Promise<string> => {
    const key = `${name}/${engine}`;
    const made = known.get(key) ?? codeOf(families, code, threads, name, engine);
    known.set(key, made);
    return made;
  };
}

async function codeOf(
  families: readonly Family[],
  built: string,
  threads: Workers,
  name: string,
  engine: Engine,
): Promise<string> {
  const family = families.find((candidate) => candidate.name === name);
  try {
    if (!family) throw UsageError.expected('worker', 'a family of this project', name);
    demandEngine(family, engine);
    // What is compiled is compiled in a thread: here, locks have to be renewed meanwhile.
    const stream = { family: name, source: 'reference', dials: {}, epoch: 'none' };
    await threads.run({ stream, index: 0, engine, requests: [], members: [0] });
    return codeHash(built, name, (await preparedEngine(family, engine)).fingerprint);
  } catch (error) {
    return `none (${messageOf(error)})`;
  }
}
