import type { WordConcept } from './concept';
import type { Cloud } from './principal';

/** Words with their vectors, the concepts they carry, and the cloud of the most frequent words, by which vectors are whitened. */
export interface Lexicon {
  /** Where the vectors come from, for printing. */
  readonly name: string;
  readonly dimensions: number;
  readonly concepts: readonly WordConcept[];
  readonly cloud: Cloud;
  has(word: string): boolean;
  /** The vector of a word or of a gloss, as the embedding has it. Throws RangeError for one that is not there. */
  vector(word: string): Float64Array;
}

/** The concept of that name. @throws RangeError */
export function conceptNamed({ concepts }: Lexicon, name: string): WordConcept {
  const found = concepts.find((concept) => concept.name === name);
  if (found) return found;
  throw new RangeError(`lexicon: expected a concept among ${concepts.map((c) => c.name).join(', ')}, got ${name}`);
}
