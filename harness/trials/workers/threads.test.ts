import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Family } from '../../statement/family';
import { coin } from '../testing/coin';
import type { Job } from './job';
import { openThreads } from './threads';
import { worker } from './worker';

const stream = { family: 'coin', source: 'region', dials: {}, epoch: 'e' };
const heads = { observation: 'heads', at: 10, prompts: 0 };
const job = (index: number): Job => ({ stream, index, engine: 'fused', requests: [heads] });

describe('short jobs in one message', () => {
  const folder = mkdtempSync(join(tmpdir(), 'threads-'));
  const file = join(folder, 'worker.cjs');
  afterAll(() => rmSync(folder, { recursive: true }));
  // Says which job it is at, as a worker does; trial 2 never ends, 5 ends the thread, 7 is unknown the first time.
  writeFileSync(
    file,
    `let seen = 0;
module.exports = async ({ job, others, pulse }) => {
  const counters = new Int32Array(pulse);
  const answers = [job, ...(others ?? [])].map(({ index }, i) => {
    Atomics.store(counters, 1, i + 1);
    Atomics.add(counters, 0, 1);
    for (; index === 2; );
    if (index === 5) process.exit(1);
    if (index === 7 && seen++ === 0) return { kind: 'unknown', message: 'once' };
    return { kind: 'unit', engine: String(index), members: [] };
  });
  return others ? answers : answers[0];
};`,
  );
  const asked = async (...indices: number[]) => {
    const pool = openThreads({ file, size: 1, silence: 3 });
    try {
      await pool.run(job(0)); // its thread has started then
      return await pool.inTurn!(indices.map(job));
    } finally {
      await pool.close();
    }
  };
  const unit = (index: number) => ({ kind: 'unit', engine: String(index), members: [] });
  const untried = { kind: 'unknown', untried: true, message: expect.any(String) };

  it('have an answer each', async () => {
    expect(await asked(0, 1, 3)).toEqual([unit(0), unit(1), unit(3)]);
  }, 60_000);

  it('are given up for the one that fell silent, which is named; the others are untried', async () => {
    const message = expect.stringMatching(
      /^family coin, trial 2 \(region\): expected a sign of life within 3 s, got none/,
    );
    expect(await asked(0, 1, 2, 3)).toEqual([untried, untried, { kind: 'unknown', silent: true, message }, untried]);
  }, 60_000);

  it('are all untried where their thread ends, since nobody knows of which', async () => {
    expect(await asked(4, 5, 6)).toEqual([untried, untried, untried]);
  }, 60_000);

  it('are tried once more by themselves where they alone came to nothing', async () => {
    expect(await asked(6, 7)).toEqual([unit(6), unit(7)]);
  }, 60_000);
});

it('a worker says which of several jobs it is at, and answers each as it does alone', async () => {
  const pulse = new SharedArrayBuffer(8);
  const at: number[] = [];
  const train: typeof coin.train = (...args) => {
    at.push(Atomics.load(new Int32Array(pulse), 1));
    return coin.train(...args);
  };
  const answer = worker([{ ...coin, train } as unknown as Family]);
  const answers = await answer({ job: job(4), others: [job(5), job(9)], pulse });
  expect(at).toEqual([1, 2, 3]);
  const alone = worker([coin as unknown as Family]);
  expect(answers).toEqual(await Promise.all([4, 5, 9].map((index) => alone({ job: job(index) }))));
});
