import type { StreamId } from '../draw/seeds';
import type { Answer, Job } from './job';
import { ShortJobs } from './short-jobs';
import type { Workers } from './workers';

interface Waiting {
  readonly job: Job;
  /** How a worker takes several of its kind. */
  readonly company: 'none' | 'together' | 'inTurn';
  /** How many it takes at once. */
  readonly most: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Hands jobs to workers, never more at once than there are workers: each is watched from its start. Jobs of one stream that can
 * be trained together share a worker, and short ones a message. In what company a trial is trained changes none of its numbers.
 */
export class Crew {
  private waiting: Waiting[] = [];
  private busy = 0;
  private planned = false;
  private readonly short = new ShortJobs();

  constructor(private readonly workers: Workers) {}

  /** How many jobs of a stream are short enough for one message. */
  inTurn(stream: StreamId): number {
    return this.workers.inTurn ? this.short.most(stream) : 1;
  }

  /**
   * @param most how many such jobs the family can train at once
   * @param among whether it may share a message with others: its answer may then be `untried`
   */
  run(job: Job, most: number, among = false): Promise<Answer> {
    const how = this.companyOf(job, most, among);
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, ...how, resolve, reject });
      if (how.company === 'none') this.serve();
      else this.plan();
    });
  }

  private companyOf(job: Job, most: number, among: boolean): Pick<Waiting, 'company' | 'most'> {
    const alone = { company: 'none', most: 1 } as const;
    if (!canShare(job)) return alone;
    if (most > 1) return this.workers.together ? { company: 'together', most } : alone;
    const short = among ? this.inTurn(job.stream) : 1;
    return short > 1 ? { company: 'inTurn', most: short } : alone;
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
      const group = groupOf(this.waiting, this.workers.size - this.busy);
      const gone = new Set(group);
      this.waiting = this.waiting.filter((one) => !gone.has(one));
      this.busy++;
      void this.send(group).finally(() => {
        this.busy--;
        this.serve();
      });
    }
  }

  private async send(group: readonly Waiting[]): Promise<void> {
    const began = performance.now();
    try {
      const answers = await this.answers(group);
      this.note(group, answers, performance.now() - began);
      group.forEach(({ resolve }, i) => {
        resolve(answers[i]!);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  private async answers(group: readonly Waiting[]): Promise<readonly Answer[]> {
    const [{ job, company }] = group as readonly [Waiting];
    const jobs = group.map((one) => one.job);
    if (jobs.length === 1) return [await this.workers.run(job)];
    return company === 'together' ? this.workers.together!(jobs) : this.workers.inTurn!(jobs);
  }

  private note(group: readonly Waiting[], answers: readonly Answer[], time: number): void {
    const [{ job, company }] = group as readonly [Waiting];
    if (company === 'together' || !canShare(job)) return;
    if (answers.some((answer) => answer.kind === 'unknown')) this.short.lost(job.stream);
    else this.short.took(job.stream, time, group.length);
  }
}

/** The first that waits, and others of its stream; short ones no more than leave something to each idle worker. */
function groupOf(waiting: readonly Waiting[], idle: number): readonly Waiting[] {
  const first = waiting[0]!;
  const { company, most } = first;
  if (company === 'none') return [first];
  const same = waiting.filter((one) => one.company === company && sameStream(one.job, first.job));
  return same.slice(0, company === 'together' ? most : Math.min(most, Math.ceil(same.length / idle)));
}

const sameStream = (a: Job, b: Job): boolean =>
  a.engine === b.engine && (a.stream === b.stream || JSON.stringify(a.stream) === JSON.stringify(b.stream));

/** Blocks and trainings that a second engine watches have a worker to themselves. */
const canShare = ({ stream, windows, members }: Job): boolean => !stream.block && !windows && !members;
