import { Command } from 'commander';
import { interruptedStatus, watchInterrupt } from '../../base/interrupt';
import { UsageError } from '../../base/usage-error';
import { calibrate as measure } from '../../calibration/calibrate';
import { calibrationText } from '../../report/text/calibration-text';
import type { Context } from '../console/context';

interface Flags {
  readonly scheduled: string;
  readonly suites: string;
  readonly seed: string;
  readonly json?: boolean;
}

const explanation = `
Whole suites of claims whose truth sits on the boundary of what a verdict promises, with controls, corners, conjunctions, attempts and
replays; their trainings are draws. Four claims at a time run through the scheduler, as many as share the levels through the evidence
and claim code. Beside them, rules of others on the same claims, and outcomes that are not independent. docs/false-verdicts.md has
the tables. The defaults take half an hour of one core; the same seed gives the same figures, and an interrupted run tells what it has.`;

export function calibrateCommand(context: Context): Command {
  return new Command('calibrate')
    .option('--scheduled <n>', 'suites of four claims through the scheduler', '500')
    .option('--suites <n>', 'suites of all claims that share the levels, through the evidence and claim code', '20000')
    .option('--seed <n>', 'draw others', '1')
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', explanation)
    .action(async (flags: Flags) => {
      context.status = await calibrate(context, flags);
    });
}

async function calibrate({ io }: Context, flags: Flags): Promise<number> {
  const [scheduled, suites, seed] = (['scheduled', 'suites', 'seed'] as const).map((name) => count(name, flags[name]));
  const interruption = watchInterrupt();
  const progress = (what: string, done: number, of: number) => io.err(`theoremcheck: ${what}: ${done} of ${of} suites`);
  const options = { scheduled: scheduled!, suites: suites!, seed: seed!, progress, interrupted: interruption.asked };
  const found = await measure(options).finally(interruption.release);
  io.out(flags.json ? JSON.stringify(found, null, 1) : calibrationText(found));
  return interruptedStatus() ?? 0;
}

function count(flag: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw UsageError.expected('calibrate', `a whole number for --${flag}`, `"${text}"`);
}
