/** The family of bu2024 with what its figures show beside what claims measure. The gate does not read it. */
import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Family } from '../../harness';
import { type Products, products } from '../../model/concepts/probes';
import {
  correctMass,
  errorRate,
  fromWeights,
  logisticLoss,
  overPrompts,
  POSITIVE,
  REAL,
} from '../../model/one-layer/observations';
import { SideBySide } from '../../model/one-layer/side-by-side';
import { addScaled, dot } from '../../model/reference/linear';
import { bu2024 as gated } from './family';
import { meanings } from './figured/meanings';
import type { ConceptObservation } from './observations';
import { asTested, conic, ofLength, type Shift, skewed, switched } from './out-of-distribution';
import type { ConceptTraining } from './training';

/** A product of M by its class, uᵀ M v / (|u||v|). */
const product = (doc: string, pick: (all: Products) => number): ConceptObservation =>
  fromWeights(doc, REAL, (training) => pick(products(training.weights(), training.dictionary)));

/** Σ_i ⟨w_i, v⟩/|v| over the neurons whose read-out has a sign, divided by their number; then the mean over vectors v. */
function neuronMean(
  { weights, dictionary }: Pick<ConceptTraining, 'weights' | 'dictionary'>,
  sign: 1 | -1,
  part: 'c' | 'd',
) {
  const { WO, r } = weights();
  const vectors = dictionary[part];
  const pooled = new Float64Array(vectors[0]!.length);
  const neurons = [...r.keys()].filter((i) => Math.sign(r[i]!) === sign);
  for (const i of neurons) addScaled(pooled, 1 / neurons.length, WO, i * pooled.length);
  const along = (v: Float64Array) => dot(v.length, pooled, v) / Math.sqrt(dot(v.length, v, v));
  return vectors.reduce((sum, v) => sum + along(v), 0) / vectors.length;
}

const neurons = (sign: 1 | -1, part: 'c' | 'd'): ConceptObservation =>
  fromWeights(
    `mean of ⟨w_i, ${part}_k⟩/|${part}_k| over concepts and neurons with r_i ${sign > 0 ? '>' : '<'} 0`,
    REAL,
    (training) => neuronMean({ weights: () => training.weights(), dictionary: training.dictionary }, sign, part),
  );

const errorUnder = (doc: string, shift: Shift): ConceptObservation =>
  overPrompts(`0–1 error, ${doc}`, errorRate, { law: shift });

/** Every training of the figures is followed. */
const shifted = new SideBySide<ConceptTraining>();

/** `loss Conic`, `attention Length2`, `own Switched`, …: on test prompts of other laws. */
const shifts = shifted.observations(
  {
    AsTrained: asTested,
    Length2: ofLength(2),
    Length128: ofLength(128),
    OnlyOne: skewed(1),
    Conic: conic,
    Switched: switched,
  },
  {
    loss: ({ answers }) => logisticLoss(answers),
    attention: ({ answers }) => correctMass(answers),
    own: (asked) => asked.responses().own,
    other: (asked) => asked.responses().other,
  },
);

const figured = {
  testLoss: overPrompts('logistic loss on fresh prompts', logisticLoss, { top: Number.POSITIVE_INFINITY }),
  trainingLoss: {
    ...overPrompts('logistic loss on prompts of the last training batches', logisticLoss),
    range: POSITIVE,
    measure: (training, { prompts }) => logisticLoss(training.answersInTraining(prompts)),
  },
  largestConcept: product('largest b_kᵀ M b_k/|b_k|²', ({ concentrations }) => Math.max(...concentrations)),
  largestShared: product('largest |product| with a shared part a_k', ({ a }) => a),
  largestNoise: product('largest |product| with an irrelevant feature ν_j', ({ nu }) => nu),
  largestComplement: product('largest |product| with the complement of all features', ({ complement }) => complement),
  largestCross: product('largest |product| of b_j with b_k, j ≠ k', ({ crossB }) => crossB),
  positiveSigned: neurons(1, 'd'),
  negativeSigned: neurons(-1, 'd'),
  positiveShared: neurons(1, 'c'),
  negativeShared: neurons(-1, 'c'),
  errorLength2: errorUnder('2 demonstrations', ofLength(2)),
  errorLength32: errorUnder('32 demonstrations', ofLength(32)),
  errorLength128: errorUnder('128 demonstrations', ofLength(128)),
  errorMostlyOne: errorUnder('a share of .9 of the prompts about one concept', skewed(0.9)),
  errorOnlyOne: errorUnder('all prompts about one concept', skewed(1)),
  ...meanings,
  ...shifts,
} as const satisfies Record<string, ConceptObservation>;

export const bu2024 = {
  ...gated,
  observations: { ...gated.observations, ...figured },
  train: async (problem, seeds, engine) =>
    shifted.follow(await gated.train(problem, seeds, engine), seeds('figures: shifts')),
} satisfies Family<ConceptProblem, ConceptTraining>;
