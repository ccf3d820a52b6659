import Piscina from 'piscina';
import type { Answer, Job } from './job';

/** Answers jobs. `run` never rejects: a lost worker gives `unknown`, and workers that cannot live at all give `failed`. */
export interface Pool {
  readonly size: number;
  run(job: Job): Promise<Answer>;
  close(): Promise<void>;
}

export interface PoolOptions {
  /** The worker bundle. */
  readonly file: string;
  readonly size: number;
  /** A worker that gives no sign of life for this long (ms) is ended. It gives an unknown outcome, never a verdict. */
  readonly silence?: number;
}

const SILENCE = 120_000;

/** Opens the pool. The caller keeps at most `size` jobs in flight, so that every job has a thread to run on. */
export function openPool({ file, size, silence = SILENCE }: PoolOptions): Pool {
  const threads = new Piscina({
    filename: file,
    minThreads: size,
    maxThreads: size,
    idleTimeout: Number.POSITIVE_INFINITY,
    execArgv: ['--enable-source-maps'],
    // Warnings of libraries belong to nobody's report.
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  const dead = deathOf(threads);
  const attempt = (job: Job): Promise<Answer> => Promise.race([dead, watched(threads, job, silence)]);
  return {
    size,
    run: async (job) => {
      const first = await attempt(job);
      return first.kind === 'unknown' ? attempt(job) : first;
    },
    close: () => threads.destroy(),
  };
}

/**
 * What every job is answered with once a worker failed outside of all jobs: as it started (a family that throws there, no file
 * left to open), or later (a timer of a family, a rejection that nobody handled). Nothing it trains can be trusted from then on.
 */
function deathOf(threads: Piscina): Promise<Answer> {
  return new Promise((resolve) => {
    threads.on('error', (error: Error) => {
      resolve({ kind: 'failed', message: `worker: expected a thread that starts and stays, got ${error.message}` });
    });
  });
}

async function watched(threads: Piscina, job: Job, silence: number): Promise<Answer> {
  const pulse = new SharedArrayBuffer(4);
  const abort = new AbortController();
  const stop = watch(new Int32Array(pulse), silence, () => abort.abort());
  try {
    return (await threads.run({ job, pulse }, { signal: abort.signal })) as Answer;
  } catch (error) {
    return { kind: 'unknown', message: abort.signal.aborted ? `no sign of life for ${silence} ms` : String(error) };
  } finally {
    stop();
  }
}

/** Calls `silent` once the counter has not moved for `silence` ms. */
function watch(counter: Int32Array, silence: number, silent: () => void): () => void {
  let last = -1;
  const timer = setInterval(() => {
    const now = Atomics.load(counter, 0);
    if (now === last) silent();
    last = now;
  }, silence);
  return () => clearInterval(timer);
}
