/** What claims about the choice of demonstrations share. */
import { notChecked as ofWords } from '../controls';

/** What was looked at before their constants were chosen. */
export const calibrated = 'splits of odd seed; 27 configurations';

/** Tasks of every pool. */
export const PROMPTS = 1000;

export const notChecked: readonly string[] = [
  ...ofWords,
  'other pools than of 20 examples, and other models than one of one layer',
  'clean and imbalanced pools, and 16 demonstrations: the table in docs/language.md',
];
