import { exp, ln } from './math';
import { Random } from './random';

const { abs, floor, log, log2, max } = Math;

/** Distance in units of the last place of the second argument. */
function ulps(got: number, want: number): number {
  const ulp = max(2 ** -1074, 2 ** (floor(log2(abs(want))) - 52));
  return abs(got - want) / ulp;
}

/** Math.log is itself within 1 ulp, and ours within 1: so 2 between them. */
const BOUND = 2;
const POINTS = 100_000;

test('ln agrees with Math.log over the whole range of exponents', () => {
  const random = new Random([1, 2]);
  let worst = 0;
  for (let i = 0; i < POINTS; i++) {
    const x = random.uniform() * 2 ** ((random.uint32() % 2000) - 1000);
    worst = max(worst, ulps(ln(x), log(x)));
  }
  expect(worst).toBeLessThanOrEqual(BOUND);
});

test('ln agrees with Math.log near 1, where cancellation would show', () => {
  const random = new Random([3, 4]);
  let worst = 0;
  for (let i = 0; i < POINTS; i++) {
    const x = 1 + (random.uniform() - 0.5) * 2 ** -(random.uint32() % 45);
    if (x !== 1) worst = max(worst, ulps(ln(x), log(x)));
  }
  expect(worst).toBeLessThanOrEqual(BOUND);
  expect(ln(1)).toBe(0);
});

test('ln of subnormal and extreme numbers', () => {
  for (const x of [5e-324, 2 ** -1022, Number.MAX_VALUE, Number.MIN_VALUE * 12345]) {
    expect(ulps(ln(x), log(x))).toBeLessThanOrEqual(BOUND);
  }
});

test('ln refuses what has no logarithm', () => {
  for (const x of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => ln(x)).toThrow(/^ln: expected/);
});

test('exp agrees with Math.exp over the normal range', () => {
  const random = new Random([5, 6]);
  let worst = 0;
  for (let i = 0; i < POINTS; i++) {
    const x = (random.uniform() - 0.5) * 1400;
    worst = max(worst, ulps(exp(x), Math.exp(x)));
  }
  expect(worst).toBeLessThanOrEqual(BOUND);
  expect([exp(0), exp(-800), exp(800), exp(Number.NaN)]).toEqual([1, 0, Number.POSITIVE_INFINITY, Number.NaN]);
});
