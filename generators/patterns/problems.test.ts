import { brokenLaws, type Generator } from '../laws';
import type { Region, RegionEntry } from '../region';
import { checkPatternProblem } from './check';
import type { PatternProblem } from './problem';
import { patternProblem, patternProblems } from './problems';

/** A region like those that are gated; what may be left out is. */
const REGION: Region = [
  { symbol: 'M1', law: 'count', from: 4, to: 8 },
  { symbol: 'M2', law: 'count', from: 8, to: 24 },
  { symbol: 'slack', law: 'count', from: 0, to: 8 },
  { symbol: 'dY', law: 'count', from: 4, to: 12 },
  { symbol: 'l', law: 'count', from: 16, to: 30 },
  { symbol: 'alpha', law: 'uniform', from: 0.5, to: 1 },
  { symbol: 'K', law: 'uniform', from: 0, to: 0.5 },
  { symbol: 'beta', law: 'constant', from: 2, to: 2 },
  { symbol: 'S1', law: 'uniform', from: 1, to: 1.15 },
  { symbol: 'm', law: 'even count', from: 32, to: 96 },
  { symbol: 'B', law: 'count', from: 16, to: 128 },
  { symbol: 'delta', law: 'uniform', from: 0.15, to: 0.2 },
  { symbol: 'eta', law: 'log-uniform', from: 0.5, to: 2 },
];

const at = (changes: Record<string, number>): PatternProblem =>
  patternProblem({ ...Object.fromEntries(REGION.map(({ symbol, from }) => [symbol, from])), ...changes });

/** Mean and standard deviation of a uniform law on the integers from `from` to `to`. */
const counts = (from: number, to: number): { mean: number; deviation: number } => ({
  mean: (from + to) / 2,
  deviation: Math.sqrt(((to - from + 1) ** 2 - 1) / 12),
});

const problems: Generator<PatternProblem> = {
  arbitrary: patternProblems(REGION),
  fault: (problem) => {
    try {
      checkPatternProblem(problem);
    } catch (error) {
      return (error as Error).message;
    }
  },
  // What is drawn: M1Out and shifts follow from it.
  sizes: ({ M1, M2, dX, dY, l, alpha, K, S1, m, B, delta, eta }) => [
    ...[M1, M2, dX - M1 - M2, dY, l, alpha, K, S1, m, B, delta, eta],
  ],
  moments: [
    { of: 'M1', statistic: ({ M1 }) => M1, ...counts(4, 8) },
    { of: 'slack', statistic: ({ M1, M2, dX }) => dX - M1 - M2, ...counts(0, 8) },
    { of: 'lTest', statistic: ({ lTest }) => lTest, ...counts(16, 30) },
    { of: 'alphaTest', statistic: ({ alphaTest }) => alphaTest, mean: 0.75, deviation: 0.5 / Math.sqrt(12) },
    { of: 'ln eta', statistic: ({ eta }) => Math.log(eta), mean: 0, deviation: Math.log(4) / Math.sqrt(12) },
    // 2, 2, 3, 3, 3 shifts for 4 … 8 patterns.
    { of: 'shifts', statistic: ({ shifts }) => shifts, mean: 2.6, deviation: Math.sqrt(0.24) },
    // Independence of symbols: products of centred values have mean 0 and the product of the variances.
    {
      of: 'M1 × M2, centred',
      statistic: ({ M1, M2 }) => (M1 - 6) * (M2 - 16),
      mean: 0,
      deviation: Math.sqrt(2 * 24),
    },
    {
      of: 'alpha × S1, centred',
      statistic: ({ alpha, S1 }) => (alpha - 0.75) * (S1 - 1.075),
      mean: 0,
      deviation: (0.5 * 0.15) / 12,
    },
  ],
};

/** 8 moments at 1e-7 each: a correct generator fails with probability below 1e-6. */
test('pattern problems obey the laws of generators', () => {
  expect(brokenLaws(problems)).toEqual([]);
});

test('a generator whose test prompts have other lengths than those in training is caught', () => {
  const arbitrary = problems.arbitrary.map((problem) => ({ ...problem, lTest: problem.lTest + 1 }));
  expect(brokenLaws({ ...problems, arbitrary }).join()).toMatch('lTest has mean');
});

test('what is left out follows from the rest', () => {
  const { M1Out, dX, lTest, alphaTest, shifts } = at({ M1: 6, M2: 9, slack: 3, l: 17, alpha: 0.7, S1: 1.2 });
  expect([M1Out, dX, lTest, alphaTest, shifts]).toEqual([4, 18, 17, 0.7, 3]);
});

test('what is named is taken', () => {
  const named = { M1Out: 3, lTest: 5, alphaTest: 0.3, shifts: 1 };
  expect(at({ M1: 6, ...named })).toMatchObject(named);
});

describe('a region that reaches infeasible problems is refused:', () => {
  const withEntries = (...entries: RegionEntry[]): Region => [
    ...REGION.filter(({ symbol }) => entries.every((entry) => entry.symbol !== symbol)),
    ...entries,
  ];

  test.each([
    [{ symbol: 'M1', law: 'count', from: 3, to: 8 }, 'shifts <= M1 - 2 (one task is held out at least), got 2 > 1'],
    [{ symbol: 'shifts', law: 'count', from: 1, to: 3 }, 'shifts <= M1 - 2 (one task is held out at least), got 3 > 2'],
    [
      { symbol: 'S1', law: 'uniform', from: 1, to: 1.5 },
      'M1Out >= 3 (contexts of other patterns, as alphaTest < 1), got 2 < 3',
    ],
    [
      { symbol: 'M1Out', law: 'count', from: 3, to: 4 },
      'M1Out*S1^2 <= M1 (orthonormal coefficients of sum S1), got 4*',
    ],
    [{ symbol: 'slack', law: 'count', from: -1, to: 4 }, 'dX >= M1 + M2, got 11 < 12'],
    [{ symbol: 'alpha', law: 'uniform', from: 0, to: 1 }, 'alpha > 0, got 0'],
    [{ symbol: 'dY', law: 'count', from: 0, to: 4 }, 'dY >= 1, got 0 < 1'],
  ] as [RegionEntry, string][])('%j', (entry, complaint) => {
    expect(() => patternProblems(withEntries(entry))).toThrow(`pattern problem: expected ${complaint}`);
  });

  test('one that is feasible at both ends of S1 and not between them', () => {
    const region = withEntries(
      { symbol: 'M1', law: 'constant', from: 6, to: 6 },
      { symbol: 'M1Out', law: 'constant', from: 6, to: 6 },
      { symbol: 'S1', law: 'uniform', from: -1, to: 1 },
    );
    expect(() => patternProblems(region)).toThrow('expected M1Out <= M1 - 1 where M1Out*S1^2 < M1, got 6 > 5');
  });

  test('a missing symbol', () => {
    expect(() => patternProblems(REGION.slice(1))).toThrow('pattern problems: expected a value for M1, got none');
  });
});
