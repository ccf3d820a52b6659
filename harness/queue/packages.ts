import type * as Bullmq from 'bullmq';
import type * as Ioredis from 'ioredis';
import { UsageError } from '../base/usage-error';

/** What a queue is made with. */
export interface QueuePackages {
  readonly bullmq: typeof Bullmq;
  readonly ioredis: typeof Ioredis;
}

const INSTALL = 'npm install bullmq@6.7.0 ioredis@6.0.0';

/** Loads what only a run with a queue needs, and what is not installed otherwise. @throws UsageError with the cure */
export function loadPackages(): QueuePackages {
  try {
    return { bullmq: require('bullmq') as typeof Bullmq, ioredis: require('ioredis') as typeof Ioredis };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw UsageError.expected('--queue', 'the packages bullmq and ioredis', 'an installation without them', INSTALL);
  }
}
