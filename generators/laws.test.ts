import fc from 'fast-check';
import { checkConceptProblem } from './concepts/check';
import type { ConceptProblem } from './concepts/problem';
import { conceptProblem, conceptProblems } from './concepts/problems';
import { brokenLaws, type Generator, type Moment } from './laws';
import { describeEntry, type Region, type RegionEntry, regionArbitrary } from './region';

/** A region like those that are gated; every law occurs. */
const REGION: Region = [
  { symbol: 'K1', law: 'count', from: 2, to: 6 },
  { symbol: 'K2', law: 'count', from: 0, to: 6 },
  { symbol: 'd', law: 'count', from: 20, to: 48 },
  { symbol: 'L', law: 'even count', from: 4, to: 16 },
  { symbol: 'm', law: 'even count', from: 32, to: 96 },
  { symbol: 'kappaX', law: 'uniform', from: 0, to: 0.4 },
  { symbol: 'kappaY', law: 'uniform', from: 0, to: 0.4 },
  { symbol: 'sigma/|b|', law: 'log-uniform', from: 0.02, to: 0.1 },
  { symbol: 'p', law: 'uniform', from: 0, to: 0.02 },
  { symbol: 'pNu', law: 'uniform', from: 0, to: 0.25 },
  { symbol: 'sigma0', law: 'uniform', from: 0.7, to: 1 },
  { symbol: 'sigma1', law: 'constant', from: 0.1, to: 0.1 },
  { symbol: 'B', law: 'count', from: 16, to: 64 },
  { symbol: 'eta/m', law: 'log-uniform', from: 0.02, to: 0.2 },
  { symbol: 'lambda', law: 'constant', from: 1e-4, to: 1e-4 },
];

/** Mean and standard deviation of the drawn coordinate: the value, or its logarithm where that is uniform. */
function law({ law, from, to }: RegionEntry): { of: (x: number) => number; mean: number; deviation: number } {
  const log = law === 'log-uniform';
  const [low, high] = log ? [Math.log(from), Math.log(to)] : [from, to];
  const step = law === 'count' ? 1 : law === 'even count' ? 2 : 0;
  const width = high - low;
  // Uniform on n equidistant points: width²/12 · (n + 1)/(n − 1); the continuous case is its limit.
  const points = step > 0 ? 1 + width / step : Number.POSITIVE_INFINITY;
  const spread = step > 0 ? (points + 1) / (points - 1) : 1;
  return { of: log ? Math.log : (x) => x, mean: (low + high) / 2, deviation: width * Math.sqrt(spread / 12) };
}

/** First moment, and the shares of the lower quarter and of both ends, where fast-check's bias would pile up. */
function momentsOf(entry: RegionEntry): Moment<Record<string, number>>[] {
  if (entry.law === 'constant') return [];
  const { of, mean, deviation } = law(entry);
  const read = (values: Record<string, number>): number => of(values[entry.symbol]!);
  const below = of(entry.from) + (of(entry.to) - of(entry.from)) / 4;
  const share = shareBelow(entry);
  return [
    { of: entry.symbol, statistic: read, mean, deviation },
    {
      of: `share of the lowest quarter of ${entry.symbol}`,
      statistic: (values) => Number(read(values) <= below),
      mean: share,
      deviation: Math.sqrt(share * (1 - share)),
    },
    {
      of: `square of ${entry.symbol}, centred`,
      statistic: (values) => ((read(values) - mean) / deviation) ** 2,
      mean: 1,
      // The kurtosis of a uniform law, discrete or not, is at most 9/5; the variance of the square is that less 1.
      deviation: Math.sqrt(4 / 5),
    },
  ];
}

/** P(value ≤ lower quarter point), by counting for the counts. */
function shareBelow({ law, from, to }: RegionEntry): number {
  if (law !== 'count' && law !== 'even count') return 1 / 4;
  const step = law === 'count' ? 1 : 2;
  return (1 + Math.floor((to - from) / 4 / step)) / (1 + (to - from) / step);
}

const single = (entry: RegionEntry): Generator<Record<string, number>> => ({
  arbitrary: regionArbitrary([entry]),
  fault: (values) => {
    const value = values[entry.symbol]!;
    const odd = entry.law === 'even count' && value % 2 !== 0;
    const fractional = entry.law === 'count' && !Number.isInteger(value);
    return value < entry.from || value > entry.to || odd || fractional ? `${value}` : undefined;
  },
  sizes: (values) => [values[entry.symbol]!],
  moments: momentsOf(entry),
});

const problems: Generator<ConceptProblem> = {
  arbitrary: conceptProblems(REGION),
  fault: (problem) => {
    try {
      checkConceptProblem(problem);
    } catch (error) {
      return (error as Error).message;
    }
  },
  // The ratios that are drawn; recomputed from the problem, so they are compared to ten digits.
  sizes: ({ K1, K2, dX, L, m, B, kappaX, kappaY, sigma, p, pNu, sigma0, eta }) =>
    [K1, K2, dX, L, m, B, kappaX, kappaY, sigma / Math.sqrt((1 - kappaX) / 2), p, pNu, sigma0, eta / m].map((size) =>
      Number(size.toPrecision(10)),
    ),
  moments: [
    { of: 'K1', statistic: ({ K1 }) => K1, mean: 4, deviation: Math.sqrt(2) },
    { of: 'dX', statistic: ({ dX }) => dX, mean: 34, deviation: Math.sqrt((29 ** 2 - 1) / 12) },
    // Independence of symbols: products of centred values have mean 0 and the product of the variances.
    {
      of: 'K1 × K2, centred',
      statistic: ({ K1, K2 }) => (K1 - 4) * (K2 - 3),
      mean: 0,
      deviation: Math.sqrt(2 * 4),
    },
    {
      of: 'kappaX × kappaY, centred',
      statistic: ({ kappaX, kappaY }) => (kappaX - 0.2) * (kappaY - 0.2),
      mean: 0,
      deviation: 0.4 ** 2 / 12,
    },
    {
      of: 'ln sigma/|b|',
      statistic: ({ sigma, kappaX }) => Math.log(sigma / Math.sqrt((1 - kappaX) / 2)),
      mean: Math.log(0.02 * 0.1) / 2,
      deviation: Math.log(5) / Math.sqrt(12),
    },
    {
      of: 'ln eta/m',
      statistic: ({ eta, m }) => Math.log(eta / m),
      mean: Math.log(0.02 * 0.2) / 2,
      deviation: Math.log(10) / Math.sqrt(12),
    },
  ],
};

const drawn = REGION.filter((entry) => entry.law !== 'constant');

/** 13 symbols × 3 moments + 6 moments at 1e-7 each: a correct generator fails this file with probability below 5e-6. */
test.each(drawn)('$symbol, $law, obeys the laws of generators', (entry) => {
  expect(brokenLaws(single(entry))).toEqual([]);
});

test('concept problems obey the laws of generators', () => {
  expect(brokenLaws(problems)).toEqual([]);
});

describe('the laws catch', () => {
  const entry: RegionEntry = { symbol: 'x', law: 'uniform', from: 0, to: 1 };
  const wrong = (arbitrary: fc.Arbitrary<number>): string[] =>
    brokenLaws({ ...single(entry), arbitrary: arbitrary.map((x) => ({ x })) });

  test('fc.double, which is uniform over bit patterns', () => {
    expect(wrong(fc.double({ min: 0, max: 1, noNaN: true })).join()).toMatch('x has mean');
  });

  test('a scale that is off by one part in forty', () => {
    expect(wrong(fc.integer({ min: 0, max: 65536 }).map((j) => (0.975 * j) / 65536)).join()).toMatch('x has mean');
  });

  test('values out of range', () => {
    expect(wrong(fc.integer({ min: 0, max: 1001 }).map((j) => j / 1000))).toContainEqual('invalid value: 1.001');
  });

  test('a value that shrinks to larger ones', () => {
    expect(wrong(fc.integer({ min: 0, max: 65536 }).map((j) => 1 - j / 65536))).toContainEqual('a shrink grew a size');
  });

  test('hidden state', () => {
    let state = 0;
    expect(wrong(fc.constant(0).map(() => ++state % 2))).toContainEqual('the same seed gave two values');
  });
});

test('exploration is biased towards the ends, measurement is not', () => {
  const atEnds = (arbitrary: fc.Arbitrary<Record<string, number>>): number =>
    fc.sample(arbitrary, { seed: 5, numRuns: 4000 }).filter(({ x }) => x! < 0.01 || x! > 0.99).length / 4000;
  const arbitrary = regionArbitrary([{ symbol: 'x', law: 'uniform', from: 0, to: 1 }]);
  expect(atEnds(arbitrary)).toBeGreaterThan(0.1);
  // 2 % are expected; 0.035 is 6.8 standard deviations above.
  expect(atEnds(fc.noBias(arbitrary))).toBeLessThan(0.035);
});

test('both ends of a continuous law can be drawn, exactly', () => {
  const entry: RegionEntry = { symbol: 'x', law: 'log-uniform', from: 0.02, to: 0.1 };
  const values = fc.sample(regionArbitrary([entry]), { seed: 6, numRuns: 2000 }).map(({ x }) => x!);
  expect([Math.min(...values), Math.max(...values)]).toEqual([0.02, 0.1]);
});

test.each([
  [{ symbol: 'K1', law: 'count', from: 2, to: 6 }, '2 … 6'],
  [{ symbol: 'L', law: 'even count', from: 4, to: 16 }, '4 … 16, even'],
  [{ symbol: 's', law: 'log-uniform', from: 0.02, to: 0.1 }, '0.02 … 0.1, log-uniform'],
  [{ symbol: 'p', law: 'uniform', from: 0, to: 0.02 }, '0 … 0.02, uniform'],
  [{ symbol: 'lambda', law: 'constant', from: 1e-4, to: 1e-4 }, '0.0001'],
] as [RegionEntry, string][])('%j is printed as %s', (entry, text) => {
  expect(describeEntry(entry)).toBe(text);
});

test.each([
  [{ symbol: 'K1', law: 'count', from: 2.5, to: 6 }, 'expected integers for K1 (count), got 2.5 … 6'],
  [{ symbol: 'L', law: 'even count', from: 3, to: 6 }, 'expected even integers for L (even count), got 3 … 6'],
  [{ symbol: 's', law: 'log-uniform', from: 0, to: 1 }, 'expected from > 0 for s (log-uniform), got 0 … 1'],
  [{ symbol: 'p', law: 'uniform', from: 1, to: 0 }, 'expected finite from <= to for p (uniform), got 1 … 0'],
  [{ symbol: 'c', law: 'constant', from: 1, to: 2 }, 'expected from = to for c (constant), got 1 … 2'],
] as [RegionEntry, string][])('%j is refused', (entry, complaint) => {
  expect(() => regionArbitrary([entry])).toThrow(new RangeError(`region: ${complaint}`));
});

describe('a region that reaches infeasible problems is refused:', () => {
  const withEntry = (entry: RegionEntry): Region => [...REGION.filter(({ symbol }) => symbol !== entry.symbol), entry];

  test.each([
    [{ symbol: 'K1', law: 'count', from: 2, to: 8 }, 'concept problem: expected dX >= 2*K1 + K2, got 20 < 22'],
    [{ symbol: 'kappaY', law: 'uniform', from: 0, to: 1 }, 'concept problem: expected -1 < kappaY < 1, got 1'],
    [{ symbol: 'L', law: 'count', from: 4, to: 6 }, "concept problems: expected an 'even count' of L"],
  ] as [RegionEntry, string][])('%j', (entry, complaint) => {
    expect(() => conceptProblems(withEntry(entry))).toThrow(complaint);
  });

  test('a missing symbol', () => {
    expect(() => conceptProblem({ K1: 2 })).toThrow('concept problems: expected a value for kappaX, got none');
  });
});
