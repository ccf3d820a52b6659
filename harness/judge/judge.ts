import type { Family } from '../statement/family';
import type { Quantity } from '../statement/quantity';
import type { Reaches, Within } from '../statement/relation';
import type { SidedAtom } from './atoms';
import { type Compared, compareAtLeast, compareAtMost, compareEnd } from './compare';
import { firstBelow, type Points } from './crossing';
import { curve, isCurve, type MeasuredUnit, scalar } from './evaluate';
import { type Grade, type GradeScale, relaxed } from './grade';
import { evaluate } from './scope';

/** The result of an atom on a unit, with the place where it was worst (`t = 40`). */
export interface Judged extends Compared {
  readonly where: string;
}

/** How a control judges otherwise than the claim. */
export interface Judging {
  /** The measured value is moved away from the bound by so many tolerances. */
  readonly push: number;
  /** What is added to the measured value, or to every value of a curve. */
  readonly shift: number;
  /** By how much the bound is relaxed. */
  readonly grade: Grade | undefined;
}

/** Evaluates one atom. */
export function judgeAtom(one: SidedAtom, unit: MeasuredUnit, family: Family, judging: Judging): Judged {
  const worst = compared(one, unit, family, judging).reduce((a, b) => (b.factor > a.factor ? b : a));
  return judged(worst, [one.label, worst.where].filter(Boolean).join(', '));
}

// Not by spreading: V8 would give each its own hidden class, which outlives it by far.
function judged({ holds, measured, allowed, factor }: Compared, where: string): Judged {
  return { holds, measured, allowed, factor, where };
}

function compared(one: SidedAtom, unit: MeasuredUnit, family: Family, judging: Judging): Judged[] {
  const { atom } = one;
  if (atom.kind === 'reaches') return [judged(hitting(atom, curve(atom.of, unit), unit, judging), '')];
  if (isCurve(atom.of)) return alongGrid(one, curve(atom.of, unit), unit, family, judging);
  return [judged(pointwise(one, scalar(atom.of, unit), unit, family, judging), '')];
}

// The bound at every step of the grid.
function alongGrid(
  one: SidedAtom,
  { steps, values }: Points,
  unit: MeasuredUnit,
  family: Family,
  judging: Judging,
): Judged[] {
  return steps.map((t, i) => {
    const here = { ...unit, scope: new Map([...unit.scope, ['t', t] as const]) };
    return judged(pointwise(one, values[i]!, here, family, judging), `t = ${t}`);
  });
}

function pointwise(one: SidedAtom, value: number, unit: MeasuredUnit, family: Family, judging: Judging): Compared {
  if (one.atom.kind === 'within') return inside(one.atom, one.side === '≥' ? 'low' : 'high', value, unit, judging);
  const bound = evaluate(one.bound, unit.scope, unit.who);
  if (one.side === '≤') {
    const measured = moved(value, judging, 1, Math.abs(bound));
    return compareAtMost(measured, relaxed(bound, { side: '≤' }, judging.grade));
  }
  const top = topOf(one.atom.of, family);
  const scale: GradeScale = { side: '≥', top };
  const measured = moved(value, judging, -1, Number.isFinite(top) ? top - bound : Math.abs(bound));
  return compareAtLeast(measured, relaxed(bound, scale, judging.grade), top, one.side === '>');
}

// A bound may be infinite, and 0 · ∞ is no number.
function moved(value: number, { push, shift }: Judging, direction: 1 | -1, tolerance: number): number {
  return (push === 0 ? value : value + direction * push * tolerance) + shift;
}

function inside(atom: Within, end: 'low' | 'high', value: number, unit: MeasuredUnit, judging: Judging): Compared {
  const [low, high] = [evaluate(atom.low, unit.scope, unit.who), evaluate(atom.high, unit.scope, unit.who)];
  const half = (high - low) / 2;
  // A half-line has no width that could grow, and ∞ − ∞ is no number.
  const wider = Number.isFinite(half) ? relaxed(half, { side: '≤' }, judging.grade) - half : 0;
  return compareEnd(moved(value, judging, 1, half), low - wider, high + wider, end);
}

function hitting(atom: Reaches, { steps, values }: Points, unit: MeasuredUnit, { shift, grade }: Judging): Compared {
  const level = relaxed(evaluate(atom.level, unit.scope, unit.who), { side: '≤' }, grade);
  const at = firstBelow({ steps, values: values.map((value) => value + shift) }, level);
  const time = at < 0 ? Number.POSITIVE_INFINITY : steps[at]!;
  return compareAtMost(time, evaluate(atom.deadline, unit.scope, unit.who));
}

/** Upper end of the range of an observation, or of a mean of it; +∞ for other quantities. */
export function topOf(quantity: Quantity, family: Family): number {
  if (quantity.kind === 'meanOver') return topOf(quantity.of, family);
  const plain = quantity.kind === 'at' || quantity.kind === 'along';
  return plain ? family.observations[quantity.observation]!.range[1] : Number.POSITIVE_INFINITY;
}
