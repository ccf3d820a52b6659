import { decisionProbabilities } from './power';
import { SITUATIONS, selfcheckClaims } from './testing/selfcheck';

/**
 * 20,000 simulated claims on either boundary, fixed seed: the figures are the same everywhere, so a failure is a change of
 * the code. With a seed chosen at random a check would fail with probability 10⁻³ (3.3 standard errors of the exact rate).
 */
const OPTIONS = { claims: 20_000, budget: 100, alpha: 0.05, seed: 20240601 };

const indicators = SITUATIONS.filter(({ asserted, truth }) => asserted.kind === 'prob' && truth.length === 1);

test.each(indicators)('$name: claims that are falsely $wrong are as rare as computed, and as promised', (situation) => {
  const row = selfcheckClaims(situation, OPTIONS);
  const { alpha, budget } = OPTIONS;
  const design = { asserted: situation.asserted, alphaC: alpha, alphaF: alpha, budget };
  const exact = decisionProbabilities(design, situation.truth[0]!)[situation.wrong];
  const standardError = Math.sqrt((exact * (1 - exact)) / OPTIONS.claims);
  expect(exact).toBeLessThanOrEqual(row.promise);
  expect(Math.abs(row.rate - exact)).toBeLessThan(3.3 * standardError);
});

test('a truth beyond the boundary is found out, so that the simulation can fail', () => {
  const [corroborate] = indicators;
  const row = selfcheckClaims({ ...corroborate!, truth: [0.02] }, { ...OPTIONS, claims: 1000 });
  expect(row.rate).toBeGreaterThan(0.5);
});

test('the same seed gives the same figures', () => {
  const [situation] = indicators;
  const options = { ...OPTIONS, claims: 500 };
  expect(selfcheckClaims(situation!, options)).toEqual(selfcheckClaims(situation!, options));
  expect(selfcheckClaims(situation!, options)).not.toEqual(selfcheckClaims(situation!, { ...options, seed: 2 }));
});
