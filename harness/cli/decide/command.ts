import { Command } from 'commander';
import { UsageError } from '../../base/usage-error';
import type { Context } from '../console/context';
import { statusOf } from '../console/status';
import { type DecideOptions, decideLines } from './decide';
import { badLinesText, decisionJson, decisionText } from './text';

interface Flags {
  readonly delta: string;
  readonly margin: string;
  readonly alphaC: string;
  readonly alphaF: string;
  readonly bounded?: boolean;
  readonly json?: boolean;
}

export function decideCommand(context: Context): Command {
  return new Command('decide')
    .requiredOption('--delta <d>', 'claimed bound on P(violation), or on the mean with --bounded')
    .requiredOption('--margin <m>', 'corroborated means: below delta + margin')
    .requiredOption('--alpha-c <a>', 'level of corroboration')
    .requiredOption('--alpha-f <a>', 'level of falsification')
    .option('--bounded', 'outcomes are numbers in [0, 1]')
    .option('--json', 'print {verdict, logECorroborate, logEFalsify, interval, trials}')
    .action(async (flags: Flags) => {
      context.status = await decide(context, flags);
    });
}

async function decide({ io }: Context, flags: Flags): Promise<number> {
  const options = optionsOf(flags);
  // Options out of range are refused before anything is read.
  decideLines([], options);
  const lines: string[] = [];
  for await (const line of io.lines()) lines.push(line);
  const decided = decideLines(lines, options);
  if ('badLines' in decided) {
    io.err(badLinesText(decided));
    return 2;
  }
  io.out(flags.json ? decisionJson(decided) : decisionText(decided, options));
  return statusOf[decided.verdict];
}

function optionsOf({ delta, margin, alphaC, alphaF, bounded }: Flags): DecideOptions {
  return {
    delta: number('--delta', delta),
    margin: number('--margin', margin),
    alphaC: number('--alpha-c', alphaC),
    alphaF: number('--alpha-f', alphaF),
    bounded,
  };
}

function number(flag: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw UsageError.expected('decide', `a number for ${flag}`, `"${text}"`);
}
