import { BreakEvidence, NEVER } from './evidence';
import { POINTS } from './grid';
import { Posterior } from './posterior';
import { type DialOutcome, evidenceAgainst, predictives } from './testing/by-definition';

const MIXED: readonly DialOutcome[] = [
  [20, 0],
  [28, 1],
  [24, 0],
  [24, 1],
  [0, 0],
  [40, 0],
  [40, 1],
  [12, 1],
];

test.each([0.5, 0.25, 0.1])('E equals the product of its definition, tau = %d', (tau) => {
  const posterior = Posterior.uniform(tau);
  const evidence = new BreakEvidence(tau);
  for (const [index, y] of MIXED) {
    evidence.observe(index, posterior.predictive(index), y);
    posterior.observe(index, y);
  }
  const predicted = predictives(tau, MIXED);
  for (let b = 0; b <= NEVER; b += 1) {
    const theta = POINTS[b] ?? Number.POSITIVE_INFINITY;
    expect(Math.abs(Math.exp(evidence.of(b)) - evidenceAgainst(theta, tau, MIXED, predicted))).toBeLessThan(1e-9);
  }
});

test.each([0.5, 0.1])(
  'what it says of the whole dial, by the definition over 101 points and beyond, tau = %d',
  (tau) => {
    const holds: readonly DialOutcome[] = Array.from({ length: 9 }, (_, i) => [i % 2 ? 40 : 20, 0]);
    const breaks: readonly DialOutcome[] = Array.from({ length: 9 }, (_, i) => [i % 3 ? 40 : 12, i % 3 ? 1 : 0]);
    for (const trials of [MIXED, holds, breaks]) {
      const posterior = Posterior.uniform(tau);
      const evidence = new BreakEvidence(tau);
      for (const [index, y] of trials) {
        evidence.observe(index, posterior.predictive(index), y);
        posterior.observe(index, y);
      }
      const predicted = predictives(tau, trials);
      const finite = Array.from({ length: 101 }, (_, k) => evidenceAgainst(k / 100, tau, trials, predicted));
      expect(Math.exp(evidence.breaksSomewhere)).toBeCloseTo(Math.min(...finite), 9);
      const never = evidenceAgainst(Number.POSITIVE_INFINITY, tau, trials, predicted);
      expect(Math.exp(evidence.breaksNowhere)).toBeCloseTo(never, 9);
    }
  },
);

/** Expected E of hypothesis b over all outcomes of trials at these points, when the rates are as given. */
function expectation(b: number, tau: number, points: readonly number[], rate: (index: number) => number): number {
  const from = (prefix: readonly DialOutcome[]): number => {
    if (prefix.length < points.length) {
      const index = points[prefix.length]!;
      return rate(index) * from([...prefix, [index, 1]]) + (1 - rate(index)) * from([...prefix, [index, 0]]);
    }
    const posterior = Posterior.uniform(tau);
    const evidence = new BreakEvidence(tau);
    for (const [index, y] of prefix) {
      evidence.observe(index, posterior.predictive(index), y);
      posterior.observe(index, y);
    }
    return Math.exp(evidence.of(b));
  };
  return from([]);
}

test('by enumeration: the expectation under the hypothesis is at most 1, and exceeds 1 under others', () => {
  const points = [20, 24, 16, 20, 24, 22];
  const broken = (b: number, before: number, after: number) => (index: number) => (index < b ? before : after);
  for (const b of [0, 18, 22, NEVER]) {
    expect(expectation(b, 0.25, points, broken(b, 0.25, 0.25))).toBeCloseTo(1, 9);
    expect(expectation(b, 0.25, points, broken(b, 0.05, 0.9))).toBeLessThan(1 + 1e-9);
    expect(expectation(b, 0.25, points, broken(b, 0.25, 0.5))).toBeLessThan(1 + 1e-9);
  }
  expect(expectation(NEVER, 0.25, points, () => 0.9)).toBeGreaterThan(1);
  expect(expectation(0, 0.25, points, () => 0.02)).toBeGreaterThan(1);
});

test('every hypothesis stands at first, and none after contradictions', () => {
  const evidence = new BreakEvidence(0.5);
  expect(evidence.surviving(0.05)).toEqual([0, NEVER]);
  // ln 20 / ln 1.8 = 5.1: six violations predicted with .9 at the middle reject what breaks later.
  for (let i = 0; i < 5; i += 1) evidence.observe(20, 0.9, 1);
  expect(evidence.surviving(0.05)).toEqual([0, NEVER]);
  evidence.observe(20, 0.9, 1);
  expect(evidence.surviving(0.05)).toEqual([0, 20]);
  for (let i = 0; i < 6; i += 1) evidence.observe(30, 0.1, 0);
  expect(evidence.surviving(0.05)).toBeUndefined();
});
