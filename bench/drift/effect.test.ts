import { Random } from '../../generators/random';
import { effect } from './effect';

/** n normal numbers of a mean and a standard deviation. */
function normals(random: Random, n: number, mean = 0, deviation = 1): number[] {
  return Array.from({ length: n }, () => mean + deviation * random.normal());
}

describe('effect', () => {
  // Worked by hand: means 4.5 and 6.5, both variances 6, so 2/√6, and the difference ± t_7 √(12/8).
  test('is the difference of means, plain and in pooled standard deviations', () => {
    const from = [1, 2, 3, 4, 5, 6, 7, 8];
    const { difference, within, size, sizeWithin } = effect(
      from,
      from.map((value) => value + 2),
    );
    expect(difference).toBe(2);
    expect(size).toBeCloseTo(2 / Math.sqrt(6), 12);
    expect(within).toBeCloseTo(2.365 * Math.sqrt(1.5), 12);
    expect(sizeWithin).toBeCloseTo(1.96 * Math.sqrt(1 / 4 + 4 / 6 / 28), 12);
  });

  test('has no size without spread', () => {
    expect(effect(Array(16).fill(1), Array(16).fill(1)).size).toBeNaN();
    expect(effect(Array(16).fill(1), Array(16).fill(2)).size).toBeNaN();
    expect(effect(Array(16).fill(1), Array(16).fill(2))).toMatchObject({ difference: 1, within: 0 });
  });

  test('refuses samples of different sizes and sizes without a quantile', () => {
    expect(() => effect([1, 2], [1, 2])).toThrow('effect: expected two samples of one size among 8,16,24,32,48, got 2');
    expect(() => effect(Array(8).fill(1), Array(16).fill(1))).toThrow(RangeError);
  });

  // 2000 pairs: a true coverage of .95 is below .935 or above .965 with probability below .003 (fixed seed); Welch's
  // interval with the fewest degrees of freedom may cover more.
  test.each([
    [16, 1],
    [32, 1],
    [32, 4],
  ])('intervals of %i trainings cover at deviations 1 and %d', (n, deviation) => {
    const random = new Random([n, deviation]);
    const pairs = Array.from({ length: 2000 }, () => effect(normals(random, n), normals(random, n, 1, deviation)));
    const truth = 1 / Math.sqrt((1 + deviation ** 2) / 2);
    const covered = (off: (one: (typeof pairs)[number]) => boolean) => pairs.filter((one) => !off(one)).length / 2000;
    const plain = covered((one) => Math.abs(one.difference - 1) > one.within);
    const scaled = covered((one) => Math.abs(one.size - truth) > one.sizeWithin);
    expect([plain >= 0.935, plain <= 0.975, scaled >= 0.93, scaled <= 0.97]).toEqual([true, true, true, true]);
  });
});
