import type { Command } from 'commander';
import type { WrittenSettings } from '../../project/settings';

/** Flags that override `package.json#theoremcheck` and the environment. */
export interface SettingFlags {
  readonly engine?: string;
  readonly workers?: string;
  readonly epoch?: string;
  readonly profile?: string;
  readonly baseline?: string;
  readonly silence?: string;
  readonly cache?: readonly string[];
  readonly share?: string;
  readonly queue?: string;
}

export function withSettings(command: Command): Command {
  return command
    .option('--engine <engine>', 'engine whose outcomes count, by its name (default: the first of each family)')
    .option('--workers <n>', 'worker threads (default: available cores); changes no verdict')
    .option('--epoch <name>', 'draw other trials: a fresh name draws anew')
    .option('--profile <profile>', 'levels of the suite: pr or nightly')
    .option('--silence <seconds>', 'give up code that shows no sign of life for so long (default: 120)')
    .option('--cache <path>', 'read trials of others from this file or folder, never written (may be repeated)', also)
    .option('--share <folder>', 'keep trials in a folder that several machines use: each writes a file of its own');
}

/** For commands that may train much. */
export function withQueue(command: Command): Command {
  return command.option(
    '--queue <url>',
    'let workers at this Redis train, redis://… or rediss://…, in place of threads (docs/scale.md); changes no verdict',
  );
}

/** For commands that bring claims to their verdicts. */
export function withBaseline(command: Command): Command {
  return command.option('--baseline <file>', 'fail where a claim is worse, or claims less, than in this verdict file');
}

/** The flags as settings; what is malformed is refused by `readSettings`. */
export function settingsOfFlags({
  engine,
  workers,
  epoch,
  profile,
  baseline,
  silence,
  cache,
  share,
  queue,
}: SettingFlags): WrittenSettings {
  const numbers = { workers: numeric(workers), silence: numeric(silence) };
  return { engine, ...numbers, epoch, profile, baseline, caches: cache, share, queue } as WrittenSettings;
}

/** Digits as a number; anything else stays, to be refused. */
const numeric = (text: string | undefined) => (text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : text);

/** For an option that may be repeated. */
export const also = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
