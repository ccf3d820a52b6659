import type { ConceptProblem } from './problem';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { min, sqrt } = Math;

/** The problem that test prompts are drawn from: its departures at test have become σ, p and L, and no query label is flipped. */
export function atTest(problem: ConceptProblem): ConceptProblem {
  const { sigma, p, L, departures } = problem;
  const { testNoise, testPolysemy, testLength } = departures;
  return {
    ...problem,
    sigma: testNoise === 0 ? sigma : sqrt(sigma * sigma + testNoise * testNoise),
    p: min(1, p + testPolysemy),
    L: testLength === 0 ? L : testLength,
    departures: { ...departures, queryFlips: 0 },
  };
}
