import type { ClaimResult } from '../../../verdict/results/result';
import { evidenceShares } from './evidence-share';

/** A claim whose parts have these e-values for and against it. */
const claim = (...parts: readonly (readonly [number, number])[]) =>
  ({
    alphaC: 0.01,
    alphaF: 0.001,
    parts: parts.map(([up, down]) => ({ logECorroborate: Math.log(up), logEFalsify: Math.log(down) })),
  }) as unknown as ClaimResult;

test('corroboration is as far as its slowest part; against the claim the average counts', () => {
  // min(100, 10) = 10 of 100; (1 + 19) / 2 = 10 of 1000
  const { corroborate, falsify } = evidenceShares(claim([100, 1], [10, 19]));
  expect(corroborate.log10).toBeCloseTo(1, 12);
  expect(corroborate).toMatchObject({ threshold: 2, share: expect.closeTo(0.5, 12) });
  expect(falsify.log10).toBeCloseTo(1, 12);
  expect(falsify.share).toBeCloseTo(1 / 3, 12);
});

test('a bar is neither less than empty nor more than full', () => {
  const { corroborate, falsify } = evidenceShares(claim([1e9, 1e-9]));
  expect([corroborate.share, falsify.share]).toEqual([1, 0]);
});

test('a claim without parts has no evidence', () => {
  const { corroborate, falsify } = evidenceShares(claim());
  expect([corroborate.log10, falsify.log10]).toEqual([0, 0]);
});
