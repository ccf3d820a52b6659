import { type ConceptProblem, NO_DEPARTURES } from './problem';

/** The reference problem of bu2024: the one at which its dynamics are known from an independent implementation. */
export const referenceProblem: ConceptProblem = {
  K1: 4,
  K2: 4,
  dX: 40,
  dY: 40,
  L: 8,
  m: 50,
  B: 32,
  kappaX: 0.3,
  kappaY: 0.3,
  sigma: 0.05,
  p: 0,
  pNu: 0.25,
  sigma0: 1,
  sigma1: 0.1,
  eta: 10,
  lambda: 1e-4,
  departures: NO_DEPARTURES,
};
