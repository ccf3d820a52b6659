import type { Answer, Job } from '../workers/job';
import { FreshProcess } from '../workers/replay';

/** Answers one job in a process of its own. */
export async function freshProcess(worker: string, job: Job): Promise<Answer> {
  const fresh = new FreshProcess(worker);
  try {
    return await fresh.run(job);
  } finally {
    fresh.close();
  }
}
