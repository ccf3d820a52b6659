import type { Family } from '../../statement/family';
import type { VerifyOptions } from '../../verdict/schedule';
import { Cache } from '../cache';
import type { Job } from '../job';
import type { Pool } from '../pool';
import { worker } from '../worker';
import { coin } from './coin';

/** A pool without threads that finishes jobs in an order of its own: job n waits for (n·stride) mod 5 turns. */
export function shufflingPool(size: number, stride = 3): Pool & { readonly jobs: Job[] } {
  const answer = worker([coin as unknown as Family]);
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

export function options(changes: Partial<VerifyOptions> = {}): VerifyOptions {
  const pool = changes.pool ?? shufflingPool(2);
  return {
    epoch: 'test-1',
    profile: 'pr',
    code: 'code',
    pool,
    cache: new Cache(),
    replay: (job) => pool.run(job),
    ...changes,
  };
}
