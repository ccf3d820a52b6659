import { LAW_Z } from '../laws';
import { Random } from '../random';
import type { Task } from './patterns';
import type { PatternProblem } from './problem';
import { referencePatterns } from './reference';
import { randomSubset } from './subset';
import { enoughShifts, outOfDomainTasks, tasksOf } from './tasks';

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const problemOf = (M1: number, shifts: number): PatternProblem => ({ ...referencePatterns, M1, shifts });
const times = (tasks: readonly Task[], side: 0 | 1, pattern: number): number =>
  tasks.filter((task) => task[side] === pattern).length;
const pairs = (n: number): string[] =>
  range(0, n * n - 1)
    .map((i) => [Math.floor(i / n), i % n])
    .filter(([a, b]) => a !== b)
    .map(String);

describe.each(range(3, 10))('with %i patterns', (M1) => {
  test.each(range(1, M1 - 1))(
    '%i shifts: every pattern has either label that often; all other tasks are held out',
    (shifts) => {
      for (const seed of range(0, 9)) {
        const { training, heldOut } = tasksOf(problemOf(M1, shifts), [seed, 1]);
        expect(training).toHaveLength(M1 * shifts);
        for (const pattern of range(0, M1 - 1)) {
          expect([times(training, 0, pattern), times(training, 1, pattern)]).toEqual([shifts, shifts]);
        }
        // Together they are all ordered pairs, each once: so the two are disjoint and complete.
        expect([...training, ...heldOut].map(String).sort()).toEqual(pairs(M1).sort());
      }
    },
  );

  test('training tasks that compare every pair do so in one order, balanced as ever, by fair coin', () => {
    const problem = problemOf(M1, Math.floor(M1 / 2));
    const whole = { ...problem, departures: { ...problem.departures, everyPair: 1 as const } };
    const seen = new Set<string>();
    for (const seed of range(0, 19)) {
      const { training, heldOut } = tasksOf(whole, [seed, 1]);
      const compared = training.map(([a, b]) => String([Math.min(a, b), Math.max(a, b)]));
      expect(new Set(compared).size).toBe((M1 * (M1 - 1)) / 2);
      expect(range(0, M1 - 1).map((p) => times(training, 0, p) - times(training, 1, p))).toEqual(
        range(0, M1 - 1).map(() => 0),
      );
      expect([...training, ...heldOut].map(String).sort()).toEqual(pairs(M1).sort());
      seen.add(String(training));
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  test('out of the domain, all ordered pairs are tasks', () => {
    expect(outOfDomainTasks({ ...referencePatterns, M1Out: M1 }).map(String)).toEqual(pairs(M1));
  });

  test('enough shifts are the fewest that meet the condition', () => {
    // |T_tr|/|T| ≥ (M1 − 1)^(-1/2), squared and free of roots: shifts² ≥ M1 − 1.
    expect(range(1, M1).find((shifts) => shifts * shifts >= M1 - 1)).toBe(enoughShifts(M1));
  });
});

test('tasks are a function of the key', () => {
  expect(tasksOf(referencePatterns, [3, 4])).toEqual(tasksOf(referencePatterns, [3, 4]));
});

/** Largest |z| of how often each of the n outcomes came, against equal shares. */
function worstShare(outcomes: readonly string[], n: number): number {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  expect(counts.size).toBe(n);
  const deviation = Math.sqrt((outcomes.length / n) * (1 - 1 / n));
  return Math.max(...[...counts.values()].map((count) => Math.abs(count - outcomes.length / n) / deviation));
}

/** 10 subsets and 10 at LAW_Z (1e-7 each): a correct law fails with probability at most 2e-6. */
describe('shifts are', () => {
  test('uniform among the sets of their size', () => {
    const sets = range(1, 10_000).map((seed) =>
      tasksOf(referencePatterns, [seed, 5])
        .training.flatMap(([a, b]) => (a === 0 ? [b] : []))
        .join(),
    );
    expect(worstShare(sets, 10)).toBeLessThan(LAW_Z);
  });

  test('of sets that come one after the other from one stream, too', () => {
    const random = new Random([6, 6]);
    expect(
      worstShare(
        range(1, 10_000).map(() => randomSubset(random, 2, 5).join()),
        10,
      ),
    ).toBeLessThan(LAW_Z);
  });

  test('never a law that prefers one set by a fifth: caught', () => {
    const random = new Random([7, 7]);
    const skewed = (): string => (random.uniform() < 0.02 ? '0,1' : randomSubset(random, 2, 5).join());
    expect(worstShare(range(1, 10_000).map(skewed), 10)).toBeGreaterThan(LAW_Z);
  });
});

test.each([
  [0, 4, ''],
  [4, 4, '0,1,2,3'],
  [1, 1, '0'],
])('a subset of %i out of %i', (size, n, expected) => {
  expect(randomSubset(new Random([1, 1]), size, n).join()).toBe(expected);
});
