import { attemptWeight, claimLevels, falsifyingLevels, K, SUITE_LEVELS } from './levels';

describe('the levels of a claim', () => {
  it('spend no more than one claim’s share on all attempts together', () => {
    let sum = 0;
    for (let attempt = 1; attempt <= 10_000; attempt += 1) sum += attemptWeight(attempt);
    // Σ_{v>n} 1/(v(v−1)) telescopes to 1/n.
    expect(sum).toBeCloseTo(1 - 0.2 / 10_000, 10);
    expect([1, 2, 3].map(attemptWeight)).toEqual([0.8, 0.1, 0.2 / 6]);
  });

  it.each([0, -1, 1.5, Number.NaN])('know no attempt %p', (attempt) => {
    expect(() => attemptWeight(attempt)).toThrow(`levels: expected an attempt ≥ 1, got ${attempt}`);
  });

  it('add up to the suite’s: one group on a pull request, two at night', () => {
    const { alphaC, alphaF } = claimLevels('pr', undefined);
    expect([alphaC * K, alphaF * K]).toEqual([SUITE_LEVELS.pr.alphaC, SUITE_LEVELS.pr.alphaF]);
    const night = claimLevels('nightly', undefined);
    expect([2 * K * night.alphaC, 2 * K * night.alphaF]).toEqual([0.01, 1e-4]);
    expect(claimLevels('pr', 1).alphaC).toBeCloseTo((0.8 * 0.05) / 64, 15);
  });

  it('of falsification go half to the claim and half to its controls', () => {
    const { claim, test } = falsifyingLevels(1e-3, 10);
    expect([claim, test * 10]).toEqual([5e-4, 5e-4]);
  });
});
