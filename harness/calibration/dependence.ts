import { gateRule, type TestedClaim } from './rules';
import type { FalseVerdict } from './suites';
import { fateOf, type Rates } from './walk';

/** Outcomes that are not independent draws of one rate. */
interface Dependence {
  readonly name: string;
  /** The verdict that is false of the mean rate over the budget. */
  readonly wrong: FalseVerdict;
  readonly rates: Rates;
}

export interface DependenceRow extends Pick<Dependence, 'name' | 'wrong'> {
  /** What is promised of independent outcomes. */
  readonly level: number;
  /** Of the false verdict on one claim. */
  readonly probability: number;
}

export const TRIALS = 200;

/** Drifts whose mean over the budget is a boundary, and outcomes that stick to the one before. */
export function dependences({ delta, margin }: Pick<TestedClaim, 'delta' | 'margin'>): readonly Dependence[] {
  const sides = [
    ['corroborated', delta + margin],
    ['falsified', delta],
  ] as const;
  return sides.flatMap(([wrong, rate]) => [
    sticky(wrong, rate, 0),
    driftingRates(wrong, 0, 2 * rate),
    driftingRates(wrong, 2 * rate, 0),
    ...[0.2, 0.5, 0.9].map((share) => sticky(wrong, rate, share)),
  ]);
}

/** The rate moves evenly from the first outcome to the last. */
export function driftingRates(wrong: FalseVerdict, from: number, to: number): Dependence {
  const rates = (i: number) => from + ((to - from) * i) / (TRIALS - 1);
  return { name: `rate drifts from ${from} to ${to}`, wrong, rates };
}

/** Every outcome repeats the one before with this probability, the lag-1 correlation, and is else a fresh draw. */
export function sticky(wrong: FalseVerdict, rate: number, share: number): Dependence {
  const name = share === 0 ? 'independent' : `repeats the outcome before with probability ${share}`;
  return {
    name: `rate ${rate}, ${name}`,
    wrong,
    rates: (_, before) => (before === undefined ? rate : share * before + (1 - share) * rate),
  };
}

/** How often one claim gets the false verdict, exactly. */
export function dependenceRow({ name, wrong, rates }: Dependence, tested: TestedClaim): DependenceRow {
  const level = wrong === 'corroborated' ? tested.alphaC : tested.alphaF;
  return { name, wrong, level, probability: fateOf(gateRule(tested), rates, TRIALS)[wrong] };
}
