import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { messageOf } from '../base/blame';
import { isSystemError, systemError } from '../base/system';
import { oneLine } from '../base/text';
import { UsageError } from '../base/usage-error';
import type { Built } from '../project/program';
import { exportCommand } from './commands/export';
import { falsifyCommand } from './commands/falsify';
import { figuresCommand } from './commands/figures';
import { listCommand } from './commands/list';
import { newCommand } from './commands/new';
import { replayCommand } from './commands/replay';
import { reportCommand } from './commands/report';
import { verifyCommand } from './commands/verify';
import type { Context } from './console/context';
import { type Io, standardIo } from './console/io';
import { decideCommand } from './decide/command';

const exits = `
Exit status: 0 corroborated, 1 falsified, 2 bad usage or input, or an end before the verdict, 3 vacuous, 4 inconclusive;
for several claims the first of 2, 1, 3, 4 that occurs. verify --exploratory: 0 when every claim got a verdict, or 2.
Settings: package.json#theoremcheck < environment THEOREMCHECK_ENGINE, _WORKERS, _EPOCH, _PROFILE, _BASELINE < flags.`;

/** Runs a command line (without `node` and the program). Resolves to the exit status; never throws. */
export async function main(
  argv: readonly string[],
  built: Built,
  io: Io = standardIo,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const context: Context = { built, io, env, status: 0 };
  try {
    await program(context).parseAsync([...argv], { from: 'user' });
    return context.status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(`theoremcheck: ${complaint(error)}`);
    return 2;
  }
}

// Bad input, and what the system refuses, is one sentence; anything else is a fault of ours, and its place helps.
function complaint(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (isSystemError(error)) return systemError(error, 'system').message;
  return (error instanceof Error && error.stack) || messageOf(error);
}

const sentence = (text: string) => oneLine(text.replace(/^error: /, '').trim());

function program(context: Context): Command {
  const root = new Command('theoremcheck')
    .description('Checks theorems about training as randomized properties of models trained on the spot.')
    .version(version, '-V, --version', 'print the version')
    .addHelpText('after', exits);
  for (const make of [
    verifyCommand,
    listCommand,
    replayCommand,
    decideCommand,
    exportCommand,
    falsifyCommand,
    reportCommand,
    figuresCommand,
    newCommand,
  ]) {
    root.addCommand(make(context));
  }
  // Commander writes usage errors itself and would end the process; bad usage has status 2 here.
  for (const command of [root, ...root.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => context.io.out(text.trimEnd()),
      writeErr: (text) => context.io.err(text.trimEnd()),
      outputError: (text, write) => write(`theoremcheck: ${sentence(text)} (--help shows the usage)`),
    });
  }
  return root;
}
