import type { Scope } from '../formula/expression';
import type { Family } from '../statement/family';
import type { Statement } from '../statement/whole';

/** A value that an observation can take, where none has been measured: 0.5, or what is nearest to it in the range. */
export function nominal({ observations }: Family, observation: string): number {
  const [low, high] = observations[observation]!.range;
  return Math.min(high, Math.max(low, 0.5));
}

/** The symbols that a trial measures, at values that they can take: formulas that use them are compared there. */
export function nominalSymbols({ measured, family }: Statement): Scope {
  return new Map(Object.entries(measured).map(([symbol, observation]) => [symbol, nominal(family, observation)]));
}
