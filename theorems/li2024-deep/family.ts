import { dialsOf } from '../../generators/dials';
import type { PatternProblem } from '../../generators/patterns/problem';
import { patternProblem, patternProblems } from '../../generators/patterns/problems';
import type { Engine, Family } from '../../harness';
import { prepareEngine } from '../../model/one-layer/training';
import { declared } from '../li2024/assumptions';
import li2024 from '../li2024/family';
import { assumptions, region, settings } from './assumptions';
import { deepTrial } from './export';
import { observations } from './observations';
import { type DeepTraining, startTraining } from './training';

const at = (values: Readonly<Record<string, number>>): PatternProblem => patternProblem({ beta: 2, S1: 1, ...values });

/** Corners of the region (ours). Each lies at several extremes at once. */
const corners: Readonly<Record<string, PatternProblem>> = {
  'few patterns, narrow': at({
    ...{ M1: 4, M2: 4, slack: 0, dY: 2, l: 12, alpha: 0.8, K: 0.5, m: 32, B: 32, delta: 0.15, eta: 0.6 },
  }),
  'many patterns, large steps': at({
    ...{ M1: 5, M2: 4, slack: 0, dY: 2, l: 12, alpha: 0.6, K: 0.5, m: 32, B: 32, delta: 0.2, eta: 0.6 },
  }),
  'much irrelevance': at({
    ...{ M1: 4, M2: 6, slack: 2, dY: 4, l: 16, alpha: 0.6, K: 0.5, m: 32, B: 32, delta: 0.15, eta: 0.6 },
  }),
  'small steps, wide': at({
    ...{ M1: 4, M2: 4, slack: 2, dY: 4, l: 16, alpha: 0.8, K: 0.1, m: 48, B: 48, delta: 0.15, eta: 0.4 },
  }),
};

/**
 * The prompts of li2024 on a model of three attention layers. The paper proves nothing about it; gradients come from
 * autodiff alone, so that no second engine witnesses a training.
 */
export const li2024Deep = {
  name: 'li2024-deep',
  problems: patternProblems(region),
  region: declared(region),
  reference: at({ M1: 4, M2: 5, slack: 1, dY: 3, l: 14, alpha: 0.7, K: 0.5, m: 32, B: 40, delta: 0.2, eta: 0.5 }),
  corners,
  check: li2024.check,
  symbols: li2024.symbols,
  assumptions,
  dials: dialsOf(assumptions, settings),
  engines: ['tfjs'],
  prepare,
  train: startTraining,
  observations,
  arrays: deepTrial,
} satisfies Family<PatternProblem, DeepTraining>;

async function prepare(engine: Engine): ReturnType<typeof prepareEngine> {
  if (engine !== 'tfjs') throw new RangeError(`li2024-deep: expected the engine tfjs, got ${engine}`);
  return prepareEngine(engine);
}

export default li2024Deep;
