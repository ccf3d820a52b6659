import type { Family, Together } from '../../statement/family';
import { seedsOf } from '../draw/seeds';
import { type Coin, coin, fair } from '../testing/coin';
import { worker } from '../workers/worker';
import { measure } from './measure';
import { measureTogether } from './measure-together';

/** The coin, several at once: each by itself, one after the other. */
const together = (changes: Partial<Together> = {}): Family =>
  ({
    ...coin,
    together: {
      most: 8,
      start: (members, engine) =>
        Promise.all(members.map(({ problem, seeds }) => coin.train(problem as Coin, seeds, engine))),
      advance: (trainings, to) => trainings.map((training) => training.advance(to)),
      measure: (observation, asked) =>
        asked.map(({ training, at }) => coin.observations[observation]!.measure(training as never, at as never)),
      ...changes,
    } satisfies Together,
  }) as unknown as Family;

const tasks = [fair, { ...fair, divergeAt: 6 }, { ...fair, size: 3 }].map((problem, i) => ({
  member: { problem, seeds: seedsOf(`seed ${i}`) },
  requests: [4, 10 + 30 * i].map((at) => ({ observation: 'weight', at, prompts: 5 })),
}));
const watch = { beat: () => {} };

test('in what company a trial is trained changes none of its numbers, hashes or divergences', async () => {
  const found = await measureTogether(together(), 'fused', tasks, watch);
  const alone = await Promise.all(
    tasks.map(({ member, requests }) => measure(coin as unknown as Family, 'fused', member, requests, watch)),
  );
  expect(found).toStrictEqual(alone);
  expect(alone[1]!.diverged?.step).toBe(6);
});

test('what ends a training together is looked at as what ends one alone', async () => {
  const late = together({ advance: (trainings) => trainings.map(() => Promise.resolve() as never) });
  await expect(measureTogether(late, 'fused', tasks, watch)).rejects.toThrow(
    'family coin, together.advance(): expected nothing or { step, what }, got a promise',
  );
});

test('members of a block are trained together, and give what they give alone; a replay takes each alone', async () => {
  const started: number[] = [];
  const start: Together['start'] = (members, engine) => {
    started.push(members.length);
    return together().together!.start(members, engine);
  };
  const family = { ...together({ most: 3, start }), prepare: coin.prepare } as Family;
  const block = { repeats: 2, design: [{}, { divergeAt: 6 }], share: [] };
  const stream = { family: 'coin', source: 'reference', dials: {}, epoch: 'e', block };
  const job = { stream, index: 0, engine: 'fused', requests: tasks[0]!.requests };
  const alone = await worker([coin as unknown as Family])({ job });
  expect(await worker([family])({ job })).toStrictEqual(alone);
  expect(alone).toMatchObject({
    kind: 'unit',
    members: [{}, {}, { diverged: { step: 6 } }, { diverged: { step: 6 } }],
  });
  expect(started).toEqual([3, 1]);
  await worker([family])({ job: { ...job, check: { kind: 'replay', hashed: [] } } });
  expect(started).toEqual([3, 1]);
});
