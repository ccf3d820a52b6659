import { shown } from '../base/shown';
import { logSpaced } from '../base/spaced';
import { UsageError } from '../base/usage-error';
import type { Scope } from '../formula/expression';
import { toStep } from '../formula/step';
import type { Request } from '../statement/gate';
import type { Along, At, Grid, Quantity } from '../statement/quantity';
import type { Statement } from '../statement/whole';
import { type BoundAtom, boundScope } from './atoms';
import { evaluate, scopeOf, type Variant } from './scope';

const mostGridPoints = 10_000;

/** What atoms were last asked about: a problem is planned, and judged by what was planned. */
const last = new WeakMap<readonly BoundAtom[], Planned>();

interface Planned {
  readonly problem: unknown;
  readonly untrained: Variant['untrained'] | undefined;
  readonly symbols: Variant['symbols'] | undefined;
  readonly requests: readonly Request[];
}

/** The numbers that the atoms need on a unit with this problem: each once, ordered by step, then name. */
export function requestsOfAtoms(
  statement: Statement,
  bound: readonly BoundAtom[],
  problem: unknown,
  variant: Variant,
): readonly Request[] {
  const { untrained, symbols } = variant;
  const known = last.get(bound);
  if (known && known.problem === problem && known.untrained === untrained && known.symbols === symbols)
    return known.requests;
  const requests = planned(statement, bound, problem, variant);
  last.set(bound, { problem, untrained, symbols, requests });
  return requests;
}

function planned(statement: Statement, bound: readonly BoundAtom[], problem: unknown, variant: Variant): Request[] {
  const base = scopeOf(statement, problem, variant);
  const requests = new Map<string, Request>();
  for (const observation of Object.values(statement.measured)) add(requests, statement, observation, 0, variant);
  for (const one of bound) {
    const scope = boundScope(base, one, `${statement.who}, claim`);
    for (const leaf of leaves(one.atom.of)) {
      for (const step of observedSteps(leaf, scope, `${statement.who}, claim`))
        add(requests, statement, leaf.observation, step, variant);
    }
  }
  return [...requests.values()].sort((a, b) => a.at - b.at || (a.observation < b.observation ? -1 : 1));
}

function add(
  to: Map<string, Request>,
  statement: Statement,
  observation: string,
  step: number,
  variant: Variant,
): void {
  const at = variant.untrained ? 0 : step;
  const prompts = statement.family.observations[observation]!.prompted ? statement.prompts : 0;
  to.set(measurementKey(observation, at), { observation, at, prompts });
}

export function measurementKey(observation: string, at: number): string {
  return `${observation}@${at}`;
}

/** The observations that a quantity is made of. */
export function leaves(quantity: Quantity, who = 'claim'): (At | Along)[] {
  switch (quantity?.kind) {
    case 'at':
    case 'along':
      return [quantity];
    case 'formula':
      return Object.values(quantity.of).flatMap((of) => leaves(of, who));
    case 'meanOver':
    case 'varianceOver':
    case 'firstTime':
    case 'slope':
      return leaves(quantity.of, who);
    default:
      throw UsageError.expected(who, "a quantity such as at('horizon').error", shown(quantity));
  }
}

/** The steps at which an observation of the claim is taken. */
export function observedSteps(leaf: At | Along, scope: Scope, who: string): number[] {
  if (leaf.kind === 'at') return [stepAt(leaf.step, scope, `${who}, at`)];
  return gridSteps(leaf.grid, scope, `${who}, along`);
}

function stepAt(text: string, scope: Scope, who: string): number {
  const value = evaluate(text, scope, who);
  return toStep(value, `${who} "${text}"`);
}

function gridSteps(grid: Grid, scope: Scope, who: string): number[] {
  const [from, to] = [stepAt(grid.from, scope, who), stepAt(grid.to, scope, who)];
  if (to < from) throw UsageError.expected(who, `from ≤ to`, `"${grid.from}" = ${from} > "${grid.to}" = ${to}`);
  const points =
    grid.every === undefined ? (grid.points ?? 0) : 1 + Math.ceil((to - from) / stride(grid.every, scope, who));
  checkSpacing(grid, who);
  if (!(Number.isInteger(points) && points >= (to > from ? 2 : 1) && points <= mostGridPoints)) {
    const cure = 'state `points` or `every`';
    throw UsageError.expected(who, `2 to ${mostGridPoints} points`, String(points), cure);
  }
  if (grid.spacing === 'log') return logSpaced(from, to, points);
  const spacing = grid.every === undefined ? (to - from) / Math.max(1, points - 1) : stride(grid.every, scope, who);
  const steps = Array.from({ length: points }, (_, i) => Math.min(to, Math.round(from + i * spacing)));
  return [...new Set([...steps, to])];
}

function checkSpacing({ spacing, every }: Grid, who: string): void {
  const known = spacing === undefined || spacing === 'equal' || spacing === 'log';
  if (!known) throw UsageError.expected(who, "spacing 'equal' or 'log'", shown(spacing));
  if (spacing === 'log' && every !== undefined)
    throw UsageError.expected(who, "`points` with spacing 'log'", '`every`', '`every` states equal distances');
}

function stride(every: string, scope: Scope, who: string): number {
  const step = stepAt(every, scope, who);
  if (step >= 1) return step;
  throw UsageError.expected(who, '`every` of at least 1 step', `"${every}" = ${step}`);
}
