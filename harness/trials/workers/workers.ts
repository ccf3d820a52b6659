import type { Answer, Job } from './job';

/** One of several processes that train. */
export interface CrewMember {
  readonly name: string;
  /** Trainings that it takes at once. */
  readonly threads: number;
  /** Trainings per second, as seen of late; absent before that can be told. */
  readonly rate?: number | undefined;
}

/** What trains: threads, a queue, processes in another language. */
export interface Workers {
  /** Jobs that they take at once; where workers come and go, it changes. */
  readonly size: number;
  /** Never rejects: a lost worker gives `unknown`. */
  run(job: Job): Promise<Answer>;
  /** Jobs of one stream as one, where workers can: an answer for each. Never rejects. */
  together?(jobs: readonly Job[]): Promise<readonly Answer[]>;
  /** Short jobs of one stream in one message, one after the other: an answer for each. Never rejects. */
  inTurn?(jobs: readonly Job[]): Promise<readonly Answer[]>;
  /** The workers that are there, by name; absent where all of them are threads of this process. */
  crew?(): readonly CrewMember[];
  close(): Promise<void>;
}
