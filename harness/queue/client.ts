import { messageOf } from '../base/blame';
import type { Answer, Job } from '../trials/workers/job';
import type { CrewMember, Workers } from '../trials/workers/workers';
import { parseAddress } from './address';
import { PREFIX, queueName } from './members';
import { loadPackages } from './packages';
import { LOOK, Post } from './post';
import { connect, LASTING } from './redis';
import { Roll } from './roll';
import { Sizing } from './sizing';

interface QueueOptions {
  readonly address: string;
  /** Hash of the worker bundle. */
  readonly code: string;
  readonly notice: (sentence: string) => void;
}

/** How often a job is lost, with its worker or by it, before it is given up. */
const ATTEMPTS = 3;

/**
 * Workers wherever they are, at a queue (BullMQ over Redis). What is asked stays asked until it is answered, whatever dies in the
 * meantime, this process excepted: what workers had answered by then is found by the run that comes after it.
 *
 * @throws UsageError for an address at which no Redis answers, and without the packages
 */
export async function openQueue({ address, code, notice }: QueueOptions): Promise<Workers> {
  const { url, shown } = parseAddress(address);
  const packages = loadPackages();
  const redis = await connect(packages, { url, shown });
  const [name, prefix] = [queueName(code), PREFIX];
  const roll = new Roll(redis, { code, shown, notice });
  const queue = new packages.bullmq.Queue(name, { connection: redis, prefix });
  const connection = { url, ...LASTING };
  const events = new packages.bullmq.QueueEvents(name, { connection, prefix, blockingTimeout: LOOK });
  // Connections come back; what they missed is looked up.
  queue.on('error', (error) => roll.complain(error));
  events.on('error', (error) => roll.complain(error));
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
  const post = new Post(queue, events, (error) => roll.complain(error));
  roll.back = () => void post.look(0);
  await roll.begin();
  const close = async () => {
    await roll.close();
    await post.close();
    redis.disconnect();
  };
  return new QueueWorkers(post, roll, close);
}

interface AskedJob {
  readonly job: Job;
  readonly answer: (answer: Answer) => void;
}

/** Deals jobs into parcels, and asks again for what was lost: each job alone, so that one that kills its workers is told apart. */
class QueueWorkers implements Workers {
  private readonly sizing = new Sizing();
  private waiting: AskedJob[] = [];

  constructor(
    private readonly post: Post,
    private readonly roll: Roll,
    readonly close: () => Promise<void>,
  ) {}

  get size(): number {
    this.sizing.threads = this.roll.threads;
    return this.sizing.size;
  }

  crew(): readonly CrewMember[] {
    return this.roll.crew;
  }

  /** Those who are asked for in the same breath travel together. */
  run(job: Job): Promise<Answer> {
    if (this.waiting.length === 0) setImmediate(() => this.send());
    return new Promise((answer) => {
      this.waiting.push({ job, answer });
    });
  }

  /** What is trained together is one parcel, and as long as one training. */
  together(jobs: readonly Job[]): Promise<readonly Answer[]> {
    return this.ask(jobs, 0, 1);
  }

  private send(): void {
    const all = this.waiting;
    this.waiting = [];
    for (const some of this.sizing.dealt(all, this.post.out)) void this.fetch(some);
  }

  private async fetch(some: readonly AskedJob[]): Promise<void> {
    const answers = await this.ask(
      some.map(({ job }) => job),
      0,
      some.length,
    );
    some.forEach(({ answer }, i) => {
      answer(answers[i]!);
    });
  }

  /** @param lost how often before. @param size how many trainings in a row these jobs take as long as */
  private async ask(jobs: readonly Job[], lost: number, size: number): Promise<readonly Answer[]> {
    try {
      const delivery = await this.post.ask(jobs, lost);
      if (delivery.kind === 'lost')
        return await Promise.all(jobs.map((job) => this.askAgain(job, lost + 1, delivery.why)));
      this.sizing.took(delivery.seconds, size);
      const settled = delivery.answers.map((answer, i) =>
        // One that was waited for in vain would be waited for again.
        answer.kind === 'unknown' && !answer.silent ? this.askAgain(jobs[i]!, lost + 1, answer.message) : answer,
      );
      return await Promise.all(settled);
    } catch (error) {
      return jobs.map(() => ({ kind: 'failed', message: messageOf(error) }));
    }
  }

  private async askAgain(job: Job, lost: number, why: string): Promise<Answer> {
    if (lost >= ATTEMPTS) return { kind: 'unknown', message: `${why} (given up after ${ATTEMPTS} attempts)` };
    const [answer] = await this.ask([job], lost, 1);
    return answer!;
  }
}
