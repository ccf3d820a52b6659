import { conicDictionary } from '../../generators/concepts/conic';
import { mergedDictionary } from '../../generators/concepts/merged';
import { outsideDictionary } from '../../generators/concepts/outside';
import type { ConceptProblem } from '../../generators/concepts/problem';
import { switchedDictionary } from '../../generators/concepts/switched';
import type { Observation } from '../../harness';
import { conceptLaw } from '../../model/engines/concept-law';
import type { PromptLaw } from '../../model/engines/law';
import { borderlinePrompts, correctMass, errorRate, overPrompts } from '../../model/one-layer/observations';
import type { ConceptTraining } from './training';

/** Test prompts of another law than the training prompts. */
export type Shift = (training: ConceptTraining) => PromptLaw;

/** Lengths of test prompts (bu2024 card, B6); even, since demonstrations are balanced. */
const LENGTHS = [2, 4, 8, 16, 32, 64, 128] as const;
/** Fractions of test prompts about one concept, beside its share of the others (ours). */
const SKEWS = [0.9, 1] as const;

/** Test prompts as the problem has them. */
export const asTested: Shift = (training) =>
  training.testLaw('as tested', (problem, dictionary) => conceptLaw(problem, dictionary, problem.departures.testSkew));

export const ofLength =
  (L: number): Shift =>
  (training) =>
    training.testLaw(`length ${L}`, (problem, dictionary) => conceptLaw({ ...problem, L }, dictionary));

export const skewed =
  (share: number): Shift =>
  (training) =>
    training.testLaw(`skew ${share}`, (problem, dictionary) => conceptLaw(problem, dictionary, share));

export const conic: Shift = (training) =>
  training.testLaw('conic', (problem, dictionary) =>
    conceptLaw(problem, conicDictionary(problem, dictionary, training.combinations)),
  );

/** All prompts are about the merged concept. */
const sharing =
  (concepts: number): Shift =>
  (training) =>
    training.testLaw(`sharing ${concepts}`, (problem, dictionary) =>
      conceptLaw(problem, mergedDictionary(dictionary, concepts), 1),
    );

/** All prompts are about a switched concept: the two are alike in law. */
export const switched: Shift = (training) =>
  training.testLaw('switched', (problem, dictionary) => conceptLaw(problem, switchedDictionary(dictionary), 1));

/** Prompts about concepts whose words, or whose labels, leave the span of the learned ones. */
const outside =
  (side: 'words' | 'labels'): Shift =>
  (training) =>
    training.testLaw(`${side} outside`, (problem, dictionary) =>
      conceptLaw(problem, outsideDictionary(problem, dictionary, side, training.combinations)),
    );

/** The least attention on demonstrations with the query's sign over some laws of test prompts. */
function leastAttention(
  where: string,
  shifts: (training: ConceptTraining) => readonly Shift[],
): Observation<ConceptProblem, ConceptTraining> {
  return {
    ...overPrompts(`least mean attention on demonstrations with the query’s sign ${where}`, correctMass),
    measure: (training, { step, prompts, key }) =>
      Math.min(...shifts(training).map((shift) => correctMass(training.answers(key, step, prompts, shift(training))))),
  };
}

/** The largest 0–1 error over some laws of test prompts, each measured on as many prompts. */
function worstError(
  doc: string,
  shifts: (training: ConceptTraining) => readonly Shift[],
): Observation<ConceptProblem, ConceptTraining> {
  return {
    ...overPrompts(doc, errorRate, { witnessBound: borderlinePrompts }),
    measure: (training, { step, prompts, key }) =>
      Math.max(...shifts(training).map((shift) => errorRate(training.answers(key, step, prompts, shift(training))))),
  };
}

/** Out of distribution: what a model trained as ever answers to test prompts of other laws (bu2024, mechanism 3 and OOD figure). */
export const outOfDistribution = {
  errorAtLengths: worstError(`largest 0–1 error over test prompts of ${LENGTHS.join(', ')} demonstrations`, () =>
    LENGTHS.map(ofLength),
  ),
  errorSkewed: worstError(
    `larger 0–1 error where a share of ${SKEWS.join(' or ')} of test prompts is about one concept`,
    () => SKEWS.map(skewed),
  ),
  errorConic: worstError('0–1 error on test prompts about combinations of the learned concepts', () => [conic]),
  errorSeveral: worstError('larger 0–1 error on test prompts that share two or all of the concepts', ({ problem }) =>
    [2, problem.K1].map(sharing),
  ),
  errorSwitched: worstError('0–1 error on test prompts about a concept whose words are those of another one', () => [
    switched,
  ]),
  errorWordsOutside: worstError('0–1 error on test prompts whose words leave the span of the learned ones', () => [
    outside('words'),
  ]),
  errorLabelsOutside: worstError('0–1 error on test prompts whose labels leave the span of the learned ones', () => [
    outside('labels'),
  ]),
  attentionAtLengths: leastAttention('over test prompts of 2 and of 128 demonstrations', () => [2, 128].map(ofLength)),
  attentionSkewed: leastAttention('where all test prompts are about one concept', () => [skewed(1)]),
  attentionConic: leastAttention('on combinations of the learned concepts', () => [conic]),
  attentionSeveral: leastAttention('where test prompts share two or all of the concepts', ({ problem }) =>
    [2, problem.K1].map(sharing),
  ),
  attentionSwitched: leastAttention('where a concept has the words of another one', () => [switched]),
} as const;
