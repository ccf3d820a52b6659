import type { Family } from '../statement/family';
import type { Quantity } from '../statement/quantity';
import type { Atom, Bound, Reaches, Within } from '../statement/relation';
import type { BoundAtom } from './atoms';
import { compareAtLeast, compareAtMost, compareWithin, type Verdict } from './compare';
import { firstBelow, type Points } from './crossing';
import { curve, isCurve, type Measured, scalar } from './evaluate';
import { evaluate } from './scope';

/** The result of an atom on a unit, with the place where it was worst (`t = 40`). */
export interface Judged extends Verdict {
  readonly where: string;
}

/** Evaluates one relation without quantifiers. `push` moves the measured value by so many tolerances (a control). */
export function judgeAtom(bound: BoundAtom, unit: Measured, family: Family, push = 0): Judged {
  const { atom, label } = bound;
  const verdicts =
    isCurve(atom.of) && atom.kind !== 'reaches'
      ? alongGrid(atom, unit, family, push)
      : [once(atom, unit, family, push)];
  const worst = verdicts.reduce((a, b) => (b.factor > a.factor ? b : a));
  return { ...worst, where: [label, worst.where].filter(Boolean).join(', ') };
}

function once(atom: Atom, unit: Measured, family: Family, push: number): Judged {
  if (atom.kind === 'reaches') return { ...hitting(atom, curve(atom.of, unit), unit), where: '' };
  if (isCurve(atom.of)) throw new Error(`${unit.who}: a curve where a number is needed`);
  return { ...pointwise(atom, scalar(atom.of, unit), unit, family, push), where: '' };
}

// The bound at every step of the grid.
function alongGrid(atom: Atom, unit: Measured, family: Family, push: number): Judged[] {
  const { steps, values } = curve(atom.of as Parameters<typeof curve>[0], unit);
  return steps.map((t, i) => {
    const here = { ...unit, scope: new Map([...unit.scope, ['t', t] as const]) };
    return { ...pointwise(atom as Bound, values[i]!, here, family, push), where: `t = ${t}` };
  });
}

function pointwise(atom: Exclude<Atom, Reaches>, value: number, unit: Measured, family: Family, push: number): Verdict {
  if (atom.kind === 'within') return inside(atom, value, unit, push);
  const allowed = evaluate(atom.bound, unit.scope, unit.who);
  if (atom.kind === 'atMost' || atom.kind === 'meanAtMost')
    return compareAtMost(pushed(value, push, Math.abs(allowed)), allowed);
  const top = topOf(atom.of, family);
  const tolerance = Number.isFinite(top) ? top - allowed : Math.abs(allowed);
  return compareAtLeast(pushed(value, -push, tolerance), allowed, top, atom.kind === 'above');
}

// A bound may be infinite, and 0 · ∞ is no number.
const pushed = (value: number, push: number, tolerance: number): number =>
  push === 0 ? value : value + push * tolerance;

function inside(atom: Within, value: number, unit: Measured, push: number): Verdict {
  const [low, high] = [evaluate(atom.low, unit.scope, unit.who), evaluate(atom.high, unit.scope, unit.who)];
  return compareWithin(pushed(value, push, (high - low) / 2), low, high);
}

function hitting(atom: Reaches, points: Points, unit: Measured): Verdict {
  const at = firstBelow(points, evaluate(atom.level, unit.scope, unit.who));
  const time = at < 0 ? Number.POSITIVE_INFINITY : points.steps[at]!;
  return compareAtMost(time, evaluate(atom.deadline, unit.scope, unit.who));
}

/** Upper end of the range of an observation, or of a mean of it; +∞ for other quantities. */
function topOf(quantity: Quantity, family: Family): number {
  if (quantity.kind === 'meanOver') return topOf(quantity.of, family);
  const plain = quantity.kind === 'at' || quantity.kind === 'along';
  return plain ? family.observations[quantity.observation]!.range[1] : Number.POSITIVE_INFINITY;
}
