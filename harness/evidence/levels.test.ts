import { attemptWeight, claimLevels, controlLevel, K, SUITE_LEVELS, weighted } from './levels';

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

  it.each(['pr', 'nightly'] as const)('add up to the suite’s: %s', (profile) => {
    const { alphaC, alphaF } = claimLevels(profile);
    // At night, K claims that gate every run and K that gate nightly ones only.
    const claims = profile === 'nightly' ? 2 * K : K;
    expect(alphaC * claims).toBeCloseTo(SUITE_LEVELS[profile].alphaC, 12);
    const controls = [1, 2, 3].map(() => controlLevel({ alphaC, alphaF }, 3));
    const spent = alphaF + controls.reduce((sum, level) => sum + level, 0);
    expect(spent * claims).toBeCloseTo(SUITE_LEVELS[profile].alphaF, 14);
  });

  it('of a later attempt are its share of both sides', () => {
    expect(weighted({ alphaC: 0.5, alphaF: 0.25 }, 0.5)).toEqual({ alphaC: 0.25, alphaF: 0.125 });
  });

  it('of tests are shared by as many as there are, and whole where there is none', () => {
    const levels = { alphaC: 0.5, alphaF: 0.25 };
    expect([0, 1, 2].map((tests) => controlLevel(levels, tests))).toEqual([0.25, 0.25, 0.125]);
  });
});
