import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Answer, Job } from '../trials/workers/job';
import type { Workers } from '../trials/workers/workers';
import { openQueue } from './client';
import { PREFIX, queueName } from './members';
import { packReply } from './parcel';
import { serve } from './serve';
import { hasRedis, TestRedis } from './testing/redis';

/** Clients and workers of this process at a real Redis (Debian's redis-server); what they train is a table. */
const describeQueue = hasRedis ? describe : describe.skip;
const code = 'c'.repeat(64);
const engineCode = 'e'.repeat(64);
const job = (index: number): Job => ({
  stream: { family: 'table', source: 'region', dials: {}, epoch: 'e' },
  ...{ index, engine: 'exact', requests: [{ observation: 'x', at: 1, prompts: 0 }], codes: { exact: engineCode } },
});
const unit = (...values: number[]): Answer => ({
  ...{ kind: 'unit', engine: 'exact' },
  members: values.map((value) => ({ values: [value] })),
});

/** Threads that answer by the index of the job, and what they were asked. */
function table(run: (index: number, nth: number) => Answer, size = 2): Workers & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    ...{ size, asked },
    run: async ({ index }) => {
      asked.push(index);
      await pause(1);
      return run(index, asked.filter((one) => one === index).length);
    },
    close: () => Promise.resolve(),
  };
}

describeQueue('a queue (needs redis-server)', () => {
  let redis: TestRedis;
  const open: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    redis = await TestRedis.start();
  });
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
    const client = new Redis(redis.url());
    await client.flushall();
    client.disconnect();
  });
  afterAll(() => redis.stop());
  jest.setTimeout(30_000);

  const said: string[] = [];
  const notice = (sentence: string) => void said.push(sentence);
  const client = async () => {
    const workers = await openQueue({ address: redis.url(), code, notice });
    open.push(() => workers.close());
    return workers;
  };
  const worker = (threads: Workers, own = engineCode) => {
    let stopped = false;
    const served = serve({
      ...{ address: redis.url(), threads, code, notice, together: () => 3 },
      codeOf: () => Promise.resolve(own),
      stopped: () => stopped,
    });
    open.push(() => {
      stopped = true;
      return served.catch(() => {});
    });
    return served;
  };
  const all = (workers: Workers, ...indices: number[]) => Promise.all(indices.map((index) => workers.run(job(index))));

  it('carries every number to the last bit', async () => {
    const numbers = [Number.NaN, -0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.1, 5e-324];
    const windows = { engines: ['a', 'b'] as const, deviation: 1e-7, share: Number.POSITIVE_INFINITY };
    const answers: readonly Answer[] = [
      { ...(unit(...numbers) as object), windows } as Answer,
      {
        kind: 'unit',
        engine: 'b',
        members: [{ values: [1], diverged: { step: 3, what: 'NaN' }, digests: { 1: 'af' } }],
      },
      { kind: 'failed', message: 'boom' },
      { kind: 'unknown', message: 'silent', silent: true },
    ];
    const [workers] = [await client(), void worker(table((index) => answers[index]!))];
    expect(await all(workers, 0, 1, 2, 3)).toEqual(answers);
  });

  it('asks again for what was lost, each job alone, and gives up after three attempts', async () => {
    const threads = table((index, nth) => (index === 1 || (index === 2 && nth < 3) ? lost : unit(index)), 1);
    const lost: Answer = { kind: 'unknown', message: 'its process was ended' };
    const [workers] = [await client(), void worker(threads)];
    expect(await all(workers, 0, 1, 2)).toEqual([
      unit(0),
      { kind: 'unknown', message: 'its process was ended (given up after 3 attempts)' },
      unit(2),
    ]);
    expect([...threads.asked].sort()).toEqual([0, 1, 1, 1, 2, 2, 2]);
  });

  it('sends short jobs in parcels, and more at once', async () => {
    const workers = await client();
    void worker(table((index) => unit(index)));
    await workers.run(job(0));
    while (workers.crew!().length === 0) await pause(50);
    expect(workers.crew!()).toEqual([{ name: expect.any(String), threads: 2, rate: undefined }]);
    expect(workers.size).toBeGreaterThan(2 * 2 * 10);
    const before = await commands();
    const answers = await all(workers, ...Array.from({ length: 200 }, (_, i) => i));
    expect(answers).toEqual(Array.from({ length: 200 }, (_, i) => unit(i)));
    expect((await commands()) - before).toBeLessThan(100); // one by one, each of them takes several
  });

  it('keeps together what is trained together', async () => {
    const seen: number[] = [];
    const together = async (jobs: readonly Job[]) => {
      seen.push(jobs.length);
      return jobs.map(({ index }) => unit(index));
    };
    const [workers] = [await client(), void worker({ ...table((index) => unit(index)), together })];
    expect(await workers.together!([job(0), job(1), job(2)])).toEqual([unit(0), unit(1), unit(2)]);
    expect(seen).toEqual([3]);
  });

  it('is refilled when Redis is emptied', async () => {
    const workers = await client();
    const asked = all(workers, 0, 1, 2);
    const other = new Redis(redis.url());
    while ((await other.keys(`${PREFIX}:${queueName(code)}:p*`)).length < 3) await pause(20);
    await other.flushall();
    other.disconnect();
    void worker(table((index) => unit(index)));
    expect(await asked).toEqual([unit(0), unit(1), unit(2)]);
  });

  it('takes nothing for an answer that is none', async () => {
    const workers = await client();
    const answer = { kind: 'unit', engine: 'exact', members: [{ values: [1, 2] }] } as const;
    const junk = [{ v: 1, seconds: 0, answers: [{ kind: 'unit', engine: 'x', members: 'code' }] }];
    const short = [packReply({ v: 1, seconds: 0, answers: [answer] }), packReply({ v: 1, seconds: 0, answers: [] })];
    const replies = [...junk, ...short];
    const connection = { url: redis.url(), maxRetriesPerRequest: null };
    const stranger = new Worker(queueName(code), async ({ data }) => replies[data.jobs[0].index], {
      connection,
      prefix: PREFIX,
    });
    open.push(() => stranger.close());
    const messages = (await all(workers, 0, 1, 2)).map((given) => given.kind === 'failed' && given.message);
    expect(messages).toEqual([
      expect.stringMatching(/^queue, an answer: expected content that satisfies queue-answer\.schema\.json, got /),
      'queue, an answer: expected 1 values, got 2',
      expect.stringMatching(/^queue, an answer: expected content that satisfies .* fewer than 1 items/),
    ]);
  });

  it('is left by a worker whose engine is made of other code, which gives back what it took', async () => {
    const workers = await client();
    const asked = workers.run(job(0));
    await expect(
      worker(
        table(() => unit(9)),
        'd'.repeat(64),
      ),
    ).rejects.toThrow(/^worker \S+: expected code e{64} of table on exact, got d{64} \(check out the same sources/);
    void worker(table((index) => unit(index)));
    expect(await asked).toEqual(unit(0));
  });

  async function commands(): Promise<number> {
    const client = new Redis(redis.url());
    const info = await client.info('commandstats');
    client.disconnect();
    return Number(/cmdstat_evalsha:calls=(\d+)/.exec(info)?.[1] ?? 0);
  }
});
