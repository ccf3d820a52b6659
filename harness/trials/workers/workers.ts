import type { Answer, Job } from './job';

/** What trains: threads, a queue, processes in another language. */
export interface Workers {
  /** Jobs that they take at once. */
  readonly size: number;
  /** Never rejects: a lost worker gives `unknown`. */
  run(job: Job): Promise<Answer>;
  /** Jobs of one stream as one, where workers can: an answer for each. Never rejects. */
  together?(jobs: readonly Job[]): Promise<readonly Answer[]>;
  close(): Promise<void>;
}
