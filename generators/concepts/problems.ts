import type fc from 'fast-check';
import { type Region, regionArbitrary, symbolsAt } from '../region';
import { checkConceptProblem } from './check';
import { type ConceptProblem, NO_DEPARTURES } from './problem';

/**
 * Concept problems of a region, all feasible: a region that reaches an infeasible problem is refused.
 *
 * The region speaks the symbols of bu2024. Two are ratios: `sigma/|b|`, where |b| = √((1 − kappaX)/2), and `eta/m`.
 * `d` sets dX = dY; a region may name `dX` and `dY` instead. Departures are none: dials apply them.
 * Biased as fast-check biases; measurements draw from `fc.noBias(conceptProblems(region))` (see regionArbitrary).
 * Throws RangeError (empty range, missing symbol) or the error of `checkConceptProblem`.
 */
export function conceptProblems(region: Region): fc.Arbitrary<ConceptProblem> {
  checkRegion(region);
  return regionArbitrary(region).map(conceptProblem);
}

/** The problem at one point of a region: symbols as in `conceptProblems`. Throws RangeError for a missing symbol. */
export function conceptProblem(values: Readonly<Record<string, number>>): ConceptProblem {
  const value = symbolsAt(values, 'concept problems');
  const dimension = (symbol: string): number => values[symbol] ?? value('d');
  const kappaX = value('kappaX');
  const m = value('m');
  return {
    K1: value('K1'),
    K2: value('K2'),
    dX: dimension('dX'),
    dY: dimension('dY'),
    L: value('L'),
    m,
    B: value('B'),
    kappaX,
    kappaY: value('kappaY'),
    sigma: value('sigma/|b|') * Math.sqrt((1 - kappaX) / 2),
    p: value('p'),
    pNu: value('pNu'),
    sigma0: value('sigma0'),
    sigma1: value('sigma1'),
    eta: value('eta/m') * m,
    lambda: value('lambda'),
    departures: NO_DEPARTURES,
  };
}

/**
 * The conditions are monotone in every symbol, except that few dimensions meet many concepts: so both ends, with the
 * dimensions at their lowest and the concepts at their highest in either, stand for all points.
 */
function checkRegion(region: Region): void {
  for (const end of ['from', 'to'] as const) {
    const values = region.map((entry) => [entry.symbol, entry[tightest(entry.symbol) ?? end]]);
    checkConceptProblem(conceptProblem(Object.fromEntries(values)));
  }
  for (const { symbol, law, from, to } of region) {
    if (symbol === 'L' && law === 'count' && from < to) {
      throw new RangeError(
        `concept problems: expected an 'even count' of L (demonstrations are balanced), got '${law}'`,
      );
    }
  }
}

function tightest(symbol: string): 'from' | 'to' | undefined {
  if (['d', 'dX', 'dY'].includes(symbol)) return 'from';
  return ['K1', 'K2'].includes(symbol) ? 'to' : undefined;
}
