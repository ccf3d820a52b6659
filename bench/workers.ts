import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { summary } from './rounds';

const ROUNDS = 11;
const REPEATS = 12;

/** How much more two worker threads train than one in the same time: the median and the best of interleaved rounds. */
export async function twoWorkersAgainstOne(): Promise<{ median: number; best: number }> {
  const workers = [0, 1].map(() => new Worker(join(__dirname, 'worker.js')));
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const [first, both] = [workers.slice(0, 1), workers];
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) ratios.push((2 * (await seconds(first))) / (await seconds(both)));
  await Promise.all(workers.map((worker) => worker.terminate()));
  return { median: summary(ratios).median, best: Math.max(...ratios) };
}

/** Wall time until every given worker has done one job. */
async function seconds(workers: readonly Worker[]): Promise<number> {
  const start = process.hrtime.bigint();
  for (const worker of workers) worker.postMessage(REPEATS);
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  return Number(process.hrtime.bigint() - start) / 1e9;
}
