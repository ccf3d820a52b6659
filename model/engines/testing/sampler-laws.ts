import type { ConceptProblem } from '../../../generators/concepts/problem';
import type { DecodedPrompts } from './decoded-prompts';
import { centred, type Finding, frequency, indices, over } from './findings';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { ceil, floor, sqrt } = Math;

/** Discrete choices of prompts whose demonstrations all share the co-concept and are balanced (no departures). */
export function promptFindings(problem: ConceptProblem, sample: DecodedPrompts): Finding[] {
  return [
    ...conceptFindings(problem, sample),
    ...signFindings(problem, sample),
    ...polysemyFindings(problem, sample),
    ...irrelevantFindings(problem, sample),
  ];
}

function conceptFindings({ K1 }: ConceptProblem, { n, concept }: DecodedPrompts): Finding[] {
  return [
    ...indices(K1).map((k) =>
      frequency(
        `concept ${k}`,
        1 / K1,
        over(n, 1, (b) => concept[b] === k),
      ),
    ),
    frequency(
      'concept of two successive prompts agrees',
      1 / K1,
      over(n - 1, 1, (b) => concept[b] === concept[b + 1]),
    ),
  ];
}

function signFindings({ K1, L }: ConceptProblem, { n, concept, words }: DecodedPrompts): Finding[] {
  const sign = (b: number, l: number): number => words[(b * (L + 1) + l) * K1 + concept[b]!]!;
  const total = (b: number): number => indices(L).reduce((sum, l) => sum + sign(b, l), 0);
  // Two different places of a balanced row agree with probability (L/2 − 1)/(L − 1).
  const agree = (L / 2 - 1) / (L - 1);
  return [
    frequency(
      'demonstrations are exactly balanced',
      1,
      over(n, 1, (b) => total(b) === 0),
    ),
    ...indices(L + 1).map((l) =>
      frequency(
        `sign of word ${l}`,
        1 / 2,
        over(n, 1, (b) => sign(b, l) === 1),
      ),
    ),
    ...indices(L - 1).map((l) =>
      frequency(
        `signs ${l}, ${l + 1} agree`,
        agree,
        over(n, 1, (b) => sign(b, l) === sign(b, l + 1)),
      ),
    ),
    frequency(
      'first and last sign agree',
      agree,
      over(n, 1, (b) => sign(b, 0) === sign(b, L - 1)),
    ),
    frequency(
      'query agrees with the first sign',
      1 / 2,
      over(n, 1, (b) => sign(b, L) === sign(b, 0)),
    ),
    frequency(
      'query signs of successive prompts agree',
      1 / 2,
      over(n - 1, 1, (b) => sign(b, L) === sign(b + 1, L)),
    ),
    ...indices(K1).map((k) =>
      frequency(
        `query sign given concept ${k}`,
        1 / 2,
        over(n, 1, (b) => (concept[b] === k ? sign(b, L) === 1 : undefined)),
      ),
    ),
  ];
}

function polysemyFindings(problem: ConceptProblem, { n, concept, words, labels }: DecodedPrompts): Finding[] {
  const { K1, L, p } = problem;
  const W = (L + 1) * K1;
  const [others, demonstrations] = [W, L * K1];
  const foreign = (b: number, i: number): boolean => i % K1 !== concept[b];
  const sign = (b: number, i: number): number => words[b * W + i]!;
  const extra = (b: number, i: number): number | undefined => (foreign(b, i) ? sign(b, i) : undefined);
  const both = (b: number, i: number): boolean | undefined => {
    const [j, own] = [(i % K1) + 1, concept[b]!];
    if (i % K1 === K1 - 1 || i % K1 === own || j === own) return undefined;
    return sign(b, i) !== 0 && sign(b, i + 1) !== 0;
  };
  const query = (b: number, j: number): boolean | undefined =>
    j === concept[b] ? undefined : sign(b, L * K1 + j) !== 0;
  const own = (b: number, i: number): number => sign(b, i - (i % K1) + concept[b]!);
  return [
    frequency(
      'rate of other concepts',
      p,
      over(n, others, (b, i) => (foreign(b, i) ? sign(b, i) !== 0 : undefined)),
    ),
    frequency('rate of other concepts in queries', p, over(n, K1, query)),
    ...indices(K1).map((k) =>
      frequency(
        `rate of concept ${k} as an extra`,
        p,
        over(n, L + 1, (b, l) => (k === concept[b] ? undefined : sign(b, l * K1 + k) !== 0)),
      ),
    ),
    frequency('two neighbouring extras at once', p * p, over(n, others, both)),
    centred('sign of extras', p, over(n, others, extra)),
    centred(
      'sign of extras × sign of the word',
      p,
      over(n, others, (b, i) => (foreign(b, i) ? sign(b, i) * own(b, i) : undefined)),
    ),
    frequency(
      'labels carry what the words carry',
      1,
      over(n, demonstrations, (b, i) => labels[b * demonstrations + i] === sign(b, i)),
    ),
  ];
}

function irrelevantFindings(problem: ConceptProblem, { n, irrelevant, words, concept }: DecodedPrompts): Finding[] {
  const { K1, K2, L, pNu } = problem;
  const at = (b: number, l: number, j: number): number => irrelevant[(b * (L + 1) + l) * K2 + j]!;
  const own = (b: number, l: number): number => words[(b * (L + 1) + l) * K1 + concept[b]!]!;
  const variance = pNu * (1 - pNu);
  return [
    ...indices(K2).map((j) =>
      frequency(
        `rate of irrelevant ${j}`,
        pNu,
        over(n, L + 1, (b, l) => at(b, l, j) === 1),
      ),
    ),
    ...indices(K2).map((j) =>
      frequency(
        `rate of irrelevant ${j} in queries`,
        pNu,
        over(n, 1, (b) => at(b, L, j) === 1),
      ),
    ),
    centred(
      'irrelevant × sign of the word',
      pNu,
      over(n, L + 1, (b, l) => at(b, l, 0) * own(b, l)),
    ),
    centred(
      'two irrelevant at once',
      variance * variance,
      over(n, L + 1, (b, l) => (at(b, l, 0) - pNu) * (at(b, l, K2 - 1) - pNu)),
    ),
    centred(
      'irrelevant in successive words',
      variance * variance,
      over(n, L, (b, l) => (at(b, l, 0) - pNu) * (at(b, l + 1, 0) - pNu)),
    ),
  ];
}

/** Departures from the paper's prompts: unbalanced signs, foreign concepts, wrong demonstration labels. Needs p = 0. */
export function departureFindings(problem: ConceptProblem, sample: DecodedPrompts): Finding[] {
  const { K1, L, departures } = problem;
  const { n, concept, words, labels } = sample;
  const { positives, foreign, flips } = departures;
  const carried = (b: number, l: number): number => {
    let k = 0;
    while (words[(b * (L + 1) + l) * K1 + k] === 0) k++;
    return k;
  };
  const word = (b: number, l: number): number => words[(b * (L + 1) + l) * K1 + carried(b, l)]!;
  const label = (b: number, l: number): number => labels[(b * L + l) * K1 + carried(b, l)]!;
  const plus = (b: number): number => indices(L).reduce((sum, l) => sum + (word(b, l) === 1 ? 1 : 0), 0);
  const low = floor(L * positives);
  const fraction = L * positives - low;
  return [
    frequency(
      'positives, rounded down or up',
      1,
      over(n, 1, (b) => plus(b) === low || plus(b) === low + ceil(fraction)),
    ),
    frequency(
      'positives, rounded up',
      fraction,
      over(n, 1, (b) => plus(b) > low),
    ),
    ...indices(L).map((l) =>
      frequency(
        `sign of word ${l}`,
        positives,
        over(n, 1, (b) => word(b, l) === 1),
      ),
    ),
    frequency(
      'foreign demonstrations',
      foreign,
      over(n, L, (b, l) => carried(b, l) !== concept[b]),
    ),
    ...indices(K1 - 1).map((step) =>
      frequency(
        `foreign concept is the prompt's + ${step + 1}`,
        foreign / (K1 - 1),
        over(n, L, (b, l) => (carried(b, l) - concept[b]! + K1) % K1 === step + 1),
      ),
    ),
    frequency(
      'labels against their words',
      flips,
      over(n, L, (b, l) => label(b, l) !== word(b, l)),
    ),
    centred(
      'label flips × signs',
      1,
      over(n, L, (b, l) => centredFlip(label(b, l) !== word(b, l), flips) * centredSign(word(b, l), positives)),
    ),
  ];
}

/** Standardised indicators: mean 0, variance 1. */
const centredFlip = (event: boolean, rate: number): number => ((event ? 1 : 0) - rate) / sqrt(rate * (1 - rate));
const centredSign = (sign: number, rate: number): number => centredFlip(sign === 1, rate);
