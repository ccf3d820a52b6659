import { type ChildProcess, spawn } from 'node:child_process';
import type { Answer, Job } from './job';
import { LOOKS, silent } from './silence';

/**
 * Answers jobs in the order in which they come, from nothing but the worker bundle, until nobody asks any more. A training keeps its
 * thread busy: another one looks whether its counter moves, and writes a byte for each time that it did.
 */
const SCRIPT = `
const { Worker } = require('node:worker_threads');
const pulse = new SharedArrayBuffer(4);
const look = "const { workerData: { pulse, every } } = require('node:worker_threads'), { writeSync } = require('node:fs');"
  + "const counter = new Int32Array(pulse); let last = 0;"
  + "setInterval(() => { const now = Atomics.load(counter, 0); if (now !== last) writeSync(4, '.'); last = now; }, every);";
if (process.argv[2]) new Worker(look, { eval: true, workerData: { pulse, every: Number(process.argv[2]) } }).unref();
const { default: answer } = require(process.argv[1]);
process.on('disconnect', () => process.exit(0));
process.on('message', async (job) => process.send(await answer({ job, pulse })));`;

/** How often a job is tried whose process was killed: that says nothing about the job. */
const ATTEMPTS = 3;
/** Of what a process says on standard error, so much is kept (characters). */
const KEPT = 10_000;

/** A process of its own for jobs that are to be done again, one after the other. It starts with the first of them. */
export class FreshProcess {
  private child: Child | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** @param silence a process that gives no sign of life for so many seconds is ended; without it none is */
  constructor(
    private readonly worker: string,
    private readonly silence?: number,
  ) {}

  /** Answers a job; where its process is killed, in another one. Never rejects. */
  run(job: Job): Promise<Answer> {
    const answered = this.last.then(() => this.answer(job));
    this.last = answered;
    return answered;
  }

  /** Ends the process; what it was doing is unknown. */
  close(): void {
    this.child?.end();
    this.child = undefined;
  }

  private async answer(job: Job): Promise<Answer> {
    let answer = await this.attempt(job);
    // One that was waited for in vain would be waited for again.
    for (let tried = 1; answer.kind === 'unknown' && !answer.silent && tried < ATTEMPTS; tried++)
      answer = await this.attempt(job);
    return answer;
  }

  private async attempt(job: Job): Promise<Answer> {
    this.child ??= new Child(this.worker, this.silence);
    const { child } = this;
    const answer = await child.ask(job);
    if (child.ended && this.child === child) this.child = undefined;
    return answer;
  }
}

class Child {
  ended = false;
  private readonly process: ChildProcess;
  private readonly ending: Promise<Answer>;
  private said = '';

  constructor(
    worker: string,
    private readonly silence?: number,
  ) {
    const limit = silence === undefined ? {} : { THEOREMCHECK_SILENCE: `${silence}` };
    const every = silence === undefined ? [] : [`${(silence * 1000) / LOOKS}`];
    this.process = spawn(process.execPath, ['-e', SCRIPT, worker, ...every], {
      env: { ...process.env, NODE_NO_WARNINGS: '1', ...limit },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
      serialization: 'advanced', // NaN and infinities have no JSON
    });
    this.process.stderr?.on('data', (chunk) => {
      this.said = `${this.said}${chunk}`.slice(-KEPT);
    });
    this.ending = new Promise((resolve) => {
      const ended = (answer: Answer) => {
        this.ended = true;
        resolve(answer);
      };
      this.process.on('close', (code, signal) => ended(this.answerOf(code, signal)));
      this.process.on('error', ({ message }) => ended(failed('a process of its own', message)));
    });
  }

  async ask(job: Job): Promise<Answer> {
    let listen: (message: unknown) => void = () => {};
    const answered = new Promise<Answer>((resolve) => {
      listen = (message) => resolve(message as Answer);
    });
    this.process.on('message', listen);
    // A process that ended before it has read everything breaks the channel; how it ended says why.
    if (this.process.connected) this.process.send(job, () => {});
    const watch = this.watch(job);
    const answer = await Promise.race([answered, this.ending, watch.silent]);
    watch.stop();
    this.process.off('message', listen);
    return answer;
  }

  /** Ends the process where nothing is heard of it for as long as is waited. */
  private watch(job: Job): { readonly silent: Promise<Answer>; stop(): void } {
    const { silence } = this;
    if (silence === undefined) return { silent: new Promise(() => {}), stop: () => {} };
    const signs = this.process.stdio?.[4]; // none where it could not start
    let resolve: (answer: Answer) => void = () => {};
    const heard = new Promise<Answer>((done) => {
      resolve = done;
    });
    const giveUp = () => {
      this.ended = true;
      this.end();
      resolve(silent(job, silence));
    };
    const timer = setTimeout(giveUp, silence * 1000 * (1 + 1 / LOOKS));
    const beat = () => timer.refresh();
    signs?.on('data', beat);
    return {
      silent: heard,
      stop: () => {
        clearTimeout(timer);
        signs?.off('data', beat);
      },
    };
  }

  /** Ends what has started: to kill a process that no descriptor was left for would be to kill this one's whole group (its number is 0). */
  end(): void {
    if (this.process.pid !== undefined) this.process.kill('SIGKILL');
  }

  private answerOf(code: number | null, signal: NodeJS.Signals | null): Answer {
    if (signal) return { kind: 'unknown', message: `its process was ended by ${signal}, ${ATTEMPTS} times in a row` };
    return failed('exit status 0', `${code}: ${this.said.trim()}`);
  }
}

const failed = (expected: string, got: string): Answer => ({
  kind: 'failed',
  message: `replay: expected ${expected}, got ${got}`,
});
