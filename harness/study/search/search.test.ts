import { uniforms } from '../../evidence/boundary-laws';
import { POINTS } from './grid';
import { Search, type SearchOptions, type SearchResult } from './search';
import { average, type DialOutcome, evidenceAgainst, predictives } from './testing/by-definition';

/** The 101 points of the dial that are kept, and whether "never" is. */
function kept(tau: number, alpha: number, trials: readonly DialOutcome[]): number[] {
  const thetas = [...Array.from({ length: 101 }, (_, k) => k / 100), Number.POSITIVE_INFINITY];
  const predicted = predictives(tau, trials);
  return thetas.filter((theta) => evidenceAgainst(theta, tau, trials, predicted) < 1 / alpha);
}

function fed(options: SearchOptions, trials: readonly DialOutcome[]): Search {
  const search = new Search(options);
  for (const [index, y] of trials) search.observe(index, y);
  return search;
}

const SEQUENCES: readonly (readonly DialOutcome[])[] = [
  [],
  [[20, 1]],
  [
    [20, 0],
    [28, 1],
    [24, 0],
    [26, 1],
    [26, 0],
    [25, 1],
    [0, 0],
    [40, 1],
  ],
  [
    [3, 1],
    [3, 1],
    [0, 1],
    [0, 0],
    [1, 1],
    [0, 1],
    [0, 1],
  ],
  [...Array<DialOutcome>(7).fill([16, 0]), ...Array<DialOutcome>(7).fill([24, 1])],
];

describe.each([0.5, 0.25, 0.1])('a second implementation, tau = %d', (tau) => {
  test.each(SEQUENCES.map((trials) => [trials] as const))('%j', (trials) => {
    const { estimate, deviation, low, high } = fed({ tau }, trials).result;
    const mean = average(tau, trials, ({ breaking }) => breaking);
    expect(Math.abs(estimate - mean)).toBeLessThan(1e-9);
    const variance = average(tau, trials, ({ breaking }) => (breaking - mean) ** 2);
    expect(Math.abs(deviation - Math.sqrt(variance))).toBeLessThan(1e-9);
    const thetas = kept(tau, 0.05, trials);
    const inside = thetas.filter((theta) => (theta === 0 ? low === 0 : theta > low && theta <= high));
    expect(inside).toEqual(thetas);
    // the hull goes to the ends of the grid steps that hold the outermost points
    expect(Math.min(...thetas)).toBeLessThanOrEqual(low + 0.025);
    if (high > 0) expect(Math.max(...thetas)).toBeGreaterThanOrEqual(high - 0.025);
  });

  test('a trial goes where the expected posterior variance is least', () => {
    const trials = SEQUENCES[2]!;
    const variances = POINTS.map((x, index) => {
      const p = average(tau, trials, ({ rate }) => rate(x));
      const variance = (y: 0 | 1) => fed({ tau }, [...trials, [index, y]]).result.deviation ** 2;
      return p * variance(1) + (1 - p) * variance(0);
    });
    expect(fed({ tau, budget: 600 }, trials).next()).toBe(variances.indexOf(Math.min(...variances)));
  });
});

/** A search on a deterministic response: broken from `from` on. */
function ran(options: SearchOptions, rate: (x: number) => number, pending = 0, seed = 1): SearchResult {
  const next = uniforms(seed);
  const search = new Search(options);
  const out: number[] = [];
  for (;;) {
    const index = out.length <= pending ? search.next(out) : undefined;
    if (index !== undefined) out.push(index);
    else if (out.length === 0) return search.result;
    else {
      const arrived = out.shift()!;
      search.observe(arrived, next() < rate(arrived / 40) ? 1 : 0);
    }
  }
}

describe('statuses', () => {
  test('a certain step is bracketed to a tenth of the dial, around it', () => {
    const { status, low, high, trials } = ran({}, (x) => (x > 0.61 ? 1 : 0));
    expect(status).toBe('bracketed');
    expect(low).toBeLessThan(0.61);
    expect(high).toBeGreaterThan(0.61);
    expect(high - low).toBeLessThan(0.1001);
    expect(trials).toBeLessThan(60);
  });

  test('the ends of the dial', () => {
    expect(ran({}, () => 0)).toMatchObject({ status: 'never breaks in range', low: 1, high: Number.POSITIVE_INFINITY });
    expect(ran({}, () => 1)).toMatchObject({ status: 'broken at baseline', low: 0, high: 0 });
  });

  test('nothing said yet', () => {
    expect(new Search().result).toMatchObject({ status: 'not bracketed', low: 0, high: Number.POSITIVE_INFINITY });
    expect(ran({ budget: 8 }, (x) => (x > 0.5 ? 1 : 0)).status).toBe('not bracketed');
  });

  test('what breaks and mends again is non-monotone, and the search ends there', () => {
    const search = new Search();
    for (let i = 0; i < 10; i += 1) search.observe(10, 1);
    expect(search.result.status).not.toBe('non-monotone');
    for (let i = 0; i < 12; i += 1) search.observe(30, 0);
    expect(search.result.status).toBe('non-monotone');
    expect(search.next()).toBeUndefined();
    expect(ran({}, (x) => (x > 0.3 && x < 0.7 ? 1 : 0)).status).toBe('non-monotone');
  });

  test('ten outcomes against ten: the level of the isotonic check is a fifth of alpha', () => {
    // E = 2ⁿ (½·3/2·…·(n − ½))/n! for n equal outcomes at one point, τ = ½; ln 100 is passed between n = 9 and 10.
    const e = (n: number) => Array.from({ length: n }, (_, i) => (2 * (i + 0.5)) / (i + 1)).reduce((a, b) => a * b, 1);
    expect([e(9) < 100, e(10) > 100]).toEqual([true, true]);
    const status = (n: number) => {
      const left = Array<DialOutcome>(10).fill([10, 1]);
      return fed({}, [...left, ...Array<DialOutcome>(n).fill([30, 0])]).result.status;
    };
    expect([status(9) === 'non-monotone', status(10) === 'non-monotone']).toEqual([false, true]);
  });
});

describe('placement', () => {
  const rate = (x: number) => 0.02 + 0.95 / (1 + Math.exp(-(x - 0.4) / 0.05));

  test('is a function of the outcomes and of what is pending', () => {
    expect(ran({}, rate, 3)).toEqual(ran({}, rate, 3));
    const asked = new Search();
    const silent = new Search();
    for (const [index, y] of SEQUENCES[2]!) {
      for (const pending of [[], [3, 4], [20, 20, 20]]) asked.next(pending);
      asked.observe(index, y);
      silent.observe(index, y);
      expect(asked.next([7])).toBe(silent.next([7]));
    }
  });

  test('the order of what is pending does not matter', () => {
    const search = fed({}, SEQUENCES[2]!);
    expect(search.next([20, 26, 3])).toBe(search.next([3, 20, 26]));
  });

  test('pending trials spread', () => {
    const search = new Search();
    const out: number[] = [];
    for (let i = 0; i < 4; i += 1) out.push(search.next(out)!);
    expect(new Set(out).size).toBeGreaterThan(1);
  });

  test('the budget counts pending trials and outcomes that were not placed', () => {
    const search = fed({ budget: 10 }, SEQUENCES[2]!);
    expect(search.next([1])).toBeDefined();
    expect(search.next([1, 2])).toBeUndefined();
    expect(search.result.trials).toBe(8);
  });

  test('points hold the outcomes', () => {
    expect(fed({}, SEQUENCES[2]!).result.points).toEqual([
      { index: 0, trials: 1, violations: 0 },
      { index: 20, trials: 1, violations: 0 },
      { index: 24, trials: 1, violations: 0 },
      { index: 25, trials: 1, violations: 1 },
      { index: 26, trials: 2, violations: 1 },
      { index: 28, trials: 1, violations: 1 },
      { index: 40, trials: 1, violations: 1 },
    ]);
  });
});

test.each<[SearchOptions, string]>([
  [{ tau: 0 }, 'tau'],
  [{ alpha: 1 }, 'alpha'],
  [{ budget: 2.5 }, 'budget'],
])('refuses %j', (options, what) => {
  expect(() => new Search(options)).toThrow(what);
});

test('refuses what is no outcome, and stays as it was', () => {
  const search = new Search();
  const before = search.result;
  expect(() => search.observe(41, 1)).toThrow(RangeError);
  expect(() => search.observe(2.5, 0)).toThrow(RangeError);
  expect(() => search.observe(3, 2 as 0)).toThrow(RangeError);
  expect(search.result).toEqual(before);
});
