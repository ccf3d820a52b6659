import { MemoryStore } from '../trials/store/memory-store';
import { options, shufflingPool } from '../trials/testing/in-process';
import type { Answer, Job } from '../trials/workers/job';
import { verify } from './loop';
import type { ClaimResult } from './results/result';
import { gate, nearMiss, positive, toyPart, untrained } from './testing/gates';

const only = { controls: [untrained, nearMiss(), positive] };
const heads = { observation: 'heads', at: 10, prompts: 0 };
const weight = { observation: 'weight', at: 10, prompts: 1 };

/** A pool in which some jobs go wrong, and some take a while. */
function troubled(size: number, wrong: (job: Job) => Answer | undefined, slow: (job: Job) => boolean = () => false) {
  const pool = shufflingPool(size);
  return {
    ...pool,
    run: async (job: Job): Promise<Answer> => {
      for (let i = 0; slow(job) && i < 60; i++) await new Promise((resolve) => setImmediate(resolve));
      return wrong(job) ?? pool.run(job);
    },
  };
}

const asks = (job: Job, observation: string) => job.requests.some((request) => request.observation === observation);
const one = async (...args: Parameters<typeof verify>): Promise<ClaimResult> => (await verify(...args))[0]!;

describe.each(['failed', 'unknown'] as const)('a job that comes back %s', (kind) => {
  const fault: Answer = { kind, message: 'no table' };

  it('does not touch a claim that is decided before it, however many workers train ahead', async () => {
    const clean = await one([gate(only)], options());
    const wrong = (job: Job) => (job.index >= clean.trials ? fault : undefined);
    for (const size of [1, 2, 8, 30]) {
      const result = await one([gate(only)], options({ pool: troubled(size, wrong) }));
      expect(JSON.stringify(result)).toBe(JSON.stringify(clean));
    }
  });

  it('touches the claim that asked for what went wrong, and not those that were trained along', async () => {
    const gates = [
      gate({ ...only, name: 'a' }),
      gate({ ...only, name: 'b', parts: [toyPart({}, { plan: () => [heads, weight] })] }),
      gate({ ...only, name: 'c' }),
    ];
    const wrong = (job: Job) => (job.index >= 2 && job.index < 9 && asks(job, 'weight') ? fault : undefined);
    for (const size of [1, 8]) {
      for (const order of [gates, [...gates].reverse()]) {
        const together = await verify(order, options({ pool: troubled(size, wrong) }));
        for (const [i, claim] of order.entries()) {
          const alone = await one([claim], options({ pool: troubled(2, wrong) }));
          if (alone.verdict === 'error') expect(together[i]!.because).toBe(alone.because);
          else expect(JSON.stringify(together[i])).toBe(JSON.stringify(alone));
          const expected = claim.name !== 'b' ? 'corroborated' : kind === 'failed' ? 'error' : together[i]!.verdict;
          expect(together[i]!.verdict).toBe(expected);
          expect(together[i]!.unknown).toBe(claim.name === 'b' && kind === 'unknown' ? 7 : 0);
        }
      }
    }
  });

  it('leaves numbers that are known alone', async () => {
    const cache = new MemoryStore();
    const clean = await one([gate(only)], options({ cache }));
    const other = gate({ ...only, name: 'b', parts: [toyPart({}, { plan: () => [heads, weight] })] });
    const pool = troubled(2, (job) => (asks(job, 'weight') ? fault : undefined));
    const results = await verify([other, gate(only)], options({ cache, pool }));
    expect(JSON.stringify(results[1])).toBe(JSON.stringify(clean));
  });
});

describe('a family whose trainings never come to an end', () => {
  it.each([1, 2])('ends the run after three rounds of %d workers', async (size) => {
    const lost: Answer = { kind: 'unknown', message: 'no sign of life' };
    const pool = troubled(size, () => lost);
    const run = verify([gate(only)], options({ pool, engine: 'tfjs' }));
    await expect(run).rejects.toThrow(
      `family coin: expected trainings that come to an end, got ${2 * size + 1} in a row`,
    );
  });
});

describe('a training that gives no sign of life', () => {
  const silent: Answer = { kind: 'unknown', silent: true, message: 'family coin, trial: no sign of life' };
  const claims = [
    gate({ ...only, name: 'a' }),
    gate({ ...only, name: 'b', parts: [toyPart({}, { plan: () => [heads, weight] })] }),
  ];

  it('is said at once, with the claims that wait for it, and ends them where none ever answered', async () => {
    const said: string[] = [];
    const pool = troubled(2, (job) => (job.stream.source === 'region' ? silent : undefined));
    const results = await verify(claims, options({ pool, engine: 'tfjs' }), {
      notice: (sentence) => said.push(sentence),
    });
    expect(results.map(({ verdict, because }) => [verdict, because])).toEqual(Array(2).fill(['error', silent.message]));
    expect(said[0]).toBe(`"a", "b": ${silent.message}`);
    // One per worker: nobody waits for a second one.
    expect(said.length).toBeLessThanOrEqual(2);
  });

  it('is an unknown outcome among others that answer, and the third is no accident any more', async () => {
    const at = (...indices: number[]) =>
      troubled(1, (job) => (job.stream.source === 'region' && indices.includes(job.index) ? silent : undefined));
    const twice = await one([gate(only)], options({ pool: at(5, 9), engine: 'tfjs' }));
    expect([twice.verdict, twice.unknown]).toEqual(['corroborated', 2]);
    const thrice = await one([gate(only)], options({ pool: at(5, 9, 12), engine: 'tfjs' }));
    expect(thrice).toMatchObject({ verdict: 'error', because: silent.message });
  });
});

describe('short trainings that share a message', () => {
  /** A pool that takes several at once; at its first message of many, the job in its midst is `wrong`, and none is tried. */
  function sharing(wrong?: Answer) {
    const pool = shufflingPool(2);
    const sent: number[] = [];
    const inTurn = async (jobs: readonly Job[]): Promise<readonly Answer[]> => {
      sent.push(jobs.length);
      const untried: Answer = { kind: 'unknown', untried: true, message: 'gone' };
      const middle = Math.floor(jobs.length / 2);
      if (wrong && sent.length === 1) return jobs.map((_, i) => (i === middle ? wrong : untried));
      return Promise.all(jobs.map((job) => pool.run(job)));
    };
    return { pool: { ...pool, inTurn }, sent };
  }
  beforeEach(() => void jest.spyOn(performance, 'now').mockReturnValue(0)); // all is short
  afterEach(() => jest.restoreAllMocks());

  it('come to the same verdict, and so do those that are untried for the sake of another', async () => {
    const clean = await one([gate(only)], options());
    const [whole, broken] = [sharing(), sharing({ kind: 'unknown', untried: true, message: 'gone' })];
    for (const { pool } of [whole, broken])
      expect(JSON.stringify(await one([gate(only)], options({ pool })))).toBe(JSON.stringify(clean));
    expect(Math.max(...whole.sent)).toBeGreaterThan(8);
    // The rest of that stream goes alone; the streams of two controls do not.
    expect(broken.sent[0]).toBeGreaterThan(8);
    expect(broken.sent.length).toBeLessThan(whole.sent.length + 1);
  });

  it('are one unknown outcome where one of them gave no sign of life', async () => {
    const { pool, sent } = sharing({ kind: 'unknown', silent: true, message: 'no sign of life' });
    const result = await one([gate(only)], options({ pool }));
    expect([result.verdict, result.unknown, sent[0]! > 8]).toEqual(['corroborated', 1, true]);
  });
});

describe('an exception', () => {
  it('of a plan concerns the claim that made it, once it gets there', async () => {
    const broken = (from: number) => {
      const seen: unknown[] = [];
      return (problem: unknown) => {
        if (!seen.includes(problem)) seen.push(problem);
        if (seen.indexOf(problem) >= from) throw new Error('no plan');
        return [heads];
      };
    };
    const clean = await one([gate(only)], options());
    for (const size of [1, 8, 30]) {
      const pool = shufflingPool(size);
      const early = gate({ ...only, name: 'b', parts: [toyPart({}, { plan: broken(40) })] });
      const late = gate({ ...only, parts: [toyPart({}, { plan: broken(clean.trials + 1) })] });
      const [a, b, c] = await verify([gate(only), early, late], options({ pool }));
      expect(JSON.stringify(a)).toBe(JSON.stringify(clean));
      expect(b).toMatchObject({ verdict: 'error', because: 'no plan' });
      expect(c!.verdict).toBe('corroborated');
    }
  });

  it('in a part that ran ahead does not overtake the falsification of another part', async () => {
    const parts = [toyPart({ size: 3 }, { label: 'throws at 12' }), toyPart({ p: 0.8 }, { label: 'bad' })];
    const throws = (job: Job): Answer | undefined =>
      job.stream.dials.size === 3 && job.index >= 12 ? { kind: 'failed', message: 'no table' } : undefined;
    const slowBad = troubled(8, throws, (job) => job.stream.dials.p === 0.8);
    const slowThrow = troubled(8, throws, (job) => job.stream.dials.size === 3);
    const results = await Promise.all(
      [slowBad, slowThrow, troubled(1, throws)].map((pool) => one([gate({ ...only, parts })], options({ pool }))),
    );
    expect(results[0]!.verdict).toBe('falsified');
    expect(results[0]!.trials).toBeLessThan(12);
    for (const result of results) expect(JSON.stringify(result)).toBe(JSON.stringify(results[0]));
  });

  it('in a part is an error where the other parts decide nothing before it', async () => {
    const parts = [toyPart({}, { label: 'good' }), toyPart({ size: 3 }, { label: 'throws at 12' })];
    const throws = (job: Job): Answer | undefined =>
      job.stream.dials.size === 3 && job.index === 12 ? { kind: 'failed', message: 'no table' } : undefined;
    for (const size of [1, 8]) {
      const result = await one([gate({ ...only, parts })], options({ pool: troubled(size, throws) }));
      expect(result).toMatchObject({ verdict: 'error', because: 'no table' });
    }
  });

  it('of the cache ends the run, instead of a process that nobody waits for', async () => {
    const cache = new MemoryStore();
    cache.add = () => {
      throw new Error('no space left on device');
    };
    await expect(verify([gate(only)], options({ cache }))).rejects.toThrow('no space left');
  });

  it('of a listener ends the run, too', async () => {
    const decided = () => {
      throw new Error('broken pipe');
    };
    await expect(verify([gate(only)], options(), { decided })).rejects.toThrow('broken pipe');
  });
});

describe('faults count in the order of the decision', () => {
  const throws = toyPart(
    {},
    {
      plan: () => {
        throw new Error('no plan');
      },
    },
  );
  const trainedPositive = {
    name: 'trained',
    kind: 'positive',
    doc: 'a bad coin',
    parts: [toyPart({ p: 0.9 })],
  } as const;
  const brokenNegative = { name: 'broken', kind: 'gross', doc: 'cannot be planned', parts: [throws] } as const;

  it('a failed positive control makes a claim vacuous, whatever else is broken and whatever is cached', async () => {
    const claim = gate({ parts: [throws], controls: [untrained, trainedPositive] });
    const cache = new MemoryStore();
    const cold = await one([claim], options({ cache }));
    expect(cold).toMatchObject({ verdict: 'vacuous', control: 'trained', parts: [] });
    expect(JSON.stringify(await one([claim], options({ cache })))).toBe(JSON.stringify(cold));
  });

  it('a broken negative control is an error of a claim that would be corroborated, and of no other', async () => {
    const controls = [untrained, brokenNegative, positive];
    expect(await one([gate({ controls })], options())).toMatchObject({
      verdict: 'error',
      because: expect.stringContaining('no plan'),
      parts: [],
    });
    const bad = await one([gate({ parts: [toyPart({ p: 0.9 })], controls })], options());
    expect(bad.verdict).toBe('falsified');
  });
});
