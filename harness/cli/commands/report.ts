import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { Command } from 'commander';
import { UsageError } from '../../base/usage-error';
import { readSettings } from '../../project/settings';
import { loadBoth } from '../../project/suite';
import { writeReport } from '../../report/html/write-report';
import type { Context } from '../console/context';
import { type SettingFlags, settingsOfFlags, withSettings } from '../console/flags';

interface Flags extends SettingFlags {
  readonly out?: string;
  readonly verdicts?: string;
  readonly dynamics: boolean;
  readonly json?: boolean;
}

export function reportCommand(context: Context): Command {
  const command = new Command('report')
    .option('--out <file>', 'where to write the page (default: reports/report.html)')
    .option('--verdicts <file>', 'the verdicts to show (default: reports/verdicts.json)')
    .option('--no-dynamics', 'train nothing: leave out the learning dynamics')
    .option('--json', 'print what was written, as JSON')
    .addHelpText(
      'after',
      '\nFigures go to reports/figures/, each as SVG and as a Vega-Lite specification with its data.',
    );
  return withSettings(command).action(async (flags: Flags) => {
    context.status = await report(context, flags);
  });
}

async function report({ built, io, env }: Context, flags: Flags): Promise<number> {
  const settings = readSettings(built.cwd, settingsOfFlags(flags), env);
  for (const name of ['out', 'verdicts'] as const) {
    if (flags[name] === '') throw UsageError.expected('report', `a file for --${name}`, '""');
  }
  const suite = loadBoth(built);
  for (const sentence of new Set(suite.broken.values())) io.err(sentence);
  const file = await writeReport(built, suite, settings, io, flags);
  const shown = relative('', resolve(file));
  if (flags.json) io.out(JSON.stringify({ report: shown, bytes: statSync(file).size, figures: 'reports/figures' }));
  else io.out(shown);
  return 0;
}
