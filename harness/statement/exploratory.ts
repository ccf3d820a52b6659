const SUFFIX = '.exploratory.ts';

/** Whether a claim's file says that it is explored: reported with the same verdicts, and gating nothing. */
export const isExploratory = ({ file }: { readonly file: string }): boolean => file.endsWith(SUFFIX);

/** What every exploratory verdict is printed with: nobody must read its level as a part of the suite's. */
export const EXPLORATORY_NOTE =
  'gates nothing; its level is that of this claim alone, outside of the level that the gated claims share';
