import type fc from 'fast-check';
import { enoughShifts } from '../patterns/tasks';
import { pointAndOrder, type Region, symbolsAt } from '../region';
import { type CategoryProblem, PLAIN_CATEGORIES } from './problem';

/** Categories that nobody trains on: as few as prompts with contexts of a third one need. */
const NOVEL = 4;

/**
 * Problems over a set of categories: M1 of them are trained on, four others are new, all drawn. The region speaks M1, `split`, `bag`,
 * dX (of words), dY, l, alpha, beta, m, B, delta and eta; prompts at test are as long as those of training, and tasks are trained on
 * in as many shifts as the paper's condition asks for.
 */
export function categoryProblems(region: Region, categories: readonly string[]): fc.Arbitrary<CategoryProblem> {
  return pointAndOrder(region, categories).map(([values, order]) => categoryProblem(values, order));
}

/** The problem at one point of a region, over the categories in order. Throws RangeError for a missing symbol. */
export function categoryProblem(values: Readonly<Record<string, number>>, order: readonly string[]): CategoryProblem {
  const value = symbolsAt(values, 'category problems');
  const [M1, l, alpha] = [value('M1'), value('l'), value('alpha')];
  return {
    ...{ categories: order.slice(0, M1), novel: order.slice(M1, M1 + NOVEL) },
    ...{ split: value('split'), bag: value('bag'), dX: value('dX'), dY: value('dY') },
    ...{ l, lTest: l, alpha, alphaTest: alpha },
    ...{ beta: value('beta'), shifts: enoughShifts(M1), m: value('m'), B: value('B') },
    ...{ delta: value('delta'), eta: value('eta'), departures: PLAIN_CATEGORIES },
  };
}
