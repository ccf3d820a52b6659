import { options } from '../trials/testing/in-process';
import { verify } from './loop';
import { gate, gross, part, positive, untrained } from './testing/gates';

/**
 * The coin's claim has δ = margin = .05 and a budget of 200 at the levels of one claim out of 32; its minimal detectable
 * violation is .187 (exact, see power.test.ts), so that a near miss needs a rate of .281.
 */
const nearMiss = (measuredRate: number) => ({
  ...gross,
  name: 'near miss',
  kind: 'nearMiss' as const,
  measuredRate,
  parts: [part({ p: 0.9 })],
});

it.each([
  { rate: 0.27, verdict: 'vacuous' },
  { rate: 0.29, verdict: 'corroborated' },
])('a near miss of measured rate $rate makes the claim $verdict', async ({ rate, verdict }) => {
  const [result] = await verify([gate({ controls: [untrained, nearMiss(rate), positive], budget: 200 })], options());
  expect(result!.verdict).toBe(verdict);
  if (verdict === 'vacuous')
    expect(result!.because).toMatch(/controls.nearMiss "near miss": expected .* 0\.28\d, got 0\.27/);
});
