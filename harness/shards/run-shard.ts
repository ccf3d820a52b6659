import { join, resolve } from 'node:path';
import { UsageError } from '../base/usage-error';
import type { OpenStore } from '../lab/open-store';
import { type LabOptions, withLab } from '../lab/with-lab';
import type { Built } from '../project/program';
import type { Settings } from '../project/settings';
import type { Lab } from '../trials/lab';
import { FileStore } from '../trials/store/file-store';
import type { ShardLine } from '../trials/store/trial-line';
import type { Stream } from '../trials/stream';
import { type Ask, planHash, textOf, trainingSteps } from './ask';
import { type Share, shareOf } from './share';
import { type ShareEvents, type ShareProgress, trainShare } from './train-share';

/** A share of the trials of a command, and where they go. */
export interface ShardRun {
  readonly built: Built;
  readonly settings: Settings;
  readonly share: Share;
  readonly command: ShardLine['command'];
  /** Its flags and patterns: what `theoremcheck merge` runs again. */
  readonly words: readonly string[];
  /** Relative to the project. */
  readonly file?: string | undefined;
}

export interface ShardEvents extends ShareEvents, Pick<LabOptions, 'notice' | 'preparing'> {}

export interface ShardResult extends ShareProgress {
  /** Relative to the project. */
  readonly file: string;
}

/**
 * Trains a share of what `plan` asks for and writes it into the shard's own file, which holds all of it: the project's own trials
 * are not read. The plan knows the caches that the settings name and nothing else, so that all shards make the same one.
 * What an earlier, interrupted run of the same shard trained is not trained again.
 *
 * @throws UsageError for a file that holds something else
 */
export async function runShard(
  run: ShardRun,
  plan: (lab: Lab) => Promise<readonly Ask[]>,
  events: ShardEvents,
): Promise<ShardResult> {
  const { built, settings, share } = run;
  const { notice, preparing } = events;
  const planned = await withLab(built, settings, plan, { own: 'none', notice, preparing });
  const own = shareOf(planned, share, trainingSteps);
  const line = lineOf(run, planHash(planned.map(textOf)), own.length);
  return intoFile(run, line, notice, async (lab) => trainShare(await again(own, lab), lab, events));
}

/** Trains with a lab whose trials are those of the shard's file, and nobody else's. */
export async function intoFile(
  { built, settings, share, file = defaultFile(share) }: ShardRun,
  line: ShardLine,
  notice: LabOptions['notice'],
  train: (lab: Lab) => Promise<ShareProgress>,
): Promise<ShardResult> {
  const use = (lab: Lab, store: OpenStore) => marked(store, line, () => train(lab));
  const own = resolve(built.cwd, file);
  return { ...(await withLab(built, { ...settings, caches: [] }, use, { own, notice })), file };
}

/** Where a shard's trials go when nobody says. */
export const FOLDER = join('.theoremcheck', 'shards');

const defaultFile = ({ shard, of }: Share): string => join(FOLDER, `${shard}-of-${of}.jsonl`);

/** The first line of the file, and, with `finished` set, its last. */
export function lineOf({ built, share, command, words }: ShardRun, plan: string, units: number): ShardLine {
  return { ...share, command, words, code: built.code, plan, units, finished: false };
}

/** Says in the file what it is a share of, before, and after all of it is there. */
async function marked(store: OpenStore, line: ShardLine, train: () => Promise<ShareProgress>): Promise<ShareProgress> {
  if (!(store instanceof FileStore)) throw new Error('shard: expected a file to write to, got none');
  demandSame(store, line);
  if (!store.shard) store.mark(line);
  const trained = await train();
  if (trained.done === trained.all && !store.shard?.finished) store.mark({ ...line, finished: true });
  return trained;
}

function demandSame({ file, shard, lines }: FileStore, { code, plan, shard: own, of }: ShardLine): void {
  const same = shard && shard.code === code && shard.plan === plan && shard.shard === own && shard.of === of;
  if (same || (!shard && lines === 0)) return;
  const got = shard ? `shard ${shard.shard}/${shard.of} of another run (code ${shard.code})` : 'other trials';
  const wanted = `shard ${own}/${of} of this run (code ${code}) or nothing`;
  throw UsageError.expected(file, wanted, got, 'remove it, or name another file with --out');
}

/** The same questions to another lab: a stream belongs to the one that made it. */
function again(asks: readonly Ask[], lab: Lab): Promise<readonly Ask[]> {
  return Promise.all(asks.map(async (ask) => ({ ...ask, stream: await streamOf(ask.stream, lab) })));
}

async function streamOf({ family, id, engine, members }: Stream, lab: Lab): Promise<Stream> {
  const { source, dials, block, epoch } = id;
  return lab.stream({ family, source, dials, ...(block ? { block } : {}) }, { epoch, engine, members });
}
