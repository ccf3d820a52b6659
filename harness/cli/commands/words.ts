import { basename, dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { UsageError } from '../../base/usage-error';
import type { Figure } from '../../report/figures/figure';
import { saveFigures } from '../../report/figures/save';
import { table } from '../../report/text/table';
import type { Context } from '../console/context';
import { integer } from '../console/integer';
import type { ToolAnswer, WordFiles } from '../console/tool';

interface Flags {
  readonly embeddings?: string;
  readonly concepts?: string;
  readonly pool?: string;
  readonly n: string;
  readonly l: string;
  readonly whitening: string;
  readonly figure?: string;
  readonly json?: boolean;
}

const withFiles = (command: Command): Command =>
  command
    .option(
      '--embeddings <file>',
      'vectors in the text format of GloVe or word2vec, plain or gzipped (default: vendored words)',
    )
    .option('--concepts <file>', 'concepts as JSON or tab-separated: name, plus words, minus words, label words')
    .option('--figure <file>', 'draw the answer into a file *.svg, its specification beside it')
    .option('--json', 'print the answer as JSON');

const ABOUT = '\nWithout files it answers about the words that come with theoremcheck.';

/** Every assumption of bu2024 against what is measured on words. */
export function auditCommand(context: Context): Command {
  return withFiles(new Command('audit'))
    .option('--n <n>', 'words that are averaged to one', '1')
    .option(
      '--whitening <x>',
      'power of the standard deviations that axes are divided by: 1 whitens, 0 only centres',
      '1',
    )
    .addHelpText('after', ABOUT)
    .action(async (flags: Flags) => {
      const request = {
        ...filesOf(context, flags),
        n: integer('audit', '--n', flags.n, 1),
        whitening: fraction(flags),
      };
      await answer(context, flags, (await context.tools()).auditWords(request));
    });
}

/** Demonstrations from a pool. */
export function selectCommand(context: Context): Command {
  return withFiles(new Command('select'))
    .option(
      '--pool <file>',
      'labelled examples: a text, a tab and +1 or -1 on each line (default: opinions, two of them mislabelled)',
    )
    .option('--l <l>', 'demonstrations to choose, half of either label', '4')
    .addHelpText('after', ABOUT)
    .action(async (flags: Flags) => {
      const own = flags.pool === undefined ? {} : { pool: flags.pool };
      const request = { ...filesOf(context, flags), ...own, l: integer('select', '--l', flags.l, 2) };
      await answer(context, flags, (await context.tools()).selectDemonstrations(request));
    });
}

function fraction({ whitening }: Flags): number {
  const value = Number(whitening);
  if (whitening.trim() !== '' && value >= 0 && value <= 1) return value;
  throw UsageError.expected('audit', 'a number from 0 to 1 for --whitening', `"${whitening}"`);
}

/** Large files take a while: every tenth is told. */
function filesOf({ io }: Context, { embeddings, concepts }: Flags): WordFiles {
  let told = 0;
  const progress = (share: number) => {
    if (Math.floor(10 * share) <= told || share >= 1) return;
    told = Math.floor(10 * share);
    io.err(`theoremcheck: ${10 * told} % of ${embeddings} read`);
  };
  return {
    progress,
    ...(embeddings === undefined ? {} : { embeddings }),
    ...(concepts === undefined ? {} : { concepts }),
  };
}

async function answer(context: Context, { figure: file, json }: Flags, asked: Promise<ToolAnswer>): Promise<void> {
  if (file !== undefined && !file.endsWith('.svg')) throw UsageError.expected('--figure', 'a file *.svg', `"${file}"`);
  const { rows, notes, json: data, figure } = await asked;
  if (json) context.io.out(JSON.stringify(data, null, 1));
  else for (const text of [table(rows), '', ...notes]) context.io.out(text);
  if (file === undefined) return;
  const name = basename(file, '.svg');
  await saveFigures([{ ...figure(), name } as Figure], dirname(resolve(file)));
  context.io.err(`theoremcheck: ${file} drawn`);
}
