import type { Answer, Job } from './job';
import type { Workers } from './workers';

interface Waiting {
  readonly job: Job;
  /** How many of its kind one worker takes at once. */
  readonly most: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Hands jobs to workers, never more at once than there are workers: each is watched from its start. Jobs of one stream that can
 * be trained together share a worker. In what company a trial is trained changes none of its numbers.
 */
export class Crew {
  private waiting: readonly Waiting[] = [];
  private busy = 0;
  private planned = false;

  constructor(private readonly workers: Workers) {}

  /** @param most how many such jobs the family can train at once */
  run(job: Job, most: number): Promise<Answer> {
    const alone = most === 1 || !this.workers.together || !canShare(job);
    return new Promise((resolve, reject) => {
      this.waiting = [...this.waiting, { job, most: alone ? 1 : most, resolve, reject }];
      if (alone) this.serve();
      else this.plan();
    });
  }

  /** Those who are asked for in the same breath are trained together. */
  private plan(): void {
    if (this.planned) return;
    this.planned = true;
    setImmediate(() => {
      this.planned = false;
      this.serve();
    });
  }

  private serve(): void {
    while (this.busy < this.workers.size && this.waiting.length > 0) {
      const group = groupOf(this.waiting);
      this.waiting = this.waiting.filter((one) => !group.includes(one));
      this.busy++;
      void this.send(group).finally(() => {
        this.busy--;
        this.serve();
      });
    }
  }

  private async send(group: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.answers(group.map(({ job }) => job));
      group.forEach(({ resolve }, i) => {
        resolve(answers[i]!);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  private async answers(jobs: readonly Job[]): Promise<readonly Answer[]> {
    if (jobs.length > 1) return this.workers.together!(jobs);
    return [await this.workers.run(jobs[0]!)];
  }
}

/** The first that waits, and others of its stream. */
function groupOf(waiting: readonly Waiting[]): readonly Waiting[] {
  const first = waiting[0]!;
  if (first.most === 1) return [first];
  return waiting.filter((one) => one.most > 1 && sameStream(one.job, first.job)).slice(0, first.most);
}

const sameStream = (a: Job, b: Job): boolean =>
  a.engine === b.engine && JSON.stringify(a.stream) === JSON.stringify(b.stream);

/** Blocks and trainings that a second engine watches have a worker to themselves. */
const canShare = ({ stream, windows, members }: Job): boolean => !stream.block && !windows && !members;
