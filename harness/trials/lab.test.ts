import type { Family } from '../statement/family';
import { type Equipment, OwnLab } from './lab';
import { MemoryStore } from './store/memory-store';
import { coin } from './testing/coin';
import { shufflingPool } from './testing/in-process';
import type { Job } from './workers/job';
import { worker } from './workers/worker';

const spec = { family: coin as unknown as Family, source: 'region', dials: {} };
const heads = { observation: 'heads', at: 10, prompts: 0 };
const weight = { observation: 'weight', at: 10, prompts: 1 };
const lab = (changes: Partial<Equipment> = {}) => {
  const workers = shufflingPool(2);
  const equipment = { store: new MemoryStore(), workers, replay: workers.run, code: 'code', epoch: 'e', silence: 10 };
  return { lab: new OwnLab({ ...equipment, ...changes }), jobs: workers.jobs };
};

describe('a lab', () => {
  it('has one stream for a spec on an engine, for every caller', async () => {
    const { lab: own } = lab();
    const [a, b, other, later] = await Promise.all([
      own.stream(spec),
      own.stream({ ...spec }),
      own.stream(spec, { engine: 'tfjs' }),
      own.stream(spec, { epoch: 'later' }),
    ]);
    expect(b).toBe(a);
    expect(new Set([a.key, other.key, later.key]).size).toBe(3);
    await expect(own.stream(spec, { engine: 'jax' })).rejects.toThrow(
      'coin: expected an engine among fused, tfjs, got jax',
    );
  });

  it('trains once what several ask for at the same time, and only what is not known', async () => {
    const { lab: own, jobs } = lab();
    const stream = await own.stream(spec);
    const answers = await Promise.all([
      own.ask(stream, 0, [heads, heads]),
      own.ask(stream, 0, [heads, weight]),
      own.ask(stream, 0, [weight]),
    ]);
    expect(jobs.map(({ requests }) => requests)).toEqual([[heads], [weight]]);
    const [a, both, w] = answers.map((answer) => (answer.kind === 'unit' ? answer.members[0]!.values : []));
    expect(both).toEqual([a![0], w![0]]);
    await own.ask(stream, 0, [weight, heads]);
    expect(jobs).toHaveLength(2);
  });

  it('draws problems ahead of those that are asked for, and blames each for itself', async () => {
    const drawn: number[] = [];
    const check = () => {
      drawn.push(drawn.length);
      if (drawn.length > 5) throw new Error('the sixth is bad');
    };
    const [{ lab: own }, { lab: other }] = [lab(), lab()];
    const stream = await own.stream({ ...spec, family: { ...coin, check } as unknown as Family });
    const plain = await other.stream(spec);
    expect([stream.problem(0), drawn.length, stream.problem(4), drawn.length]).toEqual([
      ...[plain.problem(0), 6],
      ...[plain.problem(4), 6],
    ]);
    expect(() => stream.problem(5)).toThrow('the sixth is bad');
  });

  it('draws twice as many each time while a stream is read on, and few where it is looked into elsewhere', async () => {
    jest.spyOn(performance, 'now').mockReturnValue(0); // draws are quick
    let drawn = 0;
    const check = () => void drawn++;
    const { lab: own } = lab();
    const stream = await own.stream({ ...spec, family: { ...coin, check } as unknown as Family });
    const draws = (index: number) => {
      const before = drawn;
      stream.problem(index);
      return drawn - before;
    };
    const read = [0, 31, 32, 95, 96, 224, 480, 992, 1504];
    expect(read.map(draws)).toEqual([32, 0, 64, 0, 128, 256, 512, 512, 512]);
    expect([5000, 7, 5032].map(draws)).toEqual([32, 0, 64]);
    jest.restoreAllMocks();
  });

  it('keeps at most as many trainings going as there are workers', async () => {
    let [going, most] = [0, 0];
    const pool = shufflingPool(2);
    const run: typeof pool.run = async (job) => {
      most = Math.max(most, ++going);
      const answer = await pool.run(job);
      going--;
      return answer;
    };
    const { lab: own } = lab({ workers: { ...pool, run } });
    const stream = await own.stream(spec);
    await Promise.all(Array.from({ length: 9 }, (_, index) => own.ask(stream, index, [heads])));
    expect(most).toBe(2);
  });

  it('compares engines once, and stores no disagreement', async () => {
    const windows = { engine: 'tfjs', horizon: 10, length: 2 };
    const { lab: own, jobs } = lab();
    const stream = await own.stream(spec);
    const first = await own.ask(stream, 0, [], windows);
    expect(first).toMatchObject({ kind: 'unit', windows: { engines: ['fused', 'tfjs(toy)'], deviation: 0 } });
    expect(await own.ask(stream, 0, [], windows)).toMatchObject({ windows: { deviation: 0 } });
    expect(jobs).toHaveLength(1);
    const wrong = await own.stream({ ...spec, dials: { offset: 0.1 } });
    for (const _ of [1, 2])
      expect(await own.ask(wrong, 0, [], windows)).toMatchObject({ windows: { violation: { step: 1 } } });
    expect(jobs).toHaveLength(3);
  });

  it('gives a lost worker as unknown, to everybody who waited, and tries again when asked again', async () => {
    const pool = shufflingPool(1);
    let lost = true;
    const run: typeof pool.run = (job) =>
      lost ? Promise.resolve({ kind: 'unknown', message: 'gone' }) : pool.run(job);
    const { lab: own } = lab({ workers: { ...pool, run } });
    const stream = await own.stream(spec);
    const answers = await Promise.all([own.ask(stream, 0, [heads]), own.ask(stream, 0, [heads])]);
    expect(answers.map(({ kind }) => kind)).toEqual(['unknown', 'unknown']);
    lost = false;
    expect((await own.ask(stream, 0, [heads])).kind).toBe('unit');
  });
});

describe('engines', () => {
  /** The coin with 64-bit state on three engines of other names; the second is off where the problem says so. */
  const double: Family = {
    ...(coin as unknown as Family),
    name: 'double',
    engines: ['exact', 'check', 'slow'],
    train: async (problem, seeds, engine) => {
      const inner = await coin.train(problem as never, seeds, engine === 'check' ? 'tfjs' : 'fused');
      const wide = () => ({ w: Float64Array.from(inner.parameters().w!) });
      return {
        engine,
        get step() {
          return inner.step;
        },
        advance: (to: number) => inner.advance(to),
        parameters: wide,
        load: (parameters, at) => inner.load({ w: Float32Array.from(parameters.w!) }, at),
        stepBound: () => inner.stepBound!(),
      };
    },
  };

  it('are a family’s own names, of any number, with state of 64 bits', async () => {
    const answer = worker([double]);
    const workers = { size: 1, run: (job: Job) => answer({ job }), close: () => Promise.resolve() };
    const own = new OwnLab({
      ...{ store: new MemoryStore(), replay: workers.run, code: 'c', epoch: 'e', silence: 9 },
      workers,
    });
    const windows = { engine: 'check', horizon: 10, length: 2 };
    const at = async (engine: string, offset = 0) =>
      own.ask(await own.stream({ ...spec, family: double, dials: { offset } }, { engine }), 0, [heads], windows);
    expect(await at('exact')).toMatchObject({
      engine: 'exact',
      windows: { engines: ['exact', 'check'], deviation: 0 },
    });
    expect(await at('slow')).toMatchObject({ engine: 'slow' });
    expect(await at('exact', 0.1)).toMatchObject({ windows: { violation: { step: 1, parameter: 'w' } } });
  });
});
