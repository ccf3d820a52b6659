import { type CategoryProblem, PLAIN_CATEGORIES } from './problem';

/** The reference problem of word categories: six unlike ones, four words to an input. */
export const referenceCategories: CategoryProblem = {
  categories: ['animals', 'food', 'body', 'times', 'countries', 'motion'],
  novel: ['plants', 'feelings', 'communication', 'female names'],
  split: 0,
  bag: 4,
  dX: 64,
  dY: 8,
  l: 20,
  lTest: 20,
  alpha: 0.8,
  alphaTest: 0.8,
  beta: 2,
  shifts: 3,
  m: 64,
  B: 64,
  delta: 0.2,
  eta: 1,
  departures: PLAIN_CATEGORIES,
};
