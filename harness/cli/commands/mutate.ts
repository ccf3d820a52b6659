import { join, relative } from 'node:path';
import { Command } from 'commander';
import { interruptedStatus, watchInterrupt } from '../../base/interrupt';
import { readSettings } from '../../project/settings';
import { loadSuite } from '../../project/suite';
import { strengthText } from '../../report/text/strength-text';
import { admit } from '../../selection/admit';
import { writtenFor } from '../../strength/claim-file';
import { measureStrength, otherEpoch } from '../../strength/run';
import { STRENGTH_FILE, type StrengthRun, strengthContent, writeStrength } from '../../strength/strength-file';
import type { Context } from '../console/context';
import { type SettingFlags, settingsOfFlags, withQueue, withSettings } from '../console/flags';
import { select } from '../console/select';

interface Flags extends SettingFlags {
  readonly json?: boolean;
}

const explanation = `
Every claim that is named is brought to its verdict; then its statement is weakened in every way that is known (bounds × 2, 4 and 10, all
at once and one by one; an atom reversed; an atom added that nothing violates; a constant in place of a quantity), and judged on
stored trials. Its world is made less true (the measured quantity worse by 1.1 … 3, the design points of a block permuted), and judged
on the trials of another epoch. What is left out (controls, atoms, corners, parts of a region) is compared with the run as --baseline
does. docs/strength.md explains the figures. Result: ${STRENGTH_FILE}.`;

export function mutateCommand(context: Context): Command {
  const command = new Command('mutate')
    .argument('[claims...]', 'regular expressions on path or name of the claim (default: all)')
    .option('--json', 'print what the file holds')
    .addHelpText('after', explanation);
  return withSettings(withQueue(command)).action(async (patterns: string[], flags: Flags) => {
    context.status = await mutate(context, patterns, flags);
  });
}

async function mutate({ built, io, env }: Context, patterns: readonly string[], flags: Flags): Promise<number> {
  const settings = readSettings(built.cwd, settingsOfFlags(flags), env);
  const { chosen, standings, notes } = admit(select(loadSuite(built), patterns), { built, settings, env });
  for (const sentence of [...new Set(chosen.broken.values()), ...notes]) io.err(sentence);
  const claims = chosen.gates.map((gate) => writtenFor(built, gate));
  const interruption = watchInterrupt();
  const step = (what: string) => io.err(`theoremcheck: ${what}`);
  const measured = await measureStrength(
    claims,
    { built, settings, standings },
    { step, notice: step },
    interruption.asked,
  ).finally(interruption.release);
  if (!measured) return interruptedStatus() ?? 2;
  const { epoch, profile, engine = 'default' } = settings;
  const run: StrengthRun = { epoch, otherEpoch: otherEpoch(epoch), profile, engine, claims: measured };
  const file = join(built.cwd, STRENGTH_FILE);
  writeStrength(run, file);
  io.out(flags.json ? JSON.stringify(strengthContent(run), null, 1) : `${strengthText(run)}\n${relative('', file)}`);
  return chosen.broken.size > 0 ? 2 : 0;
}
