import type { Command } from 'commander';
import type { Written } from '../../project/settings';

/** Flags that override `package.json#theoremcheck` and the environment. */
export interface SettingFlags {
  readonly engine?: string;
  readonly workers?: string;
  readonly epoch?: string;
  readonly profile?: string;
  readonly baseline?: string;
}

export function withSettings(command: Command): Command {
  return command
    .option('--engine <engine>', 'engine whose outcomes count, by its name (default: the first of each family)')
    .option('--workers <n>', 'worker threads (default: available cores); changes no verdict')
    .option('--epoch <name>', 'draw other trials: a fresh name draws anew')
    .option('--profile <profile>', 'levels of the suite: pr or nightly');
}

/** For commands that bring claims to their verdicts. */
export function withBaseline(command: Command): Command {
  return command.option('--baseline <file>', 'fail where a claim is worse, or claims less, than in this verdict file');
}

/** The flags as settings; what is malformed is refused by `readSettings`. */
export function written({ engine, workers, epoch, profile, baseline }: SettingFlags): Written {
  const count = workers !== undefined && /^\d+$/.test(workers) ? Number(workers) : workers;
  return { engine, workers: count, epoch, profile, baseline } as Written;
}
