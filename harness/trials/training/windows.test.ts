import type { Family, Training } from '../../statement/family';
import { WindowCheck, windowSteps } from './windows';

/** Engines in double precision that leave the finite numbers without a word, at a step of their own. */
function training(engine: string, lostAt: number): Training {
  let step = 0;
  let w = new Float64Array([1, 2]);
  return {
    engine,
    get step() {
      return step;
    },
    advance: (to) => {
      step = to;
      w = w.map((value, i) => (i === 1 && step >= lostAt ? Number.NaN : value / 2));
      return undefined;
    },
    parameters: () => ({ w: w.slice() }),
    load: ({ w: values }, at) => {
      w = Float64Array.from(values!);
      step = at;
    },
    stepBound: () => ({ w: Float64Array.of(1e-12, 1e-12) }),
  };
}

/** What comes out of two steps, of which the engines lose a number at these. */
async function compared(first: number, second: number) {
  const family = { name: 'toy', train: () => Promise.resolve(training('second', second)) } as unknown as Family;
  const member = { problem: {}, seeds: () => [0, 0] as const };
  const check = await WindowCheck.open(family, member, { engine: 'second', horizon: 2, length: 2 });
  const own = training('first', first);
  for (const _ of check.steps) check.take(own);
  return check.found('first');
}

const NEVER = 9;

test('engines that agree have no violation', async () => {
  expect(await compared(NEVER, NEVER)).toEqual({ engines: ['first', 'second'], deviation: 0, share: 0 });
});

test('a number that both lose in the same step is no difference', async () => {
  expect((await compared(2, 2)).violation).toBeUndefined();
});

test.each([
  ['first', 2, NEVER],
  ['second', NEVER, 2],
])('a number that the %s engine loses alone is a divergence of it alone', async (alone, first, second) => {
  expect((await compared(first, second)).violation).toEqual({ step: 2, alone });
});

test.each([
  [100, 2, [1, 2, 50, 51, 99, 100]],
  [10, 1, [1, 5, 10]],
  // They overlap, or fall together.
  [5, 3, [1, 2, 3, 4, 5]],
  [2, 4, [1, 2]],
  [1, 1, [1]],
])(
  'windows of a training of %p steps, %p long, are at its beginning, its middle and its end',
  (horizon, length, steps) => {
    expect([...windowSteps(horizon, length)]).toEqual(steps);
  },
);

/** Two trainings of one step, whose only parameter ends at these values; the bound is 1/4. */
async function apart(first: number, second: number) {
  const ending = (engine: string, at: number): Training => ({
    ...training(engine, NEVER),
    parameters: () => ({ w: Float64Array.of(at) }),
    stepBound: () => ({ w: Float64Array.of(0.25) }),
  });
  const family = { name: 'toy', train: () => Promise.resolve(ending('second', second)) } as unknown as Family;
  const member = { problem: {}, seeds: () => [0, 0] as const };
  const check = await WindowCheck.open(family, member, { engine: 'second', horizon: 1, length: 1 });
  check.take(ending('first', first));
  return check.found('first');
}

test('engines may differ by the bound, and not by more', async () => {
  expect(await apart(1, 1.25)).toEqual({ engines: ['first', 'second'], deviation: 0.25, share: 1 });
  expect(await apart(1.3125, 1)).toMatchObject({
    share: 1.25,
    violation: { step: 1, parameter: 'w', index: 0, size: 0.3125 },
  });
});

test.each([
  ['first', Number.POSITIVE_INFINITY, 1],
  ['second', 1, Number.NEGATIVE_INFINITY],
])(
  'an infinity that the %s engine has alone is no size, but a divergence of it alone',
  async (alone, first, second) => {
    expect(await apart(first, second)).toEqual({
      engines: ['first', 'second'],
      ...{ deviation: 0, share: 0, violation: { step: 1, alone } },
    });
  },
);
