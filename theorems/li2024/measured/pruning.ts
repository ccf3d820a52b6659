import type { PatternProblem } from '../../../generators/patterns/problem';
import type { Observation } from '../../../harness';
import { hingeLoss, type ModelObservation, REAL, TRAJECTORY } from '../../../model/one-layer/observations';
import type { OneLayerTraining } from '../../../model/one-layer/training';
import { type ModelPart, prunedPart } from '../../../model/patterns/parts';
import { pruned } from '../../../model/patterns/probes';
import type { StreamKey, Weights } from '../../../model/reference/types';
import type { PatternTraining } from './training';

export type PatternObservation = Observation<PatternProblem, PatternTraining>;
export type Order = 'smallest' | 'largest' | 'random';

/** The model with less in it; the key is for what is dropped at random. */
type Prune = (weights: Weights, key: StreamKey) => Weights;

/** Hinge loss of each pruned model, minus that of the whole one, on the same prompts. */
function costs(
  training: OneLayerTraining<unknown>,
  { step, prompts, key }: { step: number; prompts: number; key: StreamKey },
  prunes: readonly Prune[],
): number[] {
  const weights = training.weights();
  const full = hingeLoss(training.answers(key, step, prompts));
  return prunes.map((prune) => {
    const without = prune(weights, [(key[0] ^ 0x9e37) >>> 0, key[1]]);
    return hingeLoss(training.answersOf(without, key, step, prompts)) - full;
  });
}

const observed = (
  doc: string,
  prunes: readonly Prune[],
  of: (costs: number[]) => number = ([cost]) => cost!,
): ModelObservation<OneLayerTraining<unknown>> => ({
  doc,
  range: REAL,
  prompted: true,
  witnessBound: () => TRAJECTORY,
  measure: (training, at) => of(costs(training, at, prunes)),
});

const neurons =
  (share: number, order: Order): Prune =>
  (weights, key) =>
    pruned(weights, share, order, key);

/** Hinge loss without a share of the neurons minus that of the whole model, on the same prompts. */
export const withoutNeurons = (order: Order, share: number) =>
  observed(
    `hinge loss added by dropping ${order === 'random' ? 'a random' : `the ${order}`} ${100 * share} % of the neurons`,
    [neurons(share, order)],
  );

const PART_WORDS: Readonly<Record<ModelPart, string>> = {
  keys: 'key coordinates (rows of W_K and W_Q)',
  values: 'value coordinates (rows of W_V)',
  inputs: 'inputs of the MLP (columns of W_O)',
};

const withoutPart = (part: ModelPart, order: 'smallest' | 'largest') =>
  observed(`hinge loss added by dropping the ${order} 30 % of the ${PART_WORDS[part]}`, [
    (weights) => prunedPart(weights, part, 0.3, order),
  ]);

/** How far random pruning lies between the two others: the smaller of the two distances. */
const between = ([smallest, random, largest]: number[]) => Math.min(random! - smallest!, largest! - random!);

/** What pruning costs, of neurons and of other parts. */
export const pruning = {
  withoutSmallest30: withoutNeurons('smallest', 0.3),
  withoutSmallest80: withoutNeurons('smallest', 0.8),
  withoutLargest20: withoutNeurons('largest', 0.2),
  withoutLargest30: withoutNeurons('largest', 0.3),
  withoutLargest50: withoutNeurons('largest', 0.5),
  withoutRandom20: withoutNeurons('random', 0.2),
  withoutRandom30: withoutNeurons('random', 0.3),
  withoutRandom50: withoutNeurons('random', 0.5),
  pruningOrder: observed(
    'how far dropping a random 30 % of the neurons lies between dropping the smallest and the largest, in hinge loss',
    [neurons(0.3, 'smallest'), neurons(0.3, 'random'), neurons(0.3, 'largest')],
    between,
  ),
  withoutSmallestKeys: withoutPart('keys', 'smallest'),
  withoutLargestKeys: withoutPart('keys', 'largest'),
  withoutSmallestValues: withoutPart('values', 'smallest'),
  withoutLargestValues: withoutPart('values', 'largest'),
  withoutSmallestInputs: withoutPart('inputs', 'smallest'),
  withoutLargestInputs: withoutPart('inputs', 'largest'),
} as const satisfies Record<string, PatternObservation>;
