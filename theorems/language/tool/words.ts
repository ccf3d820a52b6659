import type { AuditSettings } from '../../../generators/language/audit';
import { BadInput } from '../../../generators/language/bad-input';
import type { Lexicon } from '../../../generators/language/lexicon';
import { readConcepts } from '../../../generators/language/reading/concepts';
import { readLexicon } from '../../../generators/language/reading/lexicon';
import { vendored } from '../../../generators/language/vendored';

/** Files of the user's; the vendored words where there are none. */
export interface UserFiles {
  readonly embeddings?: string;
  readonly concepts?: string;
  readonly progress?: (share: number) => void;
}

/** What every answer says of itself. */
export const CAVEAT =
  'The evidence behind this is about one-layer models on averaged words of one English embedding, and not about language models.';

/** The lexicon that is asked about. @param further words that no concept has */
export async function lexiconOf(
  { embeddings, concepts, progress }: UserFiles,
  further: readonly string[] = [],
): Promise<Lexicon> {
  if (embeddings === undefined && concepts !== undefined) {
    throw new BadInput(
      'audit',
      '--embeddings with --concepts',
      '--concepts alone',
      'the vendored lexicon has the words of its own concepts only',
    );
  }
  if (embeddings === undefined) return vendored();
  const wanted =
    concepts === undefined ? vendored().concepts.map(({ glosses: _, ...concept }) => concept) : readConcepts(concepts);
  return readLexicon(embeddings, wanted, progress, further);
}

/** The space that words are looked at in: as many of the principal axes as problems have, at most 100. */
export const space = ({ dimensions }: Lexicon, whitening = 1): AuditSettings['space'] => ({
  dimensions: Math.min(100, dimensions),
  centred: true,
  whitening,
});
