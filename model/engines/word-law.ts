import type { PromptLaw } from './law';
import { padded, takeTable, type Workspace } from './memory';
import { CONCEPT_LAW, takeFields } from './structs';

/** `CONCEPTS` in model/kernel/law.ts. */
const KIND = 0;

/** What a prompt over a vocabulary is drawn from. Concept k has the features 2k (sign −1) and 2k + 1 (sign +1). */
interface Vocabulary {
  /** Of every feature the vectors of its words, [2 K][n][dX]; n ≥ 2 · bag, since no word of the query is in a demonstration. */
  readonly words: readonly (readonly Float64Array[])[];
  /** Of every feature its label vector, [2 K][dY]. */
  readonly labels: readonly Float64Array[];
}

/** How prompts are made of a vocabulary. */
export interface WordRule {
  readonly L: number;
  /** Words that are averaged to one, without replacement. */
  readonly bag: number;
  /** Standard deviation of Gaussian noise on every coordinate of words and labels beside. */
  readonly sigma: number;
  /** Fractions, as in bu2024's departures. */
  readonly positives: number;
  readonly foreign: number;
  readonly flips: number;
  readonly queryFlips: number;
  readonly skew: number;
}

/** The law of concept prompts whose words are gathered from a vocabulary. Throws RangeError for a feature of too few words. */
export function wordLaw(vocabulary: Vocabulary, rule: WordRule): PromptLaw {
  demandWords(vocabulary.words, rule.bag, 'wordLaw', 'a side');
  const [dX, dY] = [vocabulary.words[0]![0]!.length, vocabulary.labels[0]!.length];
  const write = (workspace: Workspace) => writeLaw(workspace, vocabulary, { ...rule, dX, dY });
  return { dX, dY, L: rule.L, shared: false, write };
}

function writeLaw(
  workspace: Workspace,
  { words, labels }: Vocabulary,
  rule: WordRule & { dX: number; dY: number },
): number {
  const { dX, dY, L, bag, sigma, positives, foreign, flips, queryFlips, skew } = rule;
  const tail = (d: number) => ((d - 1) & 3) + 1;
  const K1 = words.length / 2;
  return takeFields(workspace, CONCEPT_LAW, [
    { kind: KIND, shared: 0, dX: padded(dX), dY: padded(dY), L, K1, K2: 0 },
    { tailX: tail(dX), tailY: tail(dY), limitP: 0, limitNu: 0, restP: 0, restNu: 0 },
    { deferred: 0, groups: 0, nX: 0, nY: 0, irrelevant: 0, features: 0, featuresT: 0, labelsT: 0 },
    { words: takeTable(workspace, words.flat(), dX) },
    { labels: takeTable(workspace, labels, dY) },
    // Words [L + 1], labels [L], 16 bits each; then the number of further concepts.
    { composition: workspace.take(padded(2 * (2 * L + 1)) + 4) },
    bagFields(workspace, words, bag),
    { sigma, p: 0, pNu: 0, positives, foreign, flips, queryFlips, skew },
  ]);
}

type FeatureWords = readonly (readonly Float64Array[])[];

/** Refuses fewer words of a feature than query and demonstration take. @throws RangeError */
export function demandWords(words: FeatureWords, bag: number, who: string, of: string): void {
  const least = Math.min(...words.map((rows) => rows.length));
  if (least >= 2 * bag) return;
  throw new RangeError(`${who}: expected at least ${2 * bag} words ${of} for bags of ${bag}, got ${least}`);
}

/** What a law that gathers words says of them: a feature is a range of rows of the table of all words. */
export function bagFields(workspace: Workspace, words: FeatureWords, bag: number) {
  return { bag, ranges: takeRanges(workspace, words), picks: workspace.take(8 * bag) };
}

function takeRanges(workspace: Workspace, words: FeatureWords): number {
  const at = workspace.take(8 * words.length);
  const ranges = new Int32Array(workspace.kernel.memory.buffer, at, 2 * words.length);
  let first = 0;
  for (const [i, { length }] of words.entries()) {
    ranges.set([first, length], 2 * i);
    first += length;
  }
  return at;
}
