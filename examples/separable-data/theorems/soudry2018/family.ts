import type { Family } from 'theoremcheck';
import { checkProblem, type Problem, problem, problems, region } from '../../task/problem';
import { assumptions, interventions } from './assumptions';
import { trialArrays } from './export';
import { observations } from './observations';
import { type Descent, prepare, startTraining } from './training';

/** Corners of the region (ours), each at several extremes at once. */
const corners: Readonly<Record<string, Problem>> = {
  'a pair, small steps': problem({ d: 2, extra: 0, rho: 1, r: 0.2, sigma0: 0.5 }),
  'a pair, large steps': problem({ d: 2, extra: 0, rho: 2, r: 0.8, sigma0: 0.1 }),
  'many points, small steps': problem({ d: 5, extra: 8, rho: 2, r: 0.2, sigma0: 0.5 }),
  'many points, large steps': problem({ d: 5, extra: 8, rho: 1, r: 0.8, sigma0: 0.1 }),
};

/**
 * Logistic regression by gradient descent on separable data (soudry2018), in 64 bits. The second engine takes the gradient by
 * autodiff on tfjs, in 32 bits.
 */
export const soudry2018 = {
  name: 'soudry2018',
  problems,
  region,
  reference: problem(),
  corners,
  check: checkProblem,
  symbols: ({ departures: _, ...numbers }) => ({ ...numbers, N: numbers.d + numbers.extra }),
  assumptions,
  dials: interventions,
  engines: ['float64', 'tfjs'],
  prepare,
  train: startTraining,
  observations,
  arrays: trialArrays,
} satisfies Family<Problem, Descent>;

export default soudry2018;
