import { SITUATIONS, selfcheckClaims } from './testing/selfcheck';

/**
 * 20,000 simulated claims per situation with several parts, truth on the boundary, fixed seed: the figures are the
 * same everywhere, so a failure is a change of the code. A seed chosen at random would make a check fail with probability
 * < 10⁻² even if the true rate were the promise itself; the true rates are lower, since e-values overshoot.
 */
const OPTIONS = { claims: 20_000, budget: 64, alpha: 0.05, seed: 20240601 };

const situations = SITUATIONS.filter(({ truth }) => truth.length > 1);

test.each(situations)('$name: claims are falsely $wrong no more often than promised', (situation) => {
  const row = selfcheckClaims(situation, OPTIONS);
  expect(row.claims).toBe(20_000);
  expect(row.rate).toBeLessThanOrEqual(row.promise + 3 * Math.sqrt((0.05 * 0.95) / row.claims));
  expect(row.falseVerdicts).toBe(Math.round(row.rate * row.claims));
});
