import type { Redis } from 'ioredis';
import { UsageError } from '../base/usage-error';
import type { Address } from './address';
import type { QueuePackages } from './packages';

/** The first connection has to be there by then (ms): what is wrong with an address shows at once. */
const FIRST = 10_000;
/** An answer that does not come within this time (ms) never will: the network was cut without a word. Blocking reads take 5 s. */
const MUTE = 15_000;
/** Between two attempts to come back, at most (ms). */
const PAUSE = 2000;

/** Everything that talks to Redis comes back on its own, however long it takes, and then sends what was not answered. */
export const LASTING = {
  maxRetriesPerRequest: null,
  socketTimeout: MUTE,
  connectTimeout: FIRST,
  keepAlive: 5000,
  retryStrategy: (times: number) => Math.min(100 * times, PAUSE),
} as const;

/** A connection that was there once and comes back from then on. @throws UsageError with what Redis or the system says */
export async function connect({ ioredis }: QueuePackages, { url, shown }: Address): Promise<Redis> {
  let arrived = false;
  const retryStrategy = (times: number) => (arrived ? LASTING.retryStrategy(times) : null);
  const redis = new ioredis.Redis(url, { ...LASTING, lazyConnect: true, retryStrategy });
  let why = '';
  redis.on('error', (error: Error) => {
    why = error.message;
  });
  try {
    await redis.connect();
    await redis.ping();
    arrived = true;
    return redis;
  } catch (error) {
    // What was closed before would be waited for.
    if (redis.status !== 'end') redis.disconnect();
    const got = (why || (error as Error).message).trim() || (error as NodeJS.ErrnoException).code || 'no answer';
    const cure = 'is it there, and are port, password and TLS as it wants them?';
    throw UsageError.expected('--queue', `a Redis at ${shown}`, got, cure);
  }
}
