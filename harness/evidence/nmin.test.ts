import { EProcess } from './eprocess';
import { nMin, passesNeeded } from './nmin';

const prob = (m: number) => ({ kind: 'prob' as const, delta: m / 2, margin: m / 2 });

/** Smallest n by counting up, with plain products of the factors of an all-pass run. */
function byCounting(weights: number[], stakes: number[], m: number, alpha: number): number {
  for (let n = 1; ; n += 1) {
    const e = weights.reduce((sum, w, g) => sum + w * (1 + (stakes[g]! / (1 - m)) * m) ** n, 0);
    if (e >= 1 / alpha) return n;
  }
}

describe('the smallest all-pass run that corroborates', () => {
  test.each([
    [0.05, 0.05, 65],
    [0.01, 0.05, 332],
    [0.001, 0.05, 3332],
    [0.05, 0.0025, 127],
    [0.05, 1e-6, 282],
  ])('m = %d at alpha = %d takes %d trials', (m, alpha, n) => {
    expect(nMin(prob(m), alpha)).toBe(n);
    expect(byCounting([1 / 2, 1 / 6, 1 / 6, 1 / 6], [1, 7 / 8, 3 / 4, 1 / 2], m, alpha)).toBe(n);
  });

  test('means use the grid for bounded outcomes', () => {
    const stakes = [0.03, 0.06, 0.125, 0.25, 0.5, 0.75, 0.95];
    const n = byCounting(Array(7).fill(1 / 7), stakes, 0.1, 0.05 / 32);
    expect(nMin({ kind: 'mean', delta: 0.05, margin: 0.05 }, 0.05 / 32)).toBe(n);
  });

  test('it is exactly where the e-process crosses', () => {
    const process = EProcess.corroborating('binary', 0.05);
    for (let i = 0; i < 64; i += 1) process.add(0);
    expect(process.logE).toBeLessThan(Math.log(20));
    process.add(0);
    expect(process.logE).toBeGreaterThan(Math.log(20));
  });

  test('no number of trials corroborates delta + margin = 0', () => {
    expect(nMin(prob(0), 0.05)).toBe(Number.POSITIVE_INFINITY);
  });

  test('passes that are needed are found exactly, none included', () => {
    for (let n = 0; n <= 70; n += 1) expect(passesNeeded((passes) => (passes >= n ? 3 : 2.99), Math.exp(-3))).toBe(n);
    expect(passesNeeded((passes) => (passes >= 3e9 ? 3 : 0), Math.exp(-3))).toBe(3e9);
    expect(passesNeeded(() => 2.99, Math.exp(-3))).toBe(Number.POSITIVE_INFINITY);
  });
});
