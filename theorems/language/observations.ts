import { oracleError } from '../../generators/language/bags';
import type { LanguageProblem } from '../../generators/language/problem';
import type { Observation } from '../../harness';
import { alignment } from '../../model/concepts/alignment';
import { attentionMatrix } from '../../model/concepts/probes';
import {
  borderlinePrompts,
  correctMass,
  errorRate,
  fromWeights,
  overPrompts,
  POSITIVE,
} from '../../model/one-layer/observations';
import type { Forward } from '../../model/reference/types';
import { leads } from './leads';
import type { LanguageTraining, TestPrompts } from './training';

type WordObservation = Observation<LanguageProblem, LanguageTraining>;
type Test = (training: LanguageTraining) => { name: string; change: () => TestPrompts };

const novel: Test = ({ material }) => ({ name: 'novel', change: () => ({ words: material.novel }) });
const ofLength =
  (L: number): Test =>
  () => ({ name: `length ${L}`, change: () => ({ L }) });
const skewed: Test = () => ({ name: 'skewed', change: () => ({ skew: 1 }) });
const trained: Test = ({ material }) => ({ name: 'trained', change: () => ({ words: material.training }) });

const on = (test: Test) => ({
  law: (training: LanguageTraining) => {
    const { name, change } = test(training);
    return training.testLaw(name, change);
  },
});

const counted = { counted: borderlinePrompts };

/** Lengths of test prompts; even, since demonstrations are balanced. */
const LENGTHS = [2, 4, 16, 32] as const;

const worst = (statistic: (answers: Forward) => number, pick: (...values: number[]) => number) =>
  ((training, { step, prompts, key }) =>
    pick(
      ...LENGTHS.map((L) => statistic(training.answers(key, step, prompts, on(ofLength(L)).law(training)))),
    )) satisfies WordObservation['measure'];

/** What the oracle gets wrong, over as many queries as there are prompts. */
function oracle(
  { material, problem }: LanguageTraining,
  of: 'heldOut' | 'novel',
  n: number,
  key: readonly [number, number],
) {
  const directions = of === 'heldOut' ? material.directions : material.novelDirections;
  return oracleError(directions, material[of], problem.departures.testBag || problem.bag, { n, key });
}

const excess = (of: 'heldOut' | 'novel', test?: Test): WordObservation => ({
  ...overPrompts(
    of === 'heldOut'
      ? '0–1 error on held-out words beyond that of the plug-in oracle sign⟨x − a, b⟩, which knows the concept'
      : '0–1 error on concepts that nobody trained on beyond that of their plug-in oracle',
    errorRate,
    counted,
  ),
  range: [-1, 1],
  measure: (training, { step, prompts, key }) =>
    errorRate(training.answers(key, step, prompts, test && on(test).law(training))) -
    oracle(training, of, prompts, key),
});

const aligned = (pick: 'overlap' | 'gap') => (training: LanguageTraining) => {
  const directions = training.material.directions.map(({ b }) => b);
  return alignment(attentionMatrix(training.weights()), directions)[pick];
};

/** Everything that claims over real words measure. */
export const observations = {
  error: overPrompts('0–1 error on prompts of held-out words', errorRate, counted),
  trainedError: overPrompts('0–1 error on fresh prompts of training words', errorRate, { ...counted, ...on(trained) }),
  oracleError: {
    ...overPrompts('0–1 error of the plug-in oracle on held-out words', errorRate),
    measure: (training, { prompts, key }) => oracle(training, 'heldOut', prompts, key),
  },
  excess: excess('heldOut'),
  correctAttention: overPrompts('mean attention on demonstrations with the query’s sign, held-out words', correctMass),
  trainingAttention: {
    ...overPrompts('the same on prompts of the last training batches', correctMass),
    measure: (training, { prompts }) => correctMass(training.answersInTraining(prompts)),
  },
  overlap: fromWeights(
    'mean squared cosine between the span of the b_k and the K1 leading directions of M = W_KᵀW_Q',
    [0, 1],
    aligned('overlap'),
  ),
  gap: fromWeights('eigenvalue K1 of M against eigenvalue K1 + 1, in absolute value', POSITIVE, aligned('gap')),
  novelError: overPrompts('0–1 error on concepts that nobody trained on', errorRate, { ...counted, ...on(novel) }),
  novelAttention: overPrompts('attention on the query’s sign, concepts that nobody trained on', correctMass, on(novel)),
  novelExcess: excess('novel', novel),
  combinedError: overPrompts('0–1 error on combinations of two trained concepts, held-out words', errorRate, {
    ...counted,
    law: (training: LanguageTraining) => training.combined(),
  }),
  combinedAttention: overPrompts('attention on the query’s sign, combinations of two trained concepts', correctMass, {
    law: (training: LanguageTraining) => training.combined(),
  }),
  skewedError: overPrompts('0–1 error where all prompts are about one concept', errorRate, {
    ...counted,
    ...on(skewed),
  }),
  errorAtLengths: {
    ...overPrompts(`largest 0–1 error over prompts of ${LENGTHS.join(', ')} demonstrations`, errorRate, counted),
    measure: worst(errorRate, Math.max),
  },
  attentionAtLengths: {
    ...overPrompts(`least attention on the query’s sign over ${LENGTHS.join(', ')} demonstrations`, correctMass),
    measure: worst(correctMass, Math.min),
  },
  ...leads,
} as const satisfies Record<string, WordObservation>;
