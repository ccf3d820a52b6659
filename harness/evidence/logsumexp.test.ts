import { logSumExp } from './logsumexp';

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
