import type { Family } from 'theoremcheck';
import { bestStepSize } from '../../model/gradient-descent';
import { checkProblem, type Problem, problem, problems, region } from '../../task/problem';
import { assumptions, settings } from './assumptions';
import { trialArrays } from './export';
import { observations } from './observations';
import { type LayerTraining, prepare, startTraining } from './training';

/** Corners of the region (ours), each at several extremes at once. */
const corners: Readonly<Record<string, Problem>> = {
  'few examples, many entries': problem({ dx: 4, dy: 3, N: 6, B: 64, T: 350, alpha: 0.03, sigma0: 0.3, eta: 3 }),
  'small init, small steps': problem({ dx: 4, dy: 2, N: 12, B: 64, T: 350, alpha: 0.03, sigma0: 0.3, eta: 0.1 }),
  'large init, large steps': problem({ dx: 2, dy: 2, N: 6, B: 64, T: 350, alpha: 0.05, sigma0: 0.5, eta: 3 }),
  'small and long': problem({ dx: 2, dy: 2, N: 12, B: 80, T: 400, alpha: 0.05, sigma0: 0.3, eta: 0.1 }),
};

/**
 * In-context linear regression with one layer of linear self-attention (vonoswald2023): the layer is trained by Adam on
 * fresh prompts, or has the paper's weights. Gradients come from autodiff alone, so that no second engine witnesses them.
 */
export const vonOswald2023 = {
  name: 'vonoswald2023',
  problems,
  region,
  reference: problem(),
  corners,
  check: checkProblem,
  symbols: (p) => ({ ...numbersOf(p), best: bestStepSize(p) }),
  assumptions,
  dials: settings,
  engines: ['tfjs'],
  prepare,
  train: startTraining,
  observations,
  arrays: trialArrays,
} satisfies Family<Problem, LayerTraining>;

function numbersOf({ departures: _, ...numbers }: Problem): Record<string, number> {
  return numbers;
}

export default vonOswald2023;
