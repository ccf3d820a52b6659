import { join, resolve } from 'node:path';
import { ownFileIn } from '../base/line-writer';
import type { Settings } from '../project/settings';
import { FileStore, type FileStoreOptions } from '../trials/store/file-store';
import { MemoryStore } from '../trials/store/memory-store';
import { cacheFiles, filesIn } from './cache-files';
import { foreignShard, holesOf } from './shard-files';

/** Where a project keeps its trials, relative to its root. */
const FILE = join('.theoremcheck', 'trials.jsonl');

export interface StoreOptions {
  /** Whether stored trials count, and are stored (default: yes). */
  readonly stored?: boolean | undefined;
  /** In place of the project's own trials and the shared folder: a file, read and written; or others' trials alone. */
  readonly own?: string | 'none' | undefined;
  readonly notice: (sentence: string) => void;
}

/** Of files, or of nothing but memory. */
export type OpenStore = FileStore | MemoryStore;

/**
 * The trials of a project: its own file, a folder that it shares with other machines, and others' caches. Whatever is odd about
 * the latter is said: other code, shards of a run that are missing or there twice.
 */
export function openStore(
  cwd: string,
  code: string,
  { caches = [], share }: Settings,
  { stored = true, own, notice }: StoreOptions,
): OpenStore {
  if (!stored) return new MemoryStore();
  const others = caches.flatMap(cacheFiles);
  const store = new FileStore(...placeOf(cwd, share, own, { others, notice }));
  for (const { file, shard } of store.others) if (shard && shard.code !== code) notice(foreignShard(file, shard, code));
  for (const hole of holesOf(store.others.filter(({ shard }) => shard?.code === code))) notice(hole);
  return store;
}

function placeOf(
  cwd: string,
  share: string | undefined,
  own: StoreOptions['own'],
  options: FileStoreOptions,
): [string, FileStoreOptions] {
  const file = join(cwd, FILE);
  if (own !== undefined) return [own === 'none' ? '' : own, options];
  if (share === undefined) return [file, options];
  const folder = resolve(cwd, share);
  return [file, { ...options, shared: filesIn(folder), writer: ownFileIn(folder) }];
}
