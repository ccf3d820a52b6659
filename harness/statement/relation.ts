import type { Curve, Quantity, Scalar } from './quantity';

/** What a claim says, as plain data. Judged on every unit: whether it holds, what was measured, what was allowed. */
export type Relation = Atom | All | ForEvery;

/** A relation that is made of no others. */
export type Atom = Bound | Within | Reaches | MeanAtMost;

/** A curve in place of a number claims the bound at every step of its grid; the bound may then use `t`. */
export interface Bound {
  /** Tells it from other relations. */
  readonly kind: 'atMost' | 'atLeast' | 'above';
  /** The left side. */
  readonly of: Quantity;
  /** The right side, a formula. */
  readonly bound: string;
}

/** What {@link within} gives. */
export interface Within {
  /** Tells it from other relations. */
  readonly kind: 'within';
  /** What lies between. */
  readonly of: Quantity;
  /** The lower end, a formula. */
  readonly low: string;
  /** The upper end, a formula. */
  readonly high: string;
}

/** What {@link reaches} gives. */
export interface Reaches {
  /** Tells it from other relations. */
  readonly kind: 'reaches';
  /** The curve that has to come down. */
  readonly of: Curve;
  /** How far down, a formula. */
  readonly level: string;
  /** The step by which it has to be there, a formula. */
  readonly deadline: string;
}

/** What {@link meanAtMost} gives. */
export interface MeanAtMost {
  /** Tells it from other relations. */
  readonly kind: 'meanAtMost';
  /** In [0, 1] on every unit. */
  readonly of: Scalar;
  /** A formula of value in [0, 1). */
  readonly bound: string;
  /** A formula; the theorem's margin where absent. */
  readonly margin?: string;
}

/** What {@link all} gives. */
export interface All {
  /** Tells it from other relations. */
  readonly kind: 'all';
  /** The relations that all have to hold. */
  readonly of: readonly Relation[];
}

/** What {@link forEvery} gives. */
export interface ForEvery {
  /** Tells it from other relations. */
  readonly kind: 'forEvery';
  /** A new symbol for the formulas inside. */
  readonly symbol: string;
  /** What it stands for, one after the other: formulas of constants, of symbols of the problem and of `horizon`. */
  readonly values: readonly string[];
  /** The relation that has to hold for each. */
  readonly of: Relation;
}

/**
 * quantity ≤ bound: `atMost(at('horizon').error, '0.05')`.
 *
 * @param of a number, or a curve, of which every step has to keep the bound. A run refuses `undefined`, which is the type of
 * an observation that the compiler cannot know to be there.
 * @param bound a formula in the symbols of the family, the constants of ours, `horizon`, and `t` along a curve.
 */
export const atMost = (of: Quantity | undefined, bound: string): Bound => bounded('atMost', of, bound);

/**
 * quantity ≥ bound.
 *
 * @param bound a formula, as in {@link atMost}.
 */
export const atLeast = (of: Quantity | undefined, bound: string): Bound => bounded('atLeast', of, bound);

/**
 * quantity > bound.
 *
 * @param bound a formula, as in {@link atMost}.
 */
export const above = (of: Quantity | undefined, bound: string): Bound => bounded('above', of, bound);

/**
 * low ≤ quantity ≤ high.
 *
 * @param low a formula, as in {@link atMost}.
 * @param high a formula, as in {@link atMost}.
 */
export function within(of: Quantity | undefined, low: string, high: string): Within {
  return { kind: 'within', of: of as Quantity, low, high };
}

/**
 * There is a grid step t ≤ deadline at which the curve is at or below the level. Nothing is interpolated: the hitting
 * time is a step at which the curve was measured, so it is never earlier than the measured passage.
 *
 * @param of a curve: `along({ from: '0', to: 'horizon', points: 40 }).error`.
 * @param level a formula, as in {@link atMost}.
 * @param deadline a step, as a formula.
 */
export function reaches(of: Curve | undefined, level: string, deadline: string): Reaches {
  return { kind: 'reaches', of: of as Curve, level, deadline };
}

/**
 * The expectation of the quantity over trials is ≤ bound; corroborated when ≥ bound + margin is refuted. For claims of
 * kind `mean`: the outcome of a trial is the value itself, which must lie in [0, 1]. Bound and margin may use `ours`
 * and symbols of `forEvery`, but no symbol of the problem. The default margin is the theorem's.
 */
export function meanAtMost(of: Scalar | undefined, bound: string, margin?: string): MeanAtMost {
  return { kind: 'meanAtMost', of: of as Scalar, bound, ...(margin === undefined ? {} : { margin }) };
}

/** Every one of the relations; the worst is reported. */
export function all(...of: readonly Relation[]): All {
  return { kind: 'all', of };
}

/**
 * The relation for every value of a symbol; the worst is reported. In a claim of kind `mean` each value is a part of its own.
 *
 * @param symbol new to the formulas of the claim; those of `of` may use it.
 * @param values numbers, or formulas of constants, symbols of the problem and `horizon`: `['horizon / 4', 'horizon']`. In a claim of
 * kind `mean`, constants alone.
 */
export function forEvery(symbol: string, values: readonly (string | number)[], of: Relation): ForEvery {
  return { kind: 'forEvery', symbol, values: values.map(String), of };
}

function bounded(kind: Bound['kind'], of: Quantity | undefined, bound: string): Bound {
  return { kind, of: of as Quantity, bound };
}
