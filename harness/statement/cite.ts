/** Where a statement comes from: a key of references.bib, a place in it, and how faithful the wording is. */
export interface Citation {
  readonly key: string;
  readonly place: string;
  readonly wording: 'verbatim' | 'paraphrased' | 'reconstructed';
}

export function cite(key: string, place: string, wording: Citation['wording'] = 'paraphrased'): Citation {
  return { key, place, wording };
}

/** Keys of the entries of a BibTeX file. */
export function bibliographyKeys(bibtex: string): string[] {
  return [...bibtex.matchAll(/^\s*@\w+\s*\{\s*([^,\s]+)\s*,/gm)].map((entry) => entry[1]!);
}
