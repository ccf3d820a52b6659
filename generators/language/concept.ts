/** A binary concept as words carry it: two lists, of words that have it with either sign. */
export interface WordConcept {
  readonly name: string;
  /** What the two sides are, in words. */
  readonly doc: string;
  /** Whether word i of one side belongs to word i of the other: a split then keeps the two together. */
  readonly paired: boolean;
  readonly plus: readonly string[];
  readonly minus: readonly string[];
  /** Two words that name the sides; absent where nobody gave any. */
  readonly labels?: readonly [string, string];
  /** Sentences that stand for words of either side, where there are any: their names in the lexicon. */
  readonly glosses?: { readonly plus: readonly string[]; readonly minus: readonly string[] };
}

/** Fewer words a side cannot be split into training and held-out ones. */
export const LEAST_WORDS = 12;
