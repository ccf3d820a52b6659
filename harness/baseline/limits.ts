import type { Limit } from '../compile/tolerances';
import { type Change, keyed, ordered, sameNumber, shownNumber, stricter, unclear, weaker } from './change';

/** What became of the bounds of a claim at one problem. */
export function compareLimits(was: readonly Limit[], is: readonly Limit[]): Change[] {
  const [before, now] = [keyed(was, keyOf), keyed(is, keyOf)];
  const kept = [...before].flatMap(([key, limit]) => {
    const other = now.get(key);
    return other ? compareLimit(limit, other) : [weaker(`a bound on ${key}`, 'none')];
  });
  const added = [...now.keys()].filter((key) => !before.has(key)).map((key) => stricter('none', `a bound on ${key}`));
  return [...kept, ...added];
}

// > and ≥ bound the same side.
function keyOf({ of, side }: Limit): string {
  return `${of}, ${side === '>' ? '≥' : side}`;
}

function compareLimit(was: Limit, is: Limit): Change[] {
  if (was.side === 'reaches') return compareReaches(was, is);
  return was.curve
    ? [...compareGrid(was, is), ...compareValues(was, is)]
    : [...compareSteps(was, is), ...compareValues(was, is)];
}

/** Of a quantity at single steps: another step is another quantity. */
function compareSteps({ of, steps }: Limit, is: Limit): Change[] {
  return sameSteps(steps, is.steps) ? [] : [unclear(`${of} at t = ${steps.join(', ')}`, `t = ${is.steps.join(', ')}`)];
}

/** Of a curve that is bounded everywhere: fewer steps claim less, more claim more. */
function compareGrid({ of, steps }: Limit, is: Limit): Change[] {
  const [gone, added] = [without(steps, is.steps), without(is.steps, steps)];
  if (gone.length === 0 && added.length === 0) return [];
  const texts = [`${of}, bounded at ${range(steps)}`, range(is.steps)] as const;
  if (gone.length === 0) return [stricter(...texts)];
  return [added.length === 0 ? weaker(...texts) : unclear(...texts)];
}

/** Passages are grid steps: between more of them there are more chances to be in time. */
function compareReaches(was: Limit, is: Limit): Change[] {
  const end = Math.min(was.deadline ?? 0, is.deadline ?? 0);
  const [before, now] = [was, is].map(({ steps }) => steps.filter((t) => t <= end)) as [number[], number[]];
  const [gone, added] = [without(before, now), without(now, before)];
  const texts = [`${was.of}, looked at in ${range(before)}`, range(now)] as const;
  const grid =
    gone.length + added.length === 0
      ? []
      : [gone.length === 0 ? weaker(...texts) : added.length === 0 ? stricter(...texts) : unclear(...texts)];
  return [
    ...ordered(`${was.of} reaches`, was.values[0]!, is.values[0]!, 'up'),
    ...ordered(`${was.of} by the deadline`, was.deadline!, is.deadline!, 'up'),
    ...grid,
  ];
}

/** The bound itself; of a curve, where it changed most for the worse. */
function compareValues(was: Limit, is: Limit): Change[] {
  const weak = was.side === '≤' ? 'up' : 'down';
  const changes = common(was, is).flatMap(([t, before, now]) => {
    const at = t === undefined ? '' : ` (t = ${t})`;
    return ordered(`${was.of}${at} ${was.side}`, before, now, weak);
  });
  const worst = changes.find(({ kind }) => kind !== 'stricter') ?? changes[0];
  return worst ? [worst] : compareStrictness(was, is);
}

function compareStrictness(was: Limit, is: Limit): Change[] {
  if (was.side === is.side) return [];
  const texts = [
    `${was.of} ${was.side} ${shownNumber(was.values[0]!)}`,
    `${is.side} ${shownNumber(is.values[0]!)}`,
  ] as const;
  return [was.side === '>' ? weaker(...texts) : stricter(...texts)];
}

/** Step (of curves), and both bounds there. */
function common(was: Limit, is: Limit): [number | undefined, number, number][] {
  if (!was.curve) return [[undefined, was.values[0]!, is.values[0]!]];
  return was.steps.flatMap((t, i): [number, number, number][] => {
    const j = is.steps.indexOf(t);
    return j < 0 ? [] : [[t, was.values[i]!, is.values[j]!]];
  });
}

function without(steps: readonly number[], others: readonly number[]): number[] {
  const known = new Set(others);
  return steps.filter((t) => !known.has(t));
}

function sameSteps(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((t, i) => sameNumber(t, b[i]!));
}

function range(steps: readonly number[]): string {
  return steps.length === 0 ? 'no step' : `${steps.length} steps from ${steps[0]} to ${steps.at(-1)}`;
}
