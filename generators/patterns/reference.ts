import { NO_PATTERN_DEPARTURES, type PatternProblem } from './problem';

/** The reference problem of li2024: the one at which its dynamics are known from an independent implementation. */
export const referencePatterns: PatternProblem = {
  M1: 6,
  M2: 24,
  M1Out: 6,
  dX: 30,
  dY: 10,
  l: 20,
  lTest: 20,
  alpha: 0.8,
  alphaTest: 0.8,
  K: 0.5,
  beta: 2,
  shifts: 3,
  S1: 1,
  m: 64,
  B: 128,
  delta: 0.2,
  eta: 1,
  departures: NO_PATTERN_DEPARTURES,
};
