import { logGamma } from './loggamma';

describe('logGamma', () => {
  test('is the logarithm of a factorial at integers', () => {
    let factorial = 1;
    for (let n = 1; n <= 170; n += 1) {
      expect(Math.abs(logGamma(n) - Math.log(factorial))).toBeLessThan(1e-13 * Math.max(1, Math.log(factorial)));
      factorial *= n;
    }
  });

  test('is 0 at 1 and 2 but for the rounding of ln 14!, so that no term of the series is missing', () => {
    expect(Math.abs(logGamma(1))).toBeLessThan(2e-14);
    expect(Math.abs(logGamma(2))).toBeLessThan(2e-14);
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
