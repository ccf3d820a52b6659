import { EventEmitter } from 'node:events';
import Piscina from 'piscina';
import type { Answer, Job } from './job';
import { LOOKS, silent } from './silence';
import type { Workers } from './workers';

interface ThreadOptions {
  /** The worker bundle. */
  readonly file: string;
  readonly size: number;
  /** A worker that gives no sign of life for so many seconds is ended. It gives an unknown outcome, never a verdict. */
  readonly silence: number;
}

/** Worker threads of this process, started with the first job. The caller keeps at most `size` jobs in flight: each is watched from its start. */
export function openThreads(options: ThreadOptions): Workers {
  let threads: Threads | undefined;
  const started = () => {
    threads ??= new Threads(options);
    return threads;
  };
  // A killed worker may have been an accident. One that was waited for in vain would be waited for again.
  const again = async (job: Job, first: Answer): Promise<Answer> =>
    first.kind === 'unknown' && !first.silent && !first.untried ? started().attempt(job) : first;
  return {
    size: options.size,
    run: async (job) => again(job, await started().attempt(job)),
    together: (jobs) => started().together(jobs),
    inTurn: async (jobs) => {
      const answers: Answer[] = [];
      for (const [i, first] of (await started().inTurn(jobs)).entries()) answers.push(await again(jobs[i]!, first));
      return answers;
    },
    close: async () => threads?.close(),
  };
}

class Threads {
  private readonly pool: Piscina;
  /** Ends every job that waits. */
  private readonly open = new Set<(answer: Answer) => void>();
  /** What every job is answered with once a thread failed outside of all jobs. */
  private dead: Answer | undefined;
  private closing = false;

  constructor(private readonly options: ThreadOptions) {
    this.pool = new Piscina({
      filename: options.file,
      minThreads: options.size,
      maxThreads: options.size,
      idleTimeout: Number.POSITIVE_INFINITY,
      execArgv: ['--enable-source-maps'],
      // Warnings of libraries belong to nobody's report.
      env: { ...process.env, NODE_NO_WARNINGS: '1', THEOREMCHECK_SILENCE: `${options.silence}` },
    });
    // A family that throws as a thread loads it; later, a timer of its own, or a rejection that nobody handled.
    this.pool.on('error', (error: Error) => this.giveUp(error.message));
    this.pool.on('workerDestroy', () => setImmediate(() => this.checkAlive()));
  }

  attempt(job: Job): Promise<Answer> {
    return this.watched({ job }, (answer) => answer);
  }

  /** Jobs as one. A worker that was lost with all of them loses each: they are tried alone. */
  async together(jobs: readonly Job[]): Promise<readonly Answer[]> {
    const [job, ...others] = jobs as readonly [Job, ...Job[]];
    return this.watched<readonly Answer[]>({ job, others }, (answer) => jobs.map(() => answer));
  }

  /** Jobs one after the other. A worker that falls silent is given up for the job that it was at; the others are untried. */
  async inTurn(jobs: readonly Job[]): Promise<readonly Answer[]> {
    const [job, ...others] = jobs as readonly [Job, ...Job[]];
    return this.watched<readonly Answer[]>({ job, others }, (answer, at) => {
      if (answer.kind !== 'unknown') return jobs.map(() => answer);
      const untried = { kind: 'unknown', untried: true, message: answer.message } as const;
      return jobs.map((one, i) => (answer.silent && i === at ? silent(one, this.options.silence) : untried));
    });
  }

  /** @param instead what to give where there is nothing but this answer, at the job with this number */
  private async watched<A extends Answer | readonly Answer[]>(
    message: { readonly job: Job; readonly others?: readonly Job[] },
    instead: (answer: Answer, at: number) => A,
  ): Promise<A> {
    const pulse = new SharedArrayBuffer(8);
    const counters = new Int32Array(pulse);
    const given = (answer: Answer) => instead(answer, Math.max(0, Atomics.load(counters, 1) - 1));
    if (this.dead) return given(this.dead);
    // Piscina takes an emitter in place of an AbortSignal, which costs more than the rest of a message.
    const signal = Object.assign(new EventEmitter(), { aborted: false });
    const stop = watch(counters, this.options.silence * 1000, () => {
      signal.aborted = true;
      signal.emit('abort');
    });
    let giveUp: (answer: Answer) => void = () => {};
    const dead = new Promise<Answer>((resolve) => {
      giveUp = resolve;
    });
    this.open.add(giveUp);
    try {
      const run = this.pool.run({ ...message, pulse }, { signal });
      run.catch(() => {});
      return (await Promise.race([run, dead.then(given)])) as A;
    } catch (error) {
      if (signal.aborted) return given(silent(message.job, this.options.silence));
      return given({ kind: 'unknown', message: String(error) });
    } finally {
      this.open.delete(giveUp);
      stop();
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.pool.destroy();
  }

  /** Piscina starts no thread in place of one that ended while it loaded: jobs would wait for ever. */
  private checkAlive(): void {
    if (!this.closing && this.pool.threads.length === 0)
      this.giveUp('one that ended as it loaded the families (look for process.exit() there)');
  }

  /** Nothing that such threads train can be trusted from then on. */
  private giveUp(got: string): void {
    this.dead ??= { kind: 'failed', message: `worker: expected a thread that starts and stays, got ${got}` };
    for (const end of [...this.open]) end(this.dead);
  }
}

/** Calls `ended` once the counter has not moved for `silence` ms. */
function watch(counter: Int32Array, silence: number, ended: () => void): () => void {
  let [last, still] = [-1, 0];
  const timer = setInterval(() => {
    const now = Atomics.load(counter, 0);
    still = now === last ? still + 1 : 0;
    last = now;
    if (still >= LOOKS) ended();
  }, silence / LOOKS);
  return () => clearInterval(timer);
}
