import type { Family, Training } from '../../statement/family';
import { WindowCheck } from './windows';

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
