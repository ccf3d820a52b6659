import { Demands } from '../demands';
import { CATEGORIES } from './names';
import type { CategoryProblem } from './problem';

const demand = new Demands('category problem');

/** Refuses an infeasible problem, naming the first violated condition. Throws RangeError. */
export function checkCategoryProblem(problem: CategoryProblem): void {
  const { categories, novel, departures, ...numbers } = problem;
  demand.finite({ ...numbers, ...departures });
  checkCategories([...categories, ...novel]);
  checkShape(problem);
  checkTasks(problem);
  demand.positive({ beta: numbers.beta, delta: numbers.delta, eta: numbers.eta });
  checkDepartures(problem);
}

function checkCategories(names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  demand.that(twice === undefined, 'each category once', `${twice} twice`);
  const unknown = names.find((name) => !Object.hasOwn(CATEGORIES, name));
  demand.that(unknown === undefined, `categories among ${Object.keys(CATEGORIES).join(', ')}`, `${unknown}`);
}

function checkShape({ split, bag, dX, dY, l, lTest, m, B, categories }: CategoryProblem): void {
  demand.integers({ split, bag, dX, dY, l, lTest, m, B });
  demand.atLeast(1, { bag, dY, l, lTest, m, B });
  demand.atLeast(0, { split });
  demand.atLeast(categories.length, { dX }, 'M1');
}

/** A task is held out only if a shift is left; M1 ≥ 3 follows, so that contexts of other categories than the task's exist. */
function checkTasks({ categories, novel, shifts, alpha, alphaTest }: CategoryProblem): void {
  const M1 = categories.length;
  demand.integers({ shifts });
  demand.atLeast(1, { shifts });
  demand.that(shifts <= M1 - 2, 'shifts <= M1 - 2 (one task is held out at least)', `${shifts} > ${M1 - 2}`);
  demand.positive({ alpha, alphaTest });
  demand.atMost(1, { alpha, alphaTest });
  if (novel.length > 0) demand.atLeast(3, { 'novel categories': novel.length });
}

function checkDepartures({ departures }: CategoryProblem): void {
  const { twin, testBag, contextFlips, queryFlips, skew, ...flags } = departures;
  demand.integers({ twin, testBag });
  demand.atLeast(0, { twin, testBag });
  demand.atMost(2, { twin });
  demand.fractions({ contextFlips, queryFlips, skew });
  demand.flags(flags);
}
