import { setTimeout as pause } from 'node:timers/promises';
import type { Job as QueuedJob, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { UsageError } from '../base/usage-error';
import type { Engine } from '../statement/family';
import { Crew } from '../trials/workers/crew';
import type { Job } from '../trials/workers/job';
import type { Workers } from '../trials/workers/workers';
import { parseAddress } from './address';
import { BEAT, ownName, PREFIX, queueName, sayGoodbye, speakUp, whoIsThere } from './members';
import { loadPackages, type QueuePackages } from './packages';
import { packReply, readParcel } from './parcel';
import { connect, LASTING } from './redis';
import { type Stopwatch, timed } from './stopwatch';

interface ServeOptions {
  readonly address: string;
  /** What trains, off the event loop: locks must be renewed meanwhile. */
  readonly threads: Workers;
  /** Hash of the worker bundle. */
  readonly code: string;
  /** The code hash of a family on an engine here; words that are no hash where there is none. */
  readonly codeOf: (family: string, engine: Engine) => Promise<string>;
  /** How many trainings of a family one thread takes at once. */
  readonly together: (family: string) => number;
  /** Ends once nothing was asked for so many seconds. */
  readonly idle?: number | undefined;
  readonly notice: (sentence: string) => void;
  /** Asked often: when true, what runs is finished and nothing more taken. */
  readonly stopped: () => boolean;
}

/** What a worker did. */
interface Served {
  readonly name: string;
  readonly done: number;
}

/** A lock is renewed twice in this time (ms); whose lock runs out is taken for dead, and its parcel is another's. */
const LOCK = 6000;
/** Locks are looked at so often (ms). */
const STALLED = 2000;
/** A blocking read returns after so long (s), so that a connection that was cut without a word is told from an idle queue. */
const READ = 5;
/** What it has done is said so often (ms). */
const REPORT = 10_000;

/**
 * Answers what runs of the same code ask at a queue, until it is stopped. Killed, it loses nothing: its parcels are another's.
 *
 * @throws UsageError where all runs at the queue are of other code, and for an address at which no Redis answers
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const address = parseAddress(options.address);
  const packages = loadPackages();
  const redis = await connect(packages, address);
  const server = new Server(options, redis, packages);
  try {
    await server.demandOwnCode();
    const threads = `${options.threads.size} thread${options.threads.size === 1 ? '' : 's'}`;
    options.notice(`worker ${server.name}: ${threads}, code ${options.code}, at ${address.shown}`);
    return await server.until(workerOf(packages, address.url, options, server));
  } finally {
    await within(BEAT, sayGoodbye(redis, 'worker', server.name));
    redis.disconnect();
  }
}

function workerOf({ bullmq }: QueuePackages, url: string, { code, threads }: ServeOptions, server: Server): Worker {
  const worker = new bullmq.Worker(queueName(code), (job: QueuedJob, token?: string) => server.answer(job, token), {
    connection: { url, ...LASTING },
    prefix: PREFIX,
    concurrency: threads.size + 1, // one waits for the first thread that is free
    lockDuration: LOCK,
    stalledInterval: STALLED,
    maxStalledCount: 0, // the client counts
    drainDelay: READ,
    runRetryDelay: 1000,
  });
  // It comes back on its own. What it lost meanwhile is another's, or is put there again.
  worker.on('error', () => {});
  return worker;
}

/** Ends with what is waited for, however that ends, or after so long (ms). */
const within = (time: number, done: Promise<unknown>): Promise<unknown> =>
  Promise.race([done.catch(() => {}), pause(time)]);

class Server {
  readonly name = ownName();
  private readonly watch: Stopwatch;
  private readonly crew: Crew;
  private done = 0;
  private busy = 0;
  private last = performance.now();
  /** Why it cannot go on. */
  private refusal: UsageError | undefined;

  constructor(
    private readonly options: ServeOptions,
    private readonly redis: Redis,
    private readonly packages: QueuePackages,
  ) {
    const { workers, watch } = timed(options.threads);
    this.watch = watch;
    this.crew = new Crew(workers);
  }

  /** @throws UsageError where there are runs, and none of this code */
  async demandOwnCode(): Promise<void> {
    const runs = await whoIsThere(this.redis, 'run');
    const [first] = runs;
    if (!first || runs.some(({ code }) => code === this.options.code)) return;
    throw this.foreign(`the code ${first.code} of the run ${first.name}`, this.options.code);
  }

  async answer(queued: QueuedJob, token?: string): Promise<unknown> {
    this.busy++;
    try {
      const { jobs } = readParcel(queued.data);
      for (const job of jobs) await this.demandCodes(job);
      if (this.refusal) return await this.giveBack(queued, token);
      const answers = await Promise.all(
        jobs.map((job) => this.crew.run(job, this.options.together(job.stream.family))),
      );
      this.done += jobs.length;
      return packReply({ v: 1, seconds: this.watch(jobs), answers });
    } finally {
      this.busy--;
      this.last = performance.now();
    }
  }

  /** Returns when it is stopped, or idle for too long; what runs is finished. @throws UsageError where it is of other code than all runs */
  async until(worker: Worker): Promise<Served> {
    let [reported, at] = [0, performance.now()];
    try {
      while (!this.options.stopped() && !this.isIdle && !this.refusal) {
        await within(BEAT, this.speak()); // where Redis is away, it may be back
        if (this.done > reported && performance.now() - at > REPORT) {
          this.options.notice(`worker ${this.name}: ${this.done} trainings`);
          [reported, at] = [this.done, performance.now()];
        }
        await this.beat();
      }
    } finally {
      // Where no Redis answers, nobody waits to hear that this one leaves.
      if (this.redis.status === 'ready') await worker.close();
      else await within(BEAT, worker.close(true));
    }
    if (this.refusal) throw this.refusal;
    return { name: this.name, done: this.done };
  }

  private async speak(): Promise<void> {
    const { code, threads } = this.options;
    await speakUp(this.redis, 'worker', { v: 1, name: this.name, code, threads: threads.size, done: this.done });
    await this.demandOwnCode().catch((error) => {
      if (!(error instanceof UsageError)) throw error;
      this.refusal = error;
    });
  }

  /** Waits until it is time to speak up again, or there is a reason to end. */
  private async beat(): Promise<void> {
    const end = performance.now() + BEAT;
    while (performance.now() < end && !this.options.stopped() && !this.isIdle && !this.refusal) await pause(BEAT / 20);
  }

  private get isIdle(): boolean {
    const { idle } = this.options;
    return idle !== undefined && this.busy === 0 && performance.now() - this.last > 1000 * idle;
  }

  /** Another version of what an engine is made of gives other numbers: they would be stored as those of this code. */
  private async demandCodes({ codes = {}, stream }: Job): Promise<void> {
    for (const [engine, code] of Object.entries(codes)) {
      const own = await this.options.codeOf(stream.family, engine);
      if (own !== code) this.refusal ??= this.foreign(`code ${code} of ${stream.family} on ${engine}`, own);
    }
  }

  /** To be taken by another: it was not begun. */
  private async giveBack(queued: QueuedJob, token: string | undefined): Promise<never> {
    await queued.moveToWait(token);
    throw new this.packages.bullmq.WaitingError();
  }

  private foreign(wanted: string, own: string): UsageError {
    const cure = 'check out the same sources, and install the same packages';
    return UsageError.expected(`worker ${this.name}`, wanted, own, cure);
  }
}
