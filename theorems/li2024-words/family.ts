import { checkCategoryProblem } from '../../generators/categories/check';
import type { CategoryProblem } from '../../generators/categories/problem';
import { categoryProblem, categoryProblems } from '../../generators/categories/problems';
import { referenceCategories } from '../../generators/categories/reference';
import { dialsOf } from '../../generators/dials';
import { worldOf } from '../../generators/language/twins';
import { exp, ln } from '../../generators/math';
import type { Family } from '../../harness';
import { prepareEngine } from '../../model/one-layer/training';
import { assumptions, POOL, region, settings } from './assumptions';
import { categoryArrays } from './export';
import { observations } from './observations';
import { type CategoryTraining, startTraining } from './training';

const corner = (first: readonly string[], values: Readonly<Record<string, number>>): CategoryProblem => {
  const order = [...first, ...POOL.filter((name) => !first.includes(name))];
  const rest = { split: 2, bag: 4, dX: 64, beta: 2 };
  return categoryProblem({ ...rest, M1: first.length, ...values }, order);
};

/** Corners of the region: categories that lean on each other, abstract ones, the fewest and the most of everything. */
const corners: Readonly<Record<string, CategoryProblem>> = {
  'places and their people': corner(['capitals', 'countries', 'nationalities', 'female names'], {
    ...{ dY: 4, l: 20, alpha: 0.6, m: 48, B: 48, delta: 0.15, eta: 1.1 },
  }),
  'living things': corner(['animals', 'plants', 'people', 'body', 'food', 'substances'], {
    ...{ dY: 8, l: 24, alpha: 0.8, m: 64, B: 64, delta: 0.2, eta: 0.7 },
  }),
  'thoughts and words': corner(['feelings', 'thoughts', 'communication', 'motion'], {
    ...{ dY: 8, l: 20, alpha: 0.8, m: 48, B: 48, delta: 0.2, eta: 1.1 },
  }),
  'many unlike ones': corner(
    ['animals', 'artifacts', 'times', 'quantities', 'capitals', 'motion', 'female names', 'feelings'],
    { ...{ dY: 4, l: 24, alpha: 0.6, m: 64, B: 64, delta: 0.15, eta: 0.7 } },
  ),
};

/**
 * li2024’s prompts, model and training over categories of real words: an input is the mean of `bag` words of a category in place of
 * a pattern with some irrelevance, and all that is measured is measured on tasks and on words that training has not seen.
 *
 * Formulas may use the numbers of a problem; `M1`; `unit` = M1 α^(−2/3)/η, as in li2024; and `world`, which is 1 for words, 2 for their
 * isotropic twins and 1/2 for twins of their covariance.
 */
export const li2024Words = {
  name: 'li2024-words',
  problems: categoryProblems(region, POOL),
  region,
  regionChosenAfter: ['splits of odd seed, which the region does not draw'],
  reference: referenceCategories,
  corners,
  check: checkCategoryProblem,
  symbols: ({ categories, novel: _, departures: { twin }, ...numbers }) => {
    const M1 = categories.length;
    const unit = (M1 * exp((-2 / 3) * ln(numbers.alpha))) / numbers.eta;
    return { ...numbers, M1, unit, world: worldOf(twin) };
  },
  assumptions,
  dials: dialsOf(assumptions, settings),
  engines: ['fused', 'tfjs'],
  prepare: prepareEngine,
  train: startTraining,
  observations,
  arrays: categoryArrays,
} satisfies Family<CategoryProblem, CategoryTraining>;

export default li2024Words;
