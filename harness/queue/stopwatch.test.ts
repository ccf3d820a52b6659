import type { Answer, Job } from '../trials/workers/job';
import { timed } from './stopwatch';

it('says how long jobs kept a worker busy, and lets no worker of a queue put short ones of its parcel in one message', async () => {
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  const stream = { family: 'x', source: 'region', dials: {}, epoch: 'e' };
  const job = (index: number): Job => ({ stream, index, engine: 'fused', requests: [] });
  const [a, b, c] = [job(0), job(1), job(2)];
  const take = async (jobs: readonly Job[]): Promise<readonly Answer[]> => {
    now += 3000;
    return jobs.map(() => ({ kind: 'unit', engine: 'fused', members: [] }));
  };
  const run = async (job: Job) => (await take([job]))[0]!;
  const { workers, watch } = timed({ size: 1, run, together: take, inTurn: take, close: async () => {} });
  await workers.run(a);
  await workers.together!([b, c]);
  expect([watch([a]), watch([b]), watch([a, b, c])]).toEqual([3, 1.5, 6]);
  expect(workers.inTurn).toBeUndefined();
  jest.restoreAllMocks();
});
