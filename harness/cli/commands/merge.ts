import { join } from 'node:path';
import { Command } from 'commander';
import { UsageError } from '../../base/usage-error';
import { cacheFiles } from '../../lab/cache-files';
import { foreignShard, holesOf, type ShardFile } from '../../lab/shard-files';
import { FOLDER } from '../../shards/run-shard';
import { FileStore } from '../../trials/store/file-store';
import type { ShardLine } from '../../trials/store/trial-line';
import type { Context } from '../console/context';
import { falsifyCommand } from './falsify';
import { verifyCommand } from './verify';

const explanation = `
Runs the command that the shards are shares of, with their trials: what it writes is what one machine would have written, to the
last byte. Trained here is only what no shard could know to be needed. Shards of other code, missing, unfinished and repeated ones
are refused by name; --cache of verify and falsify takes what is there and trains the rest.`;

interface Flags {
  readonly workers?: string;
  readonly silence?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly report: boolean;
}

export function mergeCommand(context: Context): Command {
  return new Command('merge')
    .argument('[paths...]', `files that --shard wrote, or folders of them (default: ${FOLDER})`)
    .option('--workers <n>', 'worker threads (default: available cores); changes no verdict')
    .option('--silence <seconds>', 'give up code that shows no sign of life for so long (default: 120)')
    .option('--no-report', 'of verify: leave reports/report.html as it is')
    .option('--verbose', 'of verify: a whole block per claim')
    .option('--json', 'print what the command writes')
    .addHelpText('after', explanation)
    .action(async (paths: string[], flags: Flags) => {
      const files = (paths.length > 0 ? paths : [join(context.built.cwd, FOLDER)]).flatMap(cacheFiles);
      const run = demandWhole(files.map(read), context.built.code);
      const command = run.command === 'verify' ? verifyCommand(context) : falsifyCommand(context);
      const caches = files.flatMap((file) => ['--cache', file]);
      await command.parseAsync([...machineWords(run, flags), ...caches, ...run.words], { from: 'user' });
    });
}

function machineWords({ command }: ShardLine, { workers, silence, json, verbose, report }: Flags): readonly string[] {
  const [some, verify] = [
    (flag: string, value?: string) => (value === undefined ? [] : [flag, value]),
    command === 'verify',
  ];
  return [
    ...some('--workers', workers),
    ...some('--silence', silence),
    ...(json ? ['--json'] : []),
    ...(verify && verbose ? ['--verbose'] : []),
    ...(verify && !report ? ['--no-report'] : []),
  ];
}

/** The file's own word on what it holds. Damaged lines are set aside, and said when the trials are read. */
function read(file: string): ShardFile {
  return { file, shard: new FileStore(file).shard };
}

/** What all of them are shares of. @throws UsageError where they are not all of it, or of several things */
function demandWhole(files: readonly ShardFile[], code: string): ShardLine {
  const shards = files.map(({ file, shard }) => {
    if (!shard)
      throw UsageError.expected(file, 'what --shard wrote', 'trials without a word on it', 'give it to --cache');
    if (shard.code !== code) throw UsageError.relayed(foreignShard(file, shard, code));
    return shard;
  });
  const [first] = shards;
  if (!first) throw UsageError.expected('merge', 'files that --shard wrote', 'none');
  const other = files.find(({ shard }) => said(shard!) !== said(first));
  if (other) throw UsageError.expected(other.file, `a share of "${said(first)}"`, `one of "${said(other.shard!)}"`);
  const [hole] = holesOf(files);
  if (hole !== undefined) throw UsageError.relayed(hole);
  return first;
}

const said = ({ command, words }: ShardLine): string => [command, ...words].join(' ');
