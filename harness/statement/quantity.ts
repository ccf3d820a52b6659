/** A number or a curve measured on one unit (a trial, or a block of trainings), as plain data. */
export type Quantity = Scalar | Curve;

/** A number. */
export type Scalar = At | Mean<Scalar> | Variance | FirstTime | Slope | Formula;
/** Numbers at the steps of a grid. */
export type Curve = Along | Mean<Curve>;

/** An observation at one step. */
export interface At {
  /** Tells it from other quantities. */
  readonly kind: 'at';
  /** A name of `family.observations`. */
  readonly observation: string;
  /** A formula; its value v stands for step ⌈v⌉. */
  readonly step: string;
}

/** An observation on a grid of steps. */
export interface Along {
  /** Tells it from other quantities. */
  readonly kind: 'along';
  /** A name of `family.observations`. */
  readonly observation: string;
  /** Where it is measured. */
  readonly grid: Grid;
}

/** Integer steps from `from` to `to`, both included; give either `points` or `every`. At most 10,000 steps; each counts once. */
export interface Grid {
  /** First step, a formula. */
  readonly from: string;
  /** Last step, a formula. */
  readonly to: string;
  /** How many steps, spaced as `spacing` says and rounded. */
  readonly points?: number;
  /**
   * How `points` lie: at equal distances (`equal`, the default), or at equal ratios (`log`), for what happens early. Of a grid from
   * step 0 the first point is 0, and the others lie at equal ratios from step 1 on.
   */
  readonly spacing?: 'equal' | 'log';
  /** Distance between steps, a formula of value ≥ 1. */
  readonly every?: string;
}

/**
 * What {@link meanOver} gives.
 *
 * @typeParam Q a number or a curve.
 */
export interface Mean<Q> {
  /** Tells it from other quantities. */
  readonly kind: 'meanOver';
  /** What is averaged over the repeats of a block. */
  readonly of: Q;
}

/** What {@link varianceOver} gives. */
export interface Variance {
  /** Tells it from other quantities. */
  readonly kind: 'varianceOver';
  /** What varies over the repeats of a block. */
  readonly of: Scalar;
}

/** What {@link firstTime} gives, in steps. */
export interface FirstTime {
  /** Tells it from other quantities. */
  readonly kind: 'firstTime';
  /** The curve that crosses the level. */
  readonly of: Curve;
  /** A formula. */
  readonly level: string;
}

/** What {@link slope} gives. */
export interface Slope {
  /** Tells it from other quantities. */
  readonly kind: 'slope';
  /** A number, measured at every design point; or a curve. */
  readonly of: Quantity;
  /** A symbol of the problem, which the design points change; for a curve a formula of the step `t`. */
  readonly symbol: string;
  /** Only design points whose symbol lies between these, both included; all unless given. */
  readonly between?: readonly [number, number];
}

/** What {@link quantity} gives. */
export interface Formula {
  /** Tells it from other quantities. */
  readonly kind: 'formula';
  /** A formula in the names of `of` and the symbols of the claim. */
  readonly text: string;
  /** Name in the formula → quantity. */
  readonly of: Readonly<Record<string, Scalar>>;
}

/** Mean of a curve over the repeats of a block, step by step, at every design point. */
export function meanOver(of: Curve): Mean<Curve>;
/** Mean of a number over the repeats of a block, at every design point. */
export function meanOver(of: Scalar | undefined): Mean<Scalar>;
export function meanOver(of: Quantity | undefined): Quantity {
  return { kind: 'meanOver', of: of as Scalar };
}

/** Unbiased variance over the repeats of a block (divisor repeats − 1), at every design point. */
export function varianceOver(of: Scalar | undefined): Variance {
  return { kind: 'varianceOver', of: of as Scalar };
}

/**
 * When a curve first is at or below a level, in steps. Between the last grid step above the level and the next one,
 * ln(value) is taken to be linear in the step; where the value or the level is ≤ 0, the value itself. A curve that
 * never gets there within its grid has no such time (+∞), which violates whatever is claimed of it.
 *
 * @param of a curve: `along({ from: '0', to: 'horizon', points: 40 }).error`.
 * @param level a formula.
 */
export function firstTime(of: Curve | undefined, level: string): FirstTime {
  return { kind: 'firstTime', of: of as Curve, level };
}

/**
 * Least-squares slope of ln(quantity) against ln(symbol): the exponent of a power law. Of a number, over the design points of a
 * block, which change a symbol of the problem: `slope(varianceOver(at('horizon').error), 'B')`. Of a curve, over its grid, in
 * time: `slope(along({ from: '10', to: 'horizon', points: 12, spacing: 'log' }).loss, 't')`, which asks for no block.
 * Formulas and levels inside read the symbols of each design point in turn; steps, and `horizon`, are those of the block's own
 * problem at all of them. A value that is not positive and finite has no logarithm: the slope is NaN, which violates whatever
 * is claimed of it.
 *
 * @param of a number or a curve.
 * @param symbol of the problem; of a curve `t`, or another formula that is positive along the grid, such as `log(t)`.
 * @param between of a number, for a local exponent: over the design points alone whose symbol lies between these, two of them at
 *   least.
 */
export function slope(of: Quantity | undefined, symbol: string, between?: readonly [number, number]): Slope {
  return { kind: 'slope', of: of as Quantity, symbol, ...(between ? { between } : {}) };
}

/**
 * A formula over named quantities: `quantity('(T6 - T4) / (T4 - T2)', { T2, T4, T6 })`.
 *
 * @param text the formula, which may use the symbols of the claim, too.
 * @param of name in the formula → quantity.
 */
export function quantity(text: string, of: Readonly<Record<string, Scalar>>): Formula {
  return { kind: 'formula', text, of };
}
