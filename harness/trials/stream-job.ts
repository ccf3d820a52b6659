import type { Request } from '../statement/gate';
import type { Stream } from './stream';
import type { Windows } from './training/windows';
import type { Job } from './workers/job';

/** The job of a unit. A training for windows alone is one member's. */
export function jobOf(
  stream: Stream,
  index: number,
  requests: readonly Request[],
  windows?: Windows,
  codes?: Job['codes'],
): Job {
  const { id, engine } = stream;
  const members = stream.members ?? (requests.length === 0 && id.block ? [0] : undefined);
  const job: Job = codes ? { stream: id, index, engine, requests, codes } : { stream: id, index, engine, requests };
  // Not for every job: V8 gives each object that something is spread into its own hidden class, which outlives it by far.
  return members || windows ? { ...job, ...(members ? { members } : {}), ...(windows ? { windows } : {}) } : job;
}
