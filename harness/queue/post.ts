import type { Queue, QueueEvents } from 'bullmq';
import { hash } from '../base/hash';
import type { Answer, Job } from '../trials/workers/job';
import { type Parcel, readReply } from './parcel';

/** What became of a parcel. It is lost where its worker died, or could not answer. */
type Delivery =
  | { readonly kind: 'answered'; readonly answers: readonly Answer[]; readonly seconds: number }
  | { readonly kind: 'lost'; readonly why: string };

/** What no event told of is looked up after so long (ms): it is put there again where Redis has forgotten it. */
export const LOOK = 5000;
/** What nobody fetches, of a run that was killed, is kept so long (s): the run that comes after it finds it. */
const KEPT = 3600;

interface Sent {
  readonly parcel: Parcel;
  readonly delivered: Promise<Delivery>;
  readonly deliver: (data: unknown) => void;
  readonly lose: (why: string) => void;
  since: number;
}

/**
 * Parcels to workers and back. Answers come as events; what no event told of is looked up, and what Redis forgot is put there
 * again. A parcel has the name of its content, so that asking again, also by a run after a killed one, is asking once.
 */
export class Post {
  private readonly sent = new Map<string, Sent>();
  private readonly timer: NodeJS.Timeout;

  /** @param complain told what Redis refuses */
  constructor(
    private readonly queue: Queue,
    private readonly events: QueueEvents,
    private readonly complain: (error: unknown) => void,
  ) {
    events.on('completed', ({ jobId, returnvalue }) => this.settle(jobId, ({ deliver }) => deliver(returnvalue)));
    events.on('failed', ({ jobId, failedReason }) => this.settle(jobId, ({ lose }) => lose(failedReason)));
    this.timer = setInterval(() => void this.look(LOOK), LOOK / 2);
  }

  /** Parcels that are out. */
  get out(): number {
    return this.sent.size;
  }

  /** @param lost how often it was lost before. Rejects with a UsageError where what comes back is no answer. */
  ask(jobs: readonly Job[], lost: number): Promise<Delivery> {
    const parcel: Parcel = { v: 1, jobs };
    const id = `p${hash('parcel', jobs, lost).slice(0, 32)}`;
    const known = this.sent.get(id);
    if (known) return known.delivered;
    const sent = sending(parcel);
    this.sent.set(id, sent);
    void this.put(id, parcel);
    return sent.delivered;
  }

  /** Looks after what has been out for so long (ms). */
  async look(age: number): Promise<void> {
    const now = performance.now();
    const old = [...this.sent].filter(([, { since }]) => now - since >= age);
    for (const [, one] of old) one.since = now;
    await Promise.all(old.map(([id, { parcel }]) => this.lookUp(id, parcel)));
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await Promise.allSettled([this.events.close(), this.queue.close()]);
  }

  private async put(jobId: string, parcel: Parcel): Promise<void> {
    const gone = { age: KEPT };
    // How often it is tried is the client's to count: workers take what is there once.
    const options = { jobId, attempts: 1, removeOnComplete: gone, removeOnFail: gone, stackTraceLimit: 0 };
    await this.queue.add('train', parcel, options).catch(this.complain);
  }

  private settle(id: string, how: (sent: Sent) => void): void {
    const sent = this.sent.get(id);
    if (!sent) return;
    this.sent.delete(id);
    how(sent);
    this.queue.remove(id).catch(() => {}); // one that is still there is forgotten in time
  }

  private async lookUp(id: string, parcel: Parcel): Promise<void> {
    try {
      const job = await this.queue.getJob(id);
      if (!job) await this.put(id, parcel);
      else if (job.finishedOn === undefined) return;
      else if (job.failedReason) this.settle(id, ({ lose }) => lose(job.failedReason));
      else this.settle(id, ({ deliver }) => deliver(job.returnvalue));
    } catch (error) {
      this.complain(error);
    }
  }
}

function sending(parcel: Parcel): Sent {
  let [resolve, reject]: [(delivery: Delivery) => void, (error: unknown) => void] = [() => {}, () => {}];
  const delivered = new Promise<Delivery>((done, refuse) => {
    [resolve, reject] = [done, refuse];
  });
  const deliver = (data: unknown) => {
    try {
      resolve({ kind: 'answered', ...readReply(data, parcel.jobs) });
    } catch (error) {
      reject(error);
    }
  };
  return { parcel, delivered, deliver, lose: (why) => resolve({ kind: 'lost', why }), since: performance.now() };
}
