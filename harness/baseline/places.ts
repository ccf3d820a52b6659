import type { EvaluatedProblem } from '../compile/tolerances';
import { type Change, sameNumber, shownNumber, stricter, unclear, weaker } from './change';
import { compareLimits } from './limits';

interface Located {
  readonly change: Change;
  readonly place: string;
}

/** What became of the problems at which formulas were evaluated: corners that are gone, or are another problem now. */
export function comparePlaces(was: readonly EvaluatedProblem[], is: readonly EvaluatedProblem[]): Change[] {
  const gone = without(was, is).map(({ name }) => weaker(`the corner ${name}`, 'none of that name'));
  const added = without(is, was).map(({ name }) => stricter('no such corner', `the corner ${name}`));
  return [...gone, ...grouped(pairs(was, is).flatMap(([one, other]) => moved(one, other))), ...added];
}

/** What became of the bounds, at every problem that is still the same. A bound is named once, not per problem. */
export function compareBounds(was: readonly EvaluatedProblem[], is: readonly EvaluatedProblem[]): Change[] {
  const same = pairs(was, is).filter(([one, other]) => moved(one, other).length === 0);
  const located = same.flatMap(([one, other]) =>
    compareLimits(one.limits, other.limits).map((change) => ({ change, place: one.name })),
  );
  return grouped(located);
}

function pairs(
  was: readonly EvaluatedProblem[],
  is: readonly EvaluatedProblem[],
): [EvaluatedProblem, EvaluatedProblem][] {
  return was.flatMap((one): [EvaluatedProblem, EvaluatedProblem][] => {
    const other = is.find(({ name }) => name === one.name);
    return other ? [[one, other]] : [];
  });
}

function without(some: readonly EvaluatedProblem[], others: readonly EvaluatedProblem[]): EvaluatedProblem[] {
  return some.filter(({ name }) => !others.some((other) => other.name === name));
}

// A symbol that is new says nothing about the problem.
function moved(was: EvaluatedProblem, is: EvaluatedProblem): Located[] {
  const found = Object.entries(was.symbols).find(([name, value]) => {
    const now = is.symbols[name];
    return now === undefined || !sameNumber(value, now);
  });
  if (!found) return [];
  const [symbol, value] = found;
  const now = is.symbols[symbol];
  const change = unclear(
    `${symbol} = ${shownNumber(value)}`,
    now === undefined ? 'none' : `${symbol} = ${shownNumber(now)}`,
  );
  return [{ change, place: was.name }];
}

/** One change for all problems where the same thing changed in the same direction, with the numbers of the first. */
function grouped(located: readonly Located[]): Change[] {
  const groups = new Map<string, Located[]>();
  for (const one of located) {
    const key = `${one.change.kind} ${words(one.change.was)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const { change, place } = group[0]!;
    const more = group.length > 1 ? ` and ${group.length - 1} more` : '';
    const at = place === 'reference' ? 'the reference problem' : `corner ${place}`;
    return { ...change, was: `${change.was} at ${at}${more}` };
  });
}

// Bounds and grids differ from problem to problem; what they are bounds of does not.
function words(text: string): string {
  return text.replace(/ \S+$/, '').replace(/\(t = \d+\)|at t = [\d, ]+|\d+ steps from \d+/g, '');
}
