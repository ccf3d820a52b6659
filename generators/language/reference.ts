import { type LanguageProblem, PLAIN } from './problem';

/** The reference problem of real words: four unlike concepts, four words to a demonstration. */
export const referenceWords: LanguageProblem = {
  concepts: ['opinion-adjectives', 'number', 'animal-plant', 'person-place'],
  novel: ['degree', 'food-artifact', 'names', 'capitals'],
  split: 0,
  bag: 4,
  dX: 64,
  dY: 16,
  L: 8,
  m: 32,
  B: 32,
  kappaY: 0.3,
  sigma0: 1,
  sigma1: 0.1,
  eta: 16,
  lambda: 1e-4,
  departures: PLAIN,
};
