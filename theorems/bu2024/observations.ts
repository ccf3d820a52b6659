import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Observation } from '../../harness';
import { decomposition } from '../../model/concepts/decomposition';
import { contraryReadings } from '../../model/concepts/meanings';
import {
  againstConcentrations,
  concentrations,
  labelCoefficients,
  marginAtIdealAttention,
  type Products,
  products,
} from '../../model/concepts/probes';
import { leastPolysemousMass, ownConceptMass } from '../../model/concepts/readings';
import {
  borderlinePrompts,
  correctMass,
  errorRate,
  fromWeights,
  overPrompts,
  POSITIVE,
  REAL,
} from '../../model/one-layer/observations';
import { meanOf } from '../../model/reference/linear';
import { outOfDistribution } from './out-of-distribution';
import type { ConceptTraining } from './training';

export type ConceptObservation = Observation<ConceptProblem, ConceptTraining>;

/** Of one concept alone: trainings of eight steps read four such numbers each. */
const concept = (k: number) => (training: ConceptTraining) =>
  concentrations(training.weights(), { b: [training.dictionary.b[k]!] })[0]!;

const labelCoefficient = (k: number) => (training: ConceptTraining) =>
  labelCoefficients(training.weights(), { d: [training.dictionary.d[k]!] })[0]!;

/** Largest product of a class against the smallest concept-specific one. */
const relative = (pick: (products: Products) => number) => (training: ConceptTraining) => {
  const all = products(training.weights(), training.dictionary);
  return againstConcentrations(pick(all), all.concentrations);
};

/** The worst of the three identities, in units of what rounding explains. */
function decompositionResidual(training: ConceptTraining): number {
  const { idempotence, orthogonality, reassembly, bound } = decomposition(training.weights(), training.dictionary);
  return Math.max(idempotence, orthogonality, reassembly) / bound;
}

/** Everything that claims of bu2024 measure. */
export const observations = {
  error: overPrompts('0–1 error on fresh prompts', errorRate, { witnessBound: borderlinePrompts }),
  correctAttention: overPrompts('mean attention on demonstrations with the query’s sign, fresh prompts', correctMass),
  ...outOfDistribution,
  trainingAttention: {
    ...overPrompts('the same on prompts of the last training batches', correctMass),
    measure: (training, { prompts }) => correctMass(training.answersInTraining(prompts)),
  },
  coefficient: fromWeights('c(t): Σ_i r_i ⟨w_i, d_k⟩/|d_k|, averaged over concepts k', REAL, (training) =>
    meanOf(labelCoefficients(training.weights(), training.dictionary)),
  ),
  idealMargin: fromWeights('min over k and e of e·f at ideal attention', REAL, (training) =>
    marginAtIdealAttention(training.weights(), training.dictionary),
  ),
  concentration1: fromWeights('b_1ᵀ M b_1 / |b_1|², concept 1', REAL, concept(0)),
  concentration2: fromWeights('b_2ᵀ M b_2 / |b_2|², concept 2', REAL, concept(1)),
  labelCoefficient1: fromWeights('Σ_i r_i ⟨w_i, d_1⟩/|d_1|, concept 1', REAL, labelCoefficient(0)),
  labelCoefficient2: fromWeights('Σ_i r_i ⟨w_i, d_2⟩/|d_2|, concept 2', REAL, labelCoefficient(1)),
  ownConceptMass: fromWeights(
    'attention on demonstrations of the query’s concept where half are about others; no noise, many demonstrations',
    [0, 1],
    (training) => ownConceptMass(training.weights(), training.dictionary),
  ),
  polysemousMass: fromWeights(
    'least attention on demonstrations with the sign of their own concept in a query of two concepts; no noise',
    [0, 1],
    (training) => leastPolysemousMass(training.weights(), training.dictionary),
  ),
  polysemousActivation: fromWeights(
    'least share of the MLP’s activation in neurons with the sign of the demonstrations’ concept, where the query carries another concept with the opposite sign; no noise',
    [0, 1],
    (training) =>
      Math.min(...contraryReadings(training.weights(), training.dictionary).map(({ activation }) => activation)),
  ),
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
    // A residual is rounding noise far below its bound: two engines differ by no more than a tenth of it.
    witnessBound: () => 0.1,
  },
} as const satisfies Record<string, ConceptObservation>;
