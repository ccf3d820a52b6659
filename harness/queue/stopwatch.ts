import type { Job } from '../trials/workers/job';
import type { Workers } from '../trials/workers/workers';

/** For how long (s) each of these jobs kept a worker busy, in sum. */
export type Stopwatch = (jobs: readonly Job[]) => number;

/** The same workers, and a watch on what they take. */
export function timed(workers: Workers): { readonly workers: Workers; readonly watch: Stopwatch } {
  const took = new WeakMap<Job, number>();
  const watched = async <T>(jobs: readonly Job[], run: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await run();
    for (const job of jobs) took.set(job, (performance.now() - began) / 1000 / jobs.length);
    return result;
  };
  const { together, inTurn: _, ...others } = workers; // A parcel holds as many jobs as are worth the way.
  const shared = together && { together: (jobs: readonly Job[]) => watched(jobs, () => together(jobs)) };
  const run = (job: Job) => watched([job], () => workers.run(job));
  return {
    workers: { ...others, run, ...shared },
    watch: (jobs) => jobs.reduce((sum, job) => sum + (took.get(job) ?? 0), 0),
  };
}
