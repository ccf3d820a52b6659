import { logGamma } from './loggamma';
import { logSumExp } from './logsumexp';
import { reachesLevel } from './reaches';

describe('logSumExp', () => {
  test('survives a component that died and one that exploded', () => {
    expect(logSumExp([Number.NEGATIVE_INFINITY, Math.log(3), Math.log(4)])).toBeCloseTo(Math.log(7), 14);
    expect(logSumExp([Number.NEGATIVE_INFINITY])).toBe(Number.NEGATIVE_INFINITY);
    expect(logSumExp([])).toBe(Number.NEGATIVE_INFINITY);
    expect(logSumExp([0, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
  });

  test('neither overflows nor underflows', () => {
    expect(logSumExp([5000, 5000])).toBeCloseTo(5000 + Math.LN2, 12);
    expect(logSumExp([-5000, -5000])).toBeCloseTo(-5000 + Math.LN2, 12);
  });
});

describe('logGamma', () => {
  test('is the logarithm of a factorial at integers', () => {
    let factorial = 1;
    for (let n = 1; n <= 170; n += 1) {
      expect(Math.abs(logGamma(n) - Math.log(factorial))).toBeLessThan(1e-13 * Math.max(1, Math.log(factorial)));
      factorial *= n;
    }
  });

  test('satisfies the reflection and the duplication formula', () => {
    for (const x of [0.01, 0.3, 0.5, 0.77]) {
      expect(logGamma(x) + logGamma(1 - x)).toBeCloseTo(Math.log(Math.PI / Math.sin(Math.PI * x)), 12);
    }
    for (const x of [0.25, 1.5, 7.3, 14.9, 40.1]) {
      const right = (1 - 2 * x) * Math.LN2 + 0.5 * Math.log(Math.PI) + logGamma(2 * x);
      expect(logGamma(x) + logGamma(x + 0.5)).toBeCloseTo(right, 11);
    }
  });
});

describe('reaching a threshold', () => {
  test('an exact tie counts, however the logarithms round', () => {
    for (let k = 2; k <= 2000; k += 1) {
      expect(reachesLevel(Math.log(k), 1 / k)).toBe(true);
      expect(reachesLevel(Math.log(k) - 1e-9, 1 / k)).toBe(false);
    }
  });

  test('−∞ never does, +∞ always does', () => {
    expect(reachesLevel(Number.NEGATIVE_INFINITY, 0.999)).toBe(false);
    expect(reachesLevel(Number.POSITIVE_INFINITY, 1e-300)).toBe(true);
  });
});
