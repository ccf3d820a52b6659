/** What the figure on words of two meanings shows: attention, activation, and which neurons fire. */
import type { Dictionary } from '../../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../../generators/concepts/problem';
import {
  conceptsPerNeuron,
  contraryReadings,
  firingShares,
  type MeaningReading,
} from '../../../model/concepts/meanings';
import type { Sign } from '../../../model/concepts/readings';
import { fromWeights, type ModelObservation } from '../../../model/one-layer/observations';
import type { OneLayerTraining } from '../../../model/one-layer/training';
import { meanOf } from '../../../model/reference/linear';

/** What of a training is looked at here. */
type Pictured = OneLayerTraining<ConceptProblem> & { readonly dictionary: Dictionary };
type MeaningObservation = ModelObservation<Pictured>;

/** Strengths of the meaning that the demonstrations do not have, the other one being 1. */
export const STRENGTHS = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

const read = (training: Pictured, of: keyof MeaningReading, strength: number) =>
  contraryReadings(training.weights(), training.dictionary, strength).map((reading) => reading[of]);

const KINDS = ['attention', 'activation'] as const satisfies readonly (keyof MeaningReading)[];

const atStrength = (strength: number): readonly (readonly [string, MeaningObservation])[] =>
  KINDS.map((kind) => [
    `${kind} at strength ${strength}`,
    fromWeights<ConceptProblem, Pictured>(
      `mean ${kind} for the demonstrations’ meaning, the other of strength ${strength}`,
      [0, 1],
      (training) => meanOf(read(training, kind, strength)),
    ),
  ]);

const fire = (reads: Sign, label: Sign): MeaningObservation =>
  fromWeights<ConceptProblem, Pictured>(
    `share of the neurons with r ${reads > 0 ? '>' : '<'} 0 that fire for the sign ${label}`,
    [0, 1],
    (training) => meanOf(firingShares(training.weights(), training.dictionary, reads, label)),
  );

/** Share of the neurons that fire for so many concepts, on labels of the sign of their read-out. */
const firingFor = (doc: string, counts: (concepts: number, K1: number) => boolean): MeaningObservation =>
  fromWeights<ConceptProblem, Pictured>(doc, [0, 1], (training) => {
    const counted = conceptsPerNeuron(training.weights(), training.dictionary);
    return counted.filter((concepts) => counts(concepts, training.problem.K1)).length / counted.length;
  });

export const meanings = {
  ...(Object.fromEntries(STRENGTHS.flatMap(atStrength)) as Record<string, MeaningObservation>),
  leastMeaningAttention: fromWeights<ConceptProblem, Pictured>(
    'least attention for the demonstrations’ meaning',
    [0, 1],
    (training) => Math.min(...read(training, 'attention', 1)),
  ),
  leastMeaningActivation: fromWeights<ConceptProblem, Pictured>(
    'least share of activation for it',
    [0, 1],
    (training) => Math.min(...read(training, 'activation', 1)),
  ),
  positiveForPositive: fire(1, 1),
  positiveForNegative: fire(1, -1),
  negativeForPositive: fire(-1, 1),
  negativeForNegative: fire(-1, -1),
  firingForAll: firingFor('share of the neurons that fire for every concept', (concepts, K1) => concepts === K1),
  firingForSome: firingFor('… for some concepts', (concepts, K1) => concepts > 0 && concepts < K1),
  firingForNone: firingFor('… for no concept', (concepts) => concepts === 0),
} as const satisfies Record<string, MeaningObservation>;
