import type { ShardLine } from '../trials/store/trial-line';

/** A file, and what it says that its lines are a share of. */
export interface ShardFile {
  readonly file: string;
  readonly shard?: ShardLine | undefined;
}

/** Numbers that other code made are stored under other names: none of them counts here. */
export function foreignShard(file: string, { code }: ShardLine, own: string): string {
  return `cache ${file}: expected trials of code ${own}, got those of code ${code} (check out the sources that made it)`;
}

/** What keeps shards from being all of their runs, each in a sentence: missing ones, unfinished ones, and those that are there twice. */
export function holesOf(files: readonly ShardFile[]): readonly string[] {
  const runs = new Map<string, [string, ShardLine][]>();
  for (const { file, shard } of files) {
    if (!shard) continue;
    const key = `${shard.plan}/${shard.of}`;
    runs.set(key, [...(runs.get(key) ?? []), [file, shard]]);
  }
  return [...runs.values()].flatMap((run) => [...twice(run), ...unfinished(run), ...missing(run)]);
}

type ShardedRun = readonly (readonly [file: string, shard: ShardLine])[];

const nameOf = ({ shard, of }: ShardLine): string => `${shard}/${of}`;

/** The command that trains a share, as a person types it. */
function commandOf({ command, words, of }: ShardLine, shard: number): string {
  return ['theoremcheck', command, ...words.map(quoted), '--shard', `${shard}/${of}`].join(' ');
}

const quoted = (word: string): string => (/^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

function twice(run: ShardedRun): readonly string[] {
  return run.flatMap(([file, shard], i) => {
    const [first] = run.slice(0, i).find(([, other]) => other.shard === shard.shard) ?? [];
    if (first === undefined) return [];
    return [`shards: expected each once, got ${nameOf(shard)} in ${first} and in ${file} (leave one of them out)`];
  });
}

function unfinished(run: ShardedRun): readonly string[] {
  return run
    .filter(([, { finished }]) => !finished)
    .map(([file, shard]) => {
      const cure = `${commandOf(shard, shard.shard)} goes on with it`;
      return `${file}: expected all of shard ${nameOf(shard)}, got the beginning of it (${cure})`;
    });
}

function missing(run: ShardedRun): readonly string[] {
  const [, one] = run[0]!;
  const there = new Set(run.map(([, { shard }]) => shard));
  const lacking = Array.from({ length: one.of }, (_, i) => i + 1).filter((shard) => !there.has(shard));
  if (lacking.length === 0) return [];
  const got = `all but ${lacking.join(', ')}`;
  const cure = `${commandOf(one, lacking[0]!)} trains ${lacking.length === 1 ? 'it' : 'the first of them'}`;
  return [`shards: expected ${one.of} of the run, got ${got} (${cure})`];
}
