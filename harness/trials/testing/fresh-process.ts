import type { Answer, Job } from '../workers/job';
import { FreshProcess } from '../workers/replay';

/** Answers one job in a process of its own. @param silence seconds */
export async function freshProcess(worker: string, job: Job, silence?: number): Promise<Answer> {
  const fresh = new FreshProcess(worker, silence);
  try {
    return await fresh.run(job);
  } finally {
    fresh.close();
  }
}
