import type { Family } from '../statement/family';
import type { FigureDefinition, Gallery } from './definition';

/** The figures of one paper, over one family: the default export of `theorems/<paper>/figures.ts`. */
export function gallery(family: Family, figures: readonly FigureDefinition[]): Gallery {
  return { theoremcheck: 'gallery', family, figures };
}

/** Files of figures and the harness are bundled apart, so a tag decides and not a class. */
export function isGallery(value: unknown): value is Gallery {
  return typeof value === 'object' && value !== null && (value as Partial<Gallery>).theoremcheck === 'gallery';
}
