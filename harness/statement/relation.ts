import type { Curve, Quantity, Scalar } from './quantity';

/** What a claim says, as plain data; `judge.ts` evaluates it to `{ holds, measured, allowed, factor }`. */
export type Relation = Atom | All | ForEvery;

export type Atom = Bound | Within | Reaches | MeanAtMost;

/** A curve in place of a number claims the bound at every step of its grid; the bound may then use `t`. */
export interface Bound {
  readonly kind: 'atMost' | 'atLeast' | 'above';
  readonly of: Quantity;
  readonly bound: string;
}

export interface Within {
  readonly kind: 'within';
  readonly of: Quantity;
  readonly low: string;
  readonly high: string;
}

export interface Reaches {
  readonly kind: 'reaches';
  readonly of: Curve;
  readonly level: string;
  readonly deadline: string;
}

export interface MeanAtMost {
  readonly kind: 'meanAtMost';
  readonly of: Scalar;
  readonly bound: string;
  readonly margin?: string;
}

export interface All {
  readonly kind: 'all';
  readonly of: readonly Relation[];
}

export interface ForEvery {
  readonly kind: 'forEvery';
  readonly symbol: string;
  readonly values: readonly string[];
  readonly of: Relation;
}

/** quantity ≤ bound. */
export const atMost = (of: Quantity | undefined, bound: string): Bound => bounded('atMost', of, bound);

/** quantity ≥ bound. */
export const atLeast = (of: Quantity | undefined, bound: string): Bound => bounded('atLeast', of, bound);

/** quantity > bound. */
export const above = (of: Quantity | undefined, bound: string): Bound => bounded('above', of, bound);

/** low ≤ quantity ≤ high. */
export function within(of: Quantity | undefined, low: string, high: string): Within {
  return { kind: 'within', of: of as Quantity, low, high };
}

/**
 * There is a grid step t ≤ deadline at which the curve is at or below the level. Nothing is interpolated: the hitting
 * time is a step at which the curve was measured, so it is never earlier than the measured passage.
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

/** The relation for every value of a symbol; the worst is reported. */
export function forEvery(symbol: string, values: readonly (string | number)[], of: Relation): ForEvery {
  return { kind: 'forEvery', symbol, values: values.map(String), of };
}

function bounded(kind: Bound['kind'], of: Quantity | undefined, bound: string): Bound {
  return { kind, of: of as Quantity, bound };
}
