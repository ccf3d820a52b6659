import { UsageError } from '../base/usage-error';
import type { Scope } from '../formula/expression';
import type { Along, At, Curve, Quantity, Scalar, Slope } from '../statement/quantity';
import { firstCrossing, type Points } from './crossing';
import { evaluate } from './scope';
import { logLogSlope } from './slope';

/** The measured numbers of one unit, as quantities read them. */
export interface MeasuredUnit {
  readonly who: string;
  readonly scope: Scope;
  /** Symbols at every design point (with the bound ones); none for a single trial. */
  readonly designs: readonly Scope[];
  readonly repeats: number;
  /** The steps of the grid of a leaf, which are the same on every member. */
  steps(leaf: At | Along): readonly number[];
  /** The values of its observation at those steps, on one member of the unit. */
  read(leaf: At | Along, member: number): number[];
}

/** Where in a block a quantity is evaluated: a design point and a repeat of it. */
interface BlockMember {
  readonly design: number;
  readonly repeat: number;
  /** Symbols that formulas read there; those of the block's own problem unless a slope goes through its design points. */
  readonly scope?: Scope;
}

const origin: BlockMember = { design: 0, repeat: 0 };

export function isCurve(quantity: Quantity): quantity is Curve {
  return quantity.kind === 'along' || (quantity.kind === 'meanOver' && isCurve(quantity.of));
}

/** A number of the unit; NaN or ±∞ where it does not exist. */
export function scalar(quantity: Scalar, unit: MeasuredUnit, place: BlockMember = origin): number {
  switch (quantity.kind) {
    case 'at':
      return observed(quantity, unit, place)[0]!;
    case 'meanOver':
      return mean(repeated(unit, place, (there) => scalar(quantity.of, unit, there)));
    case 'varianceOver':
      return variance(repeated(unit, place, (there) => scalar(quantity.of, unit, there)));
    case 'firstTime':
      return firstCrossing(
        curve(quantity.of, unit, place),
        evaluate(quantity.level, place.scope ?? unit.scope, unit.who),
      );
    case 'slope':
      return slope(quantity, unit, place);
    case 'formula': {
      const parts = Object.entries(quantity.of).map(([name, of]) => [name, scalar(of, unit, place)] as const);
      return evaluate(quantity.text, new Map([...(place.scope ?? unit.scope), ...parts]), unit.who);
    }
  }
}

/** A curve of the unit. */
export function curve(quantity: Curve, unit: MeasuredUnit, place: BlockMember = origin): Points {
  if (quantity.kind === 'along') {
    return { steps: unit.steps(quantity), values: observed(quantity, unit, place) };
  }
  const curves = repeated(unit, place, (there) => curve(quantity.of, unit, there));
  const steps = curves[0]!.steps;
  return { steps, values: steps.map((_, i) => mean(curves.map((one) => one.values[i]!))) };
}

function observed(leaf: At | Along, unit: MeasuredUnit, place: BlockMember): number[] {
  const member = place.design * unit.repeats + place.repeat;
  return unit.read(leaf, member);
}

function repeated<V>(unit: MeasuredUnit, place: BlockMember, at: (there: BlockMember) => V): V[] {
  return Array.from({ length: unit.repeats }, (_, repeat) => at({ ...place, repeat }));
}

function slope({ of, symbol, between = EVERYWHERE }: Slope, unit: MeasuredUnit, place: BlockMember): number {
  if (isCurve(of)) return slopeAlong(curve(of, unit, place), symbol, unit);
  const [from, to] = between;
  const points = unit.designs
    .map((scope, design) => ({ x: scope.get(symbol)!, design }))
    .filter(({ x }) => x >= from && x <= to);
  return logLogSlope(
    points.map(({ x }) => x),
    points.map(({ design }) => scalar(of, unit, { ...place, design, scope: movedScope(unit, design) })),
  );
}

/** Symbols as they are at a design point; all members of a block train to the same horizon. */
function movedScope({ scope, designs }: MeasuredUnit, design: number): Scope {
  const horizon = scope.get('horizon');
  return horizon === undefined ? designs[design]! : new Map([...designs[design]!, ['horizon', horizon]]);
}

const EVERYWHERE = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** Over the grid of a curve, against a formula of the step. */
function slopeAlong({ steps, values }: Points, text: string, unit: MeasuredUnit): number {
  const x = steps.map((t) => evaluate(text, new Map([...unit.scope, ['t', t]]), unit.who));
  const sound = x.every((value) => value > 0 && Number.isFinite(value)) && new Set(x).size > 1;
  if (sound) return logLogSlope(x, values);
  const expected = `"${text}" to be positive along the grid of slope, with two values at least`;
  throw UsageError.expected(unit.who, expected, x.slice(0, 3).join(', '), 'begin the grid at a later step');
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
