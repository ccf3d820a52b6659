import type { WordConcept } from '../concept';
import type { Lexicon } from '../lexicon';
import { known } from './concepts';
import { readEmbedding } from './embedding';
import type { OnProgress } from './lines';

/** A lexicon of somebody's embedding: the concepts with the words that it has. Throws what its parts throw. */
export async function readLexicon(
  file: string,
  concepts: readonly WordConcept[],
  progress?: OnProgress,
  further: readonly string[] = [],
): Promise<Lexicon> {
  const wanted = new Set([
    ...concepts.flatMap(({ plus, minus, labels }) => [...plus, ...minus, ...(labels ?? [])]),
    ...further,
  ]);
  const { dimensions, vectors, cloud } = await readEmbedding(file, wanted, progress);
  const vector = (word: string): Float64Array => {
    const found = vectors.get(word);
    if (found) return found;
    throw new RangeError(`lexicon: expected a word that it has, got ${word}`);
  };
  const has = (word: string) => vectors.has(word);
  return { name: file, dimensions, cloud, has, vector, concepts: known(concepts, has, file) };
}
