import { relative } from 'node:path';
import type { Command } from 'commander';
import { interruptedStatus, watchInterrupt } from '../../base/interrupt';
import type { Settings } from '../../project/settings';
import { preparingText } from '../../report/terminal/progress-line';
import { trainingProgress } from '../../report/terminal/training-progress';
import type { Ask } from '../../shards/ask';
import { runSearchShard } from '../../shards/run-search-shard';
import { runShard, type ShardEvents, type ShardResult, type ShardRun } from '../../shards/run-shard';
import { parseShare } from '../../shards/share';
import type { Row } from '../../study/row';
import type { Lab } from '../../trials/lab';
import type { ShardLine } from '../../trials/store/trial-line';
import type { Context } from '../console/context';

/** Flags of commands whose trials can be trained in shares. */
export interface ShardFlags {
  readonly shard?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export const withShards = (command: Command): Command =>
  command.option(
    '--shard <i/n>',
    'only train this share of the trials, into a file that theoremcheck merge reads (docs/scale.md); no verdict',
  );

/** What is asked, in words that change what is trained: the command with the settings that stand now, and without the rest. */
interface AskedCommand {
  readonly command: ShardLine['command'];
  readonly patterns: readonly string[];
  /** Flags of the command, as they were parsed. */
  readonly flags: Readonly<Record<string, unknown>>;
}

/** Changes no result: where it goes, and what trains it. */
const MACHINES = [
  'shard',
  'out',
  'json',
  'report',
  'verbose',
  'workers',
  'silence',
  'cache',
  'share',
  'queue',
  'baseline',
];

/** The words that ask the same again, wherever settings come from there. */
function wordsOf({ patterns, flags }: AskedCommand, { epoch, profile, engine }: Settings): readonly string[] {
  const all = { ...flags, epoch, profile, ...(engine === undefined ? {} : { engine }) };
  const words = Object.entries(all).flatMap(([name, value]) => (MACHINES.includes(name) ? [] : flagWords(name, value)));
  return [...words, '--', ...patterns];
}

function flagWords(name: string, value: unknown): readonly string[] {
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if (value === undefined || value === false) return [];
  if (value === true) return [flag];
  if (name === 'pair') return [flag, ...(value as string[])];
  return [value].flat().flatMap((each) => [flag, String(each)]);
}

/** Trains a share and says what is there. Returns the exit status. */
export async function trainedShard(
  context: Context,
  asked: AskedCommand,
  settings: Settings,
  plan: (lab: Lab) => Promise<readonly Ask[]>,
): Promise<number> {
  return shown(context, asked, (events) => runShard(runOf(context, asked, settings), plan, events));
}

/** The same for rows of searches. */
export function searchedShard(
  context: Context,
  asked: AskedCommand,
  settings: Settings,
  rows: readonly Row[],
): Promise<number> {
  return shown(context, asked, (events) => runSearchShard(runOf(context, asked, settings), rows, events));
}

function runOf({ built }: Context, asked: AskedCommand, settings: Settings): ShardRun {
  const { shard, out: file } = asked.flags as ShardFlags;
  return { built, settings, share: parseShare(shard!), command: asked.command, words: wordsOf(asked, settings), file };
}

/** Shows how far a share is, and what it came to. */
async function shown(
  { io }: Context,
  { command, flags }: AskedCommand,
  run: (events: ShardEvents) => Promise<ShardResult>,
): Promise<number> {
  const interruption = watchInterrupt();
  const progress = trainingProgress(io, `theoremcheck ${command} --shard ${flags.shard}`);
  const notice = (sentence: string) => io.err(`theoremcheck: ${sentence}`);
  const preparing = (family: string) => io.err(`theoremcheck: ${preparingText(family)}`);
  try {
    const result = await run({ progress: progress.show, stopped: interruption.asked, notice, preparing });
    progress.stop();
    say(io, flags as ShardFlags, result);
    if (result.done < result.all) return interruptedStatus() ?? 2;
    return result.failures.length > 0 ? 2 : 0;
  } finally {
    progress.stop();
    interruption.release();
  }
}

function say(io: Context['io'], { shard, json }: ShardFlags, { file, done, all, failures }: ShardResult): void {
  for (const failure of failures) io.err(`theoremcheck: ${failure}`);
  if (json) io.out(JSON.stringify({ shard, file, done, all, failures }, null, 1));
  else io.out(`shard ${shard}: ${done} of ${all} units trained, in ${relative('', file)}`);
}
