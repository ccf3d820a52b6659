import { staticVacuity } from './vacuity';

describe('static vacuity', () => {
  const prob = (delta: number, margin: number) => ({ kind: 'prob' as const, delta, margin });

  test.each([
    [[prob(0.05, 0.05)], 32, undefined],
    [
      [prob(0.05, 0.05)],
      31,
      'budget: expected at least 32 trials, which corroboration needs, got 31 (raise budget, or delta + margin)',
    ],
    [
      [prob(0.1, 0.1), prob(0.05, 0.05)],
      20,
      'budget: expected at least 32 trials, which corroboration needs, got 20 (raise budget, or delta + margin)',
    ],
    [
      [prob(0.6, 0.4)],
      1000,
      'delta + margin: expected less than 1, got 1, which no outcome can contradict (lower one)',
    ],
    [
      [prob(0, 0)],
      1e9,
      'delta + margin: expected more than 0, got 0, which no number of trials can corroborate (raise margin)',
    ],
    [[], 200, 'the claim has no parts'],
  ])('%j with a budget of %d: %s', (parts, budget, reason) => {
    expect(staticVacuity(parts, 0.05, budget)).toBe(reason);
  });
});
