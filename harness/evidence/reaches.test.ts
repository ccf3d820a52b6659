import { reachesLevel } from './reaches';

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

  test('what rounding may take grows with the threshold, and is never more than a share of 1e-12', () => {
    const [near, far] = [Math.log(2), Math.log(1e300)];
    expect(reachesLevel(near - 0.9e-12, 0.5)).toBe(true);
    expect(reachesLevel(near - 1e-12, 0.5)).toBe(true);
    expect(reachesLevel(near - 1.2e-12, 0.5)).toBe(false);
    expect(reachesLevel(far * (1 - 0.9e-12), 1e-300)).toBe(true);
    expect(reachesLevel(far * (1 - 1.2e-12), 1e-300)).toBe(false);
  });
});
