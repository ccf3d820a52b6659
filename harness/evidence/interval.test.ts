import { type Interval, intervalOf } from './interval';

const counted = (xs: readonly number[]) => {
  const counts = new Map<number, number>();
  for (const x of xs) counts.set(x, (counts.get(x) ?? 0) + 1);
  return counts;
};
const betaBinomial = (f: number, s: number, unknowns = 0) =>
  intervalOf(
    'binary',
    new Map([
      [1, f],
      [0, s],
    ]),
    unknowns,
  );

/** M(p) as a product over outcomes: the predictive probabilities of the Beta(½, ½) mixture over the probabilities under p. */
function predictiveRatio(f: number, s: number, p: number): number {
  let ratio = 1;
  for (let i = 0; i < f; i += 1) ratio *= (0.5 + i) / (1 + i) / p;
  for (let i = 0; i < s; i += 1) ratio *= (0.5 + i) / (1 + f + i) / (1 - p);
  return ratio;
}

/** The average of the two bounded mixtures, by naive products. */
function naiveBets(xs: readonly number[], m: number): number {
  const product = (lambda: number) => xs.reduce((e, x) => e * (1 + lambda * (x - m)), 1);
  const mean = (lambdas: number[]) => lambdas.reduce((sum, lambda) => sum + product(lambda), 0) / lambdas.length;
  const down = mean([0.03, 0.06, 0.125, 0.25, 0.5, 0.75, 0.95].map((phi) => -phi / (1 - m)));
  const up = mean([0.005, 0.01, 0.03, 0.06, 0.125, 0.25, 0.5, 0.95].map((phi) => phi / m));
  return (down + up) / 2;
}

describe('beta-binomial confidence sequence', () => {
  test.each([
    [3, 17],
    [1, 199],
    [40, 60],
    [100, 3],
  ])('%d violations, %d passes: M = 20 at both ends', (f, s) => {
    const [lo, hi] = betaBinomial(f, s);
    expect(lo).toBeLessThan(f / (f + s));
    expect(hi).toBeGreaterThan(f / (f + s));
    expect(predictiveRatio(f, s, lo)).toBeCloseTo(20, 6);
    expect(predictiveRatio(f, s, hi)).toBeCloseTo(20, 6);
  });

  test('no violations: from 0 to the closed form', () => {
    let predictive = 1;
    for (let i = 0; i < 200; i += 1) predictive *= (0.5 + i) / (1 + i);
    const [lo, hi] = betaBinomial(0, 200);
    expect(lo).toBe(0);
    expect(hi).toBeCloseTo(1 - (predictive / 20) ** (1 / 200), 10);
  });

  test('is symmetric, and empty data say nothing', () => {
    const [lo, hi] = betaBinomial(7, 50);
    const [from, to] = betaBinomial(50, 7);
    expect(1 - to).toBeCloseTo(lo, 12);
    expect(1 - from).toBeCloseTo(hi, 12);
    expect(betaBinomial(0, 0)).toEqual([0, 1]);
    expect(betaBinomial(0, 1)).toEqual([0, expect.any(Number)]);
  });

  test('unknown outcomes: the hull of both completions', () => {
    const hull: Interval = [betaBinomial(2, 33)[0], betaBinomial(5, 30)[1]];
    expect(betaBinomial(2, 30, 3)).toEqual(hull);
    expect(betaBinomial(0, 0, 4)).toEqual([0, 1]);
    expect(intervalOf('binary', new Map([[0, 30]]), 3)).toEqual([0, betaBinomial(3, 30)[1]]);
    expect(intervalOf('binary', new Map([[1, 30]]), 3)).toEqual([betaBinomial(30, 3)[0], 1]);
    const some = [...Array(20).fill(0.4), 0, 1];
    const [lo, hi] = [0, 1].map((x) => intervalOf('bounded', counted([...some, x, x]), 0));
    expect(intervalOf('bounded', counted(some), 2)).toEqual([lo![0], hi![1]]);
  });
});

describe('betting interval', () => {
  const xs = Array.from({ length: 60 }, (_, i) => ((i * 7) % 20) / 40); // mean .2375

  test.each([
    ['none of them 1', xs, 0.2375],
    ['a fifth of them 1', [...xs, ...Array(15).fill(1)], 0.39],
    ['all of them 0 or 1', [...Array(30).fill(0), ...Array(20).fill(1)], 0.4],
  ])('the averaged bets reach 20 at both ends: %s', (_, outcomes, mean) => {
    const [lo, hi] = intervalOf('bounded', counted(outcomes), 0);
    expect(lo).toBeLessThan(mean);
    expect(hi).toBeGreaterThan(mean);
    expect(naiveBets(outcomes, lo)).toBeCloseTo(20, 6);
    expect(naiveBets(outcomes, hi)).toBeCloseTo(20, 6);
  });

  test('ends at 0 and 1 where nothing contradicts them', () => {
    expect(intervalOf('bounded', counted(Array(50).fill(0)), 0)[0]).toBe(0);
    expect(intervalOf('bounded', counted(Array(50).fill(1)), 0)[1]).toBe(1);
    expect(intervalOf('bounded', new Map(), 0)).toEqual([0, 1]);
  });

  test('is at least as narrow as two one-sided tests at .025', () => {
    const [lo, hi] = intervalOf('bounded', counted(xs), 0);
    for (const m of [lo * 0.999, hi * 1.001]) expect(naiveBets(xs, m)).toBeGreaterThan(20);
    expect(naiveBets(xs, lo) * 2).toBeLessThanOrEqual(40 + 1e-4);
  });
});

/** P(the mean is ever outside the interval within n outcomes), by enumeration over independent outcomes. */
function everMissed(outcomes: 'binary' | 'bounded', law: ReadonlyMap<number, number>, n: number): number {
  const mean = [...law].reduce((sum, [x, weight]) => sum + x * weight, 0);
  const walk = (xs: readonly number[], weight: number): number => {
    const [lo, hi] = intervalOf(outcomes, counted(xs), 0);
    if (mean < lo || mean > hi) return weight;
    if (xs.length === n) return 0;
    return [...law].reduce((sum, [x, share]) => sum + walk([...xs, x], weight * share), 0);
  };
  return walk([], 1);
}

describe('coverage at all times, by enumeration', () => {
  test.each([0.02, 0.1, 0.3, 0.5])('p = %d is ever missed with probability ≤ .05', (p) => {
    expect(
      everMissed(
        'binary',
        new Map([
          [0, 1 - p],
          [1, p],
        ]),
        10,
      ),
    ).toBeLessThanOrEqual(0.05);
    expect(
      everMissed(
        'bounded',
        new Map([
          [0, 1 - p],
          [1, p],
        ]),
        8,
      ),
    ).toBeLessThanOrEqual(0.05);
  });

  test('and some sequences do miss, so that the check can fail', () => {
    expect(
      everMissed(
        'binary',
        new Map([
          [0, 0.98],
          [1, 0.02],
        ]),
        10,
      ),
    ).toBeGreaterThan(0);
    expect(
      everMissed(
        'bounded',
        new Map([
          [0, 0.9],
          [0.4, 0.05],
          [0.9, 0.05],
        ]),
        6,
      ),
    ).toBeGreaterThan(0);
  });
});
