import { dialsOf } from '../../generators/dials';
import { exp, ln } from '../../generators/math';
import { checkPatternProblem } from '../../generators/patterns/check';
import type { PatternProblem } from '../../generators/patterns/problem';
import { patternProblem, patternProblems } from '../../generators/patterns/problems';
import { referencePatterns } from '../../generators/patterns/reference';
import type { Family } from '../../harness';
import { prepareEngine } from '../../model/one-layer/training';
import { assumptions, declared, ENOUGH_CONTEXTS, region, withContexts } from './assumptions';
import { calibrated } from './calibrated';
import { patternArrays } from './export';
import { type PatternTraining, startTraining } from './measured/training';
import { observations } from './observations';
import { settings } from './settings';

/** At test a prompt has ⌈12/α'⌉ contexts. */
const testable = (problem: PatternProblem): PatternProblem => withContexts(problem, ENOUGH_CONTEXTS);

/** A corner in the region's own symbols; beta is the same everywhere in the region. */
const corner = (values: Readonly<Record<string, number>>): PatternProblem =>
  testable(patternProblem({ beta: 2, ...values }));

/**
 * Corners of the gate region, where a claim over a mixture of problems could hide a failure (ours). Each lies at several
 * extremes at once.
 */
const corners: Readonly<Record<string, PatternProblem>> = {
  'few patterns, narrow': corner({
    ...{ M1: 4, M2: 8, slack: 0, dY: 4, l: 20, alpha: 0.8, alphaTest: 0.3, K: 0.5 },
    ...{ S1: 1.15, m: 56, B: 64, delta: 0.15, eta: 1.1 },
  }),
  'many patterns, large steps': corner({
    ...{ M1: 8, M2: 8, slack: 0, dY: 4, l: 20, alpha: 0.6, alphaTest: 0.9, K: 0.5 },
    ...{ S1: 1.15, m: 56, B: 64, delta: 0.2, eta: 1.1 },
  }),
  'much irrelevance': corner({
    ...{ M1: 4, M2: 20, slack: 6, dY: 10, l: 30, alpha: 0.6, alphaTest: 0.3, K: 0.5 },
    ...{ S1: 1, m: 56, B: 64, delta: 0.15, eta: 1.1 },
  }),
  'small steps, wide': corner({
    ...{ M1: 4, M2: 8, slack: 6, dY: 10, l: 20, alpha: 0.8, alphaTest: 0.9, K: 0.1 },
    ...{ S1: 1, m: 96, B: 128, delta: 0.15, eta: 0.7 },
  }),
};

/**
 * The family of li2024: pattern prompts of many binary tasks, one layer of softmax attention with a ReLU MLP, hinge loss,
 * SGD on fresh batches of training tasks; evaluation on tasks held out. Every claim of the paper reads its trials from here.
 *
 * Formulas may use the numbers of a problem, and `unit` = M1 α^(−2/3)/η, the steps in which problems are comparable.
 */
export const li2024 = {
  name: 'li2024',
  problems: patternProblems(region).map(testable),
  region: declared(region),
  regionChosenAfter: [calibrated.gate],
  reference: referencePatterns,
  corners,
  check: checkPatternProblem,
  symbols: ({ departures: _, ...numbers }) => ({ ...numbers, unit: unitOf(numbers) }),
  assumptions,
  dials: dialsOf(assumptions, settings),
  engines: ['fused', 'tfjs'],
  prepare: prepareEngine,
  train: startTraining,
  observations,
  arrays: patternArrays,
} satisfies Family<PatternProblem, PatternTraining>;

/**
 * The unit of time in which problems are comparable (li2024, Theorem 1: T = Θ(η⁻¹ M1 α^(−2/3) β^(−2/3) √log M1)), without
 * the factor in β, which is the same everywhere in the region, and without the root of the logarithm.
 */
function unitOf({ M1, alpha, eta }: Pick<PatternProblem, 'M1' | 'alpha' | 'eta'>): number {
  return (M1 * exp((-2 / 3) * ln(alpha))) / eta;
}

export default li2024;
