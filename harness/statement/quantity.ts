/** A number or a curve measured on one unit (a trial, or a block of trainings), as plain data. */
export type Quantity = Scalar | Curve;

export type Scalar = At | Mean<Scalar> | Variance | FirstTime | Slope | Formula;
export type Curve = Along | Mean<Curve>;

/** An observation at one step. */
export interface At {
  readonly kind: 'at';
  readonly observation: string;
  readonly step: string;
}

/** An observation on a grid of steps. */
export interface Along {
  readonly kind: 'along';
  readonly observation: string;
  readonly grid: Grid;
}

/** Integer steps from `from` to `to`, both included: `points` of them, equally spaced and rounded, or one every `every`. */
export interface Grid {
  readonly from: string;
  readonly to: string;
  readonly points?: number;
  readonly every?: string;
}

export interface Mean<Q> {
  readonly kind: 'meanOver';
  readonly of: Q;
}

export interface Variance {
  readonly kind: 'varianceOver';
  readonly of: Scalar;
}

export interface FirstTime {
  readonly kind: 'firstTime';
  readonly of: Curve;
  readonly level: string;
}

export interface Slope {
  readonly kind: 'slope';
  readonly of: Scalar;
  readonly symbol: string;
}

export interface Formula {
  readonly kind: 'formula';
  readonly text: string;
  readonly of: Readonly<Record<string, Scalar>>;
}

/** Mean over the repeats of a block, at every design point; of a curve: step by step. */
export function meanOver(of: Curve): Mean<Curve>;
export function meanOver(of: Scalar | undefined): Mean<Scalar>;
export function meanOver(of: Quantity | undefined): Quantity {
  return { kind: 'meanOver', of: of as Scalar };
}

/** Unbiased variance over the repeats of a block (divisor repeats − 1), at every design point. */
export function varianceOver(of: Scalar | undefined): Variance {
  return { kind: 'varianceOver', of: of as Scalar };
}

/**
 * When a curve first is at or below a level. See `crossing.ts` for the interpolation between grid steps. A curve that
 * never gets there within its grid has no such time (+∞), which violates whatever is claimed of it.
 */
export function firstTime(of: Curve | undefined, level: string): FirstTime {
  return { kind: 'firstTime', of: of as Curve, level };
}

/** Least-squares slope of ln(quantity) against ln(symbol) over the design points of a block. */
export function slope(of: Scalar | undefined, symbol: string): Slope {
  return { kind: 'slope', of: of as Scalar, symbol };
}

/** A formula over named quantities: `quantity('(T6 - T4) / (T4 - T2)', { T2, T4, T6 })`. */
export function quantity(text: string, of: Readonly<Record<string, Scalar>>): Formula {
  return { kind: 'formula', text, of };
}
