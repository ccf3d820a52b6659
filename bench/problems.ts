import { conceptDictionary } from '../generators/concepts/dictionary';
import { type ConceptProblem, NO_DEPARTURES } from '../generators/concepts/problem';
import { initialWeights } from '../model/weights';

const common = { K1: 4, K2: 4, kappaX: 0.3, kappaY: 0.3, sigma: 0.05, p: 0.01, pNu: 0.25 };
const training = { sigma0: 1, sigma1: 0.1, eta: 5, lambda: 1e-4, departures: NO_DEPARTURES };

/** The shapes that are measured: a small problem and a large one. */
export const problems: Readonly<Record<string, ConceptProblem>> = {
  'B=32 L=4 d=40 m=52': { ...common, ...training, B: 32, L: 4, dX: 40, dY: 40, m: 52 },
  'B=64 L=16 d=48 m=96': { ...common, ...training, B: 64, L: 16, dX: 48, dY: 48, m: 96 },
};

/** What a training of a problem starts from. */
export function ingredients(problem: ConceptProblem) {
  return { dictionary: conceptDictionary(problem, [1, 2]), init: initialWeights(problem, [3, 4]) };
}
