import { rounded } from './rounded';

/** An axis for values of any size. */
export interface Spread {
  readonly logarithmic: boolean;
  /** In values, or in their decimal logarithms. */
  readonly domain: readonly [number, number];
  /** The place of a value, and whether it lies beyond an end of the axis: −1, 0 or 1. */
  place(value: number): { readonly at: number; readonly beyond: -1 | 0 | 1 };
}

/** Positive values that span more than this are shown on a logarithmic axis. */
const DECADES = 50;

/**
 * An axis that shows `own` values whole, and others as far as they do not squeeze those: what lies further out is placed at
 * its end.
 */
export function spreadOf(own: readonly number[], others: readonly number[]): Spread {
  const finite = (values: readonly number[]) => values.filter(Number.isFinite);
  const all = finite([...own, ...others]);
  const positive = all.filter((value) => value > 0);
  const logarithmic = all.every((value) => value >= 0) && Math.max(...positive) > DECADES * Math.min(...positive);
  const turn = (value: number) => (logarithmic ? Math.log10(value) : value);
  const domain = domainOf(finite(finite(own).map(turn)), finite(finite(others).map(turn)), logarithmic);
  return { logarithmic, domain, place: (value) => placeOf(turn(value), domain) };
}

function domainOf(own: readonly number[], others: readonly number[], logarithmic: boolean): readonly [number, number] {
  if (own.length + others.length === 0) return [0, 1];
  const inner = own.length > 0 ? own : others;
  const [least, most] = [Math.min(...inner), Math.max(...inner)];
  const span = Math.max(most - least, logarithmic ? 1 : 0.02 * Math.max(Math.abs(least), Math.abs(most), 1e-9));
  const low = Math.min(least, Math.max(least - 2 * span, Math.min(least, ...others)));
  const high = Math.max(most, Math.min(most + 2 * span, Math.max(most, ...others)));
  const room = 0.05 * Math.max(high - low, span);
  return [rounded(low - room), rounded(high + room)];
}

function placeOf(at: number, [low, high]: readonly [number, number]): { at: number; beyond: -1 | 0 | 1 } {
  if (at < low) return { at: low, beyond: -1 };
  return at > high ? { at: high, beyond: 1 } : { at: rounded(at), beyond: 0 };
}
