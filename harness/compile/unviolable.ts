import type { SidedAtom } from '../judge/atoms';
import { outcome } from '../judge/outcome';
import { leaves, requestsOfAtoms } from '../judge/plan';
import { turn } from '../statement/dials';
import type { Quantity } from '../statement/quantity';
import { renderRelation } from '../statement/render';
import type { Statement } from '../statement/whole';

/**
 * Why no training can violate a claim: at the reference problem and at every corner its relations hold at the smallest and
 * at the largest values that its observations can take. Undefined where some value violates it, and where that cannot be
 * told from the ends (a formula, a slope, a variance).
 */
export function unviolable(statement: Statement, bound: readonly SidedAtom[]): string | undefined {
  const { family, at, stream, measured } = statement;
  // A bound that moves with what a trial measures is not where the ends of a range would put it.
  if (Object.keys(measured).length > 0 || !bound.every(({ atom }) => isPlain(atom.of))) return undefined;
  const corners = at === 'reference' ? [] : Object.values(family.corners);
  const problems = [family.reference, ...corners].map((problem) => turn(family, problem, stream));
  if (!problems.every((problem) => holdsAt(statement, bound, problem, 0) && holdsAt(statement, bound, problem, 1))) {
    return undefined;
  }
  const names = [...new Set(bound.flatMap(({ atom }) => leaves(atom.of).map((leaf) => leaf.observation)))];
  const ranges = names.map((name) => `${name} in [${family.observations[name]!.range.join(', ')}]`);
  const text = [...new Set(bound.map(({ atom }) => renderRelation(atom)))].join('; and ');
  return `claim: expected a bound that some value violates, got ${text} for ${ranges.join(', ')} (tighten the bound)`;
}

// Between two ends at which such a relation holds, it holds: bounds of one side are monotone, intervals are convex.
function isPlain(quantity: Quantity): boolean {
  return quantity.kind === 'meanOver' ? isPlain(quantity.of) : quantity.kind === 'at' || quantity.kind === 'along';
}

function holdsAt(statement: Statement, bound: readonly SidedAtom[], problem: unknown, end: 0 | 1): boolean {
  const { family, repeats, design } = statement;
  const value = (name: string) => finite(family.observations[name]!.range[end]);
  const values = requestsOfAtoms(statement, bound, problem, {}).map(({ observation }) => value(observation));
  const members = Array.from({ length: repeats * design.length }, () => ({ values }));
  return outcome(statement, bound, problem, members, {}, 'rate').x === 0;
}

const finite = (end: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, end));
