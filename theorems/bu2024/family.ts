import { atTest } from '../../generators/concepts/at-test';
import { checkConceptProblem } from '../../generators/concepts/check';
import type { ConceptProblem } from '../../generators/concepts/problem';
import { conceptProblem, conceptProblems } from '../../generators/concepts/problems';
import { referenceProblem } from '../../generators/concepts/reference';
import { dialsOf } from '../../generators/dials';
import type { Family } from '../../harness';
import { bayesError } from '../../model/concepts/oracle';
import { prepareEngine } from '../../model/one-layer/training';
import { assumptions, halfGap, region, settings } from './assumptions';
import { calibrated } from './calibrated';
import { conceptArrays } from './export';
import { observations } from './observations';
import { type ConceptTraining, startTraining } from './training';

/** A corner in the region's own symbols; sigma1 and lambda are the same everywhere in the region. */
const corner = (values: Readonly<Record<string, number>>): ConceptProblem =>
  conceptProblem({ kappaY: values.kappaX!, sigma1: 0.1, lambda: 1e-4, ...values });

/**
 * Corners of the gate region, where a claim over a mixture of problems could hide a failure (ours). Each lies at several
 * extremes at once; the slowest step is paired with the fewest concepts, since its horizon is ten times as long.
 */
const corners: Readonly<Record<string, ConceptProblem>> = {
  'close signs, small init': corner({
    ...{ K1: 6, K2: 0, d: 48, L: 4, m: 32, B: 16 },
    ...{ kappaX: 0.4, 'sigma/|b|': 0.1, p: 0.02, pNu: 0, sigma0: 0.7, 'eta/m': 0.2 },
  }),
  crowded: corner({
    ...{ K1: 6, K2: 6, d: 20, L: 16, m: 32, B: 64 },
    ...{ kappaX: 0.4, 'sigma/|b|': 0.1, p: 0.02, pNu: 0.25, sigma0: 1, 'eta/m': 0.2 },
  }),
  'few concepts, wide': corner({
    ...{ K1: 2, K2: 6, d: 48, L: 4, m: 96, B: 16 },
    ...{ kappaX: 0, 'sigma/|b|': 0.02, p: 0, pNu: 0.25, sigma0: 0.7, 'eta/m': 0.2 },
  }),
  'slow steps': corner({
    ...{ K1: 2, K2: 0, d: 20, L: 16, m: 32, B: 16 },
    ...{ kappaX: 0.4, 'sigma/|b|': 0.1, p: 0.02, pNu: 0, sigma0: 0.7, 'eta/m': 0.02 },
  }),
};

/** Symbols of the region that a problem has in other words. */
const RATIOS: Readonly<Record<string, string>> = { d: 'dX', 'sigma/|b|': 'sigma / gap', 'eta/m': 'eta / m' };

/**
 * The family of bu2024: concept prompts, one layer of softmax attention with a ReLU MLP, logistic loss with weight decay,
 * SGD on fresh batches. Every claim of the paper reads its trials from here.
 *
 * Formulas may use the numbers of a problem; `gap` = |b_X|, half the distance between the two signs of a concept's words;
 * `bayes`, the error on test prompts of an oracle that knows dictionary, noise and co-concept; and `unit` = m K1/η, the
 * steps in which problems are comparable.
 */
export const bu2024 = {
  name: 'bu2024',
  problems: conceptProblems(region),
  region: region.map((range) => ({ ...range, ...(range.symbol in RATIOS ? { as: RATIOS[range.symbol]! } : {}) })),
  regionChosenAfter: [calibrated.gate],
  reference: referenceProblem,
  corners,
  check: checkConceptProblem,
  symbols: (p) => ({
    ...numbersOf(p),
    // |b_X|, and the exact Bayes error of the oracle that knows dictionary, noise at test and co-concept: Φ(−|b|/σ).
    gap: halfGap(p.kappaX),
    bayes: bayesError(atTest(p)),
    // The unit of time in which problems are comparable: one step moves a neuron by η/m, and a concept is drawn every K1.
    unit: (p.m * p.K1) / p.eta,
  }),
  assumptions,
  dials: dialsOf(assumptions, settings),
  engines: ['fused', 'tfjs'],
  prepare: prepareEngine,
  train: startTraining,
  observations,
  arrays: conceptArrays,
} satisfies Family<ConceptProblem, ConceptTraining>;

/** The numeric fields of a problem, under the card's symbols. */
function numbersOf({ departures: _, ...numbers }: ConceptProblem): Record<string, number> {
  return numbers as unknown as Record<string, number>;
}

export default bu2024;
