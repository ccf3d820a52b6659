import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Observation } from '../../harness';
import { decomposition } from '../../model/decomposition';
import { concentrations, labelCoefficients, marginAtIdealAttention, type Products, products } from '../../model/probes';
import type { Forward } from '../../model/types';
import type { ConceptTraining } from './training';

type ConceptObservation = Observation<ConceptProblem, ConceptTraining>;

const REAL = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
const POSITIVE = [0, Number.POSITIVE_INFINITY] as const;

/**
 * How far two engines may end up apart after a whole training in 32-bit arithmetic. Rounding differences of 1e-7 per
 * step are carried along by the dynamics; ours: the largest deviation seen in calibration was 3e-6, in the coefficients of B4.
 */
const TRAJECTORY = 1e-3;

/** A bounded number computed from the trained weights alone. */
const fromWeights = (
  doc: string,
  range: readonly [number, number],
  measure: (training: ConceptTraining) => number,
): ConceptObservation => ({
  doc,
  range,
  prompted: false,
  witnessBound: () => TRAJECTORY,
  measure,
});

/** A mean over fresh prompts of the evaluation law. */
const overPrompts = (
  doc: string,
  witnessBound: (prompts: number) => number,
  statistic: (answers: Forward, L: number) => number,
): ConceptObservation => ({
  doc,
  range: [0, 1],
  prompted: true,
  witnessBound,
  measure: (training, { step, prompts, key }) => statistic(training.answers(key, step, prompts), training.problem.L),
});

/** Fraction of prompts with e_q f(S) <= 0: an output of exactly 0 counts as an error (bu2024, section 2). */
function errorRate({ f, label }: Forward): number {
  let wrong = 0;
  for (let b = 0; b < f.length; b++) if (!(f[b]! * label[b]! > 0)) wrong++;
  return wrong / f.length;
}

/** Mean over prompts of the attention on demonstrations that share the query's sign. */
function correctMass({ attention, label, sign }: Forward, L: number): number {
  let mass = 0;
  for (let b = 0; b < label.length; b++) {
    for (let l = 0; l < L; l++) if (sign[b * L + l] === label[b]) mass += attention[b * L + l]!;
  }
  return mass / label.length;
}

const concept = (k: number) => (training: ConceptTraining) =>
  concentrations(training.weights(), training.dictionary)[k]!;

const labelCoefficient = (k: number) => (training: ConceptTraining) =>
  labelCoefficients(training.weights(), training.dictionary)[k]!;

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Largest product of a class against the smallest concept-specific one. */
const relative = (pick: (products: Products) => number) => (training: ConceptTraining) => {
  const all = products(training.weights(), training.dictionary);
  return pick(all) / Math.min(...all.concentrations);
};

/** The worst of the three identities, in units of what rounding explains. */
function decompositionResidual(training: ConceptTraining): number {
  const { idempotence, orthogonality, reassembly, bound } = decomposition(training.weights(), training.dictionary);
  return Math.max(idempotence, orthogonality, reassembly) / bound;
}

/** Everything that claims of bu2024 measure. A prompt whose answer lies within rounding of 0 may be counted either way by two engines. */
export const observations = {
  error: overPrompts('0–1 error on fresh prompts', (prompts) => 2 / prompts + TRAJECTORY, errorRate),
  correctAttention: overPrompts(
    'mean attention on demonstrations with the query’s sign, fresh prompts',
    () => TRAJECTORY,
    correctMass,
  ),
  trainingAttention: {
    ...overPrompts('the same on prompts of the last training batches', () => TRAJECTORY, correctMass),
    measure: (training, { prompts }) => correctMass(training.answersInTraining(prompts), training.problem.L),
  },
  coefficient: fromWeights('c(t): Σ_i r_i ⟨w_i, d_k⟩/|d_k|, averaged over concepts k', REAL, (training) =>
    mean(labelCoefficients(training.weights(), training.dictionary)),
  ),
  idealMargin: fromWeights('min over k and e of e·f at ideal attention', REAL, (training) =>
    marginAtIdealAttention(training.weights(), training.dictionary),
  ),
  concentration1: fromWeights('b_1ᵀ M b_1 / |b_1|², concept 1', REAL, concept(0)),
  concentration2: fromWeights('b_2ᵀ M b_2 / |b_2|², concept 2', REAL, concept(1)),
  labelCoefficient1: fromWeights('Σ_i r_i ⟨w_i, d_1⟩/|d_1|, concept 1', REAL, labelCoefficient(0)),
  labelCoefficient2: fromWeights('Σ_i r_i ⟨w_i, d_2⟩/|d_2|, concept 2', REAL, labelCoefficient(1)),
  otherProducts: fromWeights(
    'largest product of M along a, ν or the complement, against the smallest b_kᵀ M b_k/|b_k|²',
    POSITIVE,
    relative(({ a, nu, complement }) => Math.max(a, nu, complement)),
  ),
  crossProducts: fromWeights(
    'largest product b_jᵀ M b_k, j ≠ k, against the smallest b_kᵀ M b_k/|b_k|²',
    POSITIVE,
    relative(({ crossB }) => crossB),
  ),
  decompositionResidual: {
    ...fromWeights(
      'largest residual of the idempotent decomposition of M, in units of its rounding bound',
      POSITIVE,
      decompositionResidual,
    ),
    // A residual is rounding noise; two engines agree in it only up to the bound itself.
    witnessBound: () => 1,
  },
} as const satisfies Record<string, ConceptObservation>;
