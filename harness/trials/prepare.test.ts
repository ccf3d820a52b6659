import type { Gate } from '../statement/gate';
import type { Progress } from '../verdict/result';
import type { Answer, Job } from './job';
import type { Pool } from './pool';
import { prepareEngines } from './prepare';
import { coin } from './testing/coin';

/** A pool whose answers wait until they are let go. */
function slowPool() {
  const jobs: Job[] = [];
  const waiting: ((answer: Answer) => void)[] = [];
  const run = (job: Job) => {
    jobs.push(job);
    return new Promise<Answer>((resolve) => waiting.push(resolve));
  };
  const pool: Pool = { size: 1, run, close: () => Promise.resolve() };
  return { pool, jobs, letGo: (answer: Answer) => waiting.shift()!(answer) };
}

describe('prepareEngines', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  // All that is looked at: two claims of one family.
  const gate = { parts: [{ stream: { family: coin } }] } as unknown as Gate;
  const gates = [gate, gate];

  it('prepares each family once, with a job that takes no step, and says so while it lasts', async () => {
    const { pool, jobs, letGo } = slowPool();
    const told: Progress[] = [];
    const done = prepareEngines(gates, undefined, pool, { progress: (state) => told.push(state) });
    jest.advanceTimersByTime(999);
    expect(told).toEqual([]);
    jest.advanceTimersByTime(2001);
    expect(told.map(({ preparing, claims }) => [preparing, claims])).toEqual(Array(3).fill(['coin', 2]));
    expect(jobs).toMatchObject([{ engine: 'fused', requests: [], stream: { family: 'coin', source: 'reference' } }]);
    letGo({ kind: 'failed', message: 'left to who prepares it next' });
    await done;
    jest.advanceTimersByTime(10_000);
    expect([told.length, jobs.length]).toEqual([3, 1]);
  });

  it('refuses an engine that a family does not have before anything is prepared', async () => {
    const { pool, jobs } = slowPool();
    const fusedOnly = { ...coin, engines: ['fused'] };
    const gate = { parts: [{ stream: { family: fusedOnly } }] } as unknown as Gate;
    await expect(prepareEngines([gate], 'tfjs', pool)).rejects.toThrow(
      'coin: expected an engine among fused, got tfjs',
    );
    expect(jobs).toEqual([]);
  });
});
