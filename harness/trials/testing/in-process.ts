import type { Family } from '../../statement/family';
import type { VerifyOptions } from '../../verdict/loop';
import { type Equipment, OwnLab } from '../lab';
import { MemoryStore } from '../store/memory-store';
import type { Store } from '../store/store';
import type { Job } from '../workers/job';
import { worker } from '../workers/worker';
import type { Workers } from '../workers/workers';
import { coin } from './coin';

/** A pool without threads that finishes jobs in an order of its own: job n waits for (n·stride) mod 5 turns. */
export function shufflingPool(size: number, stride = 3, family: unknown = coin): Workers & { readonly jobs: Job[] } {
  const answer = worker([family as Family]);
  const jobs: Job[] = [];
  return {
    size,
    jobs,
    run: async (job) => {
      const turns = (jobs.push(job) * stride) % 5;
      for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
      return structuredClone(await answer({ job: structuredClone(job) }));
    },
    close: () => Promise.resolve(),
  };
}

/** What a test changes of a lab and of a run. */
interface Changes extends Partial<Pick<Equipment, 'epoch' | 'engine' | 'replay'>> {
  readonly pool?: Workers;
  readonly cache?: Store;
  readonly interrupted?: () => boolean;
}

export function options({
  pool = shufflingPool(2),
  cache = new MemoryStore(),
  ...changes
}: Changes = {}): VerifyOptions {
  const { epoch = 'test-1', engine, replay = (job: Job) => pool.run(job), interrupted } = changes;
  const lab = new OwnLab({ store: cache, workers: pool, replay, code: 'code', epoch, engine, silence: 10 });
  return { lab, epoch, profile: 'pr', engine, ...(interrupted ? { interrupted } : {}) };
}
