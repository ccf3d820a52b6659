import type fc from 'fast-check';
import { type Region, type RegionEntry, regionArbitrary, symbolsAt } from '../region';
import { checkPatternProblem } from './check';
import { mostOutOfDomain } from './coefficients';
import { NO_PATTERN_DEPARTURES, type PatternProblem } from './problem';
import { enoughShifts } from './tasks';

/**
 * Pattern problems of a region, all feasible: a region that reaches an infeasible problem is refused.
 *
 * The region speaks the symbols of li2024, and `slack`: dX = M1 + M2 + slack. May be left out: `lTest` (= l), `alphaTest`
 * (= alpha), `M1Out` (= as many as M1 and S1 allow) and `shifts` (= as few as the paper's condition allows). Departures are
 * none: dials apply them. Biased as fast-check biases; measurements draw from `fc.noBias(patternProblems(region))`.
 * Throws RangeError (empty range, missing symbol) or the error of `checkPatternProblem`.
 */
export function patternProblems(region: Region): fc.Arbitrary<PatternProblem> {
  for (const values of extremes(region)) checkPatternProblem(patternProblem(values));
  return regionArbitrary(region).map(patternProblem);
}

/** The problem at one point of a region: symbols as in `patternProblems`. Throws RangeError for a missing symbol. */
export function patternProblem(values: Readonly<Record<string, number>>): PatternProblem {
  const value = symbolsAt(values, 'pattern problems');
  const [M1, M2, l, alpha, S1] = ['M1', 'M2', 'l', 'alpha', 'S1'].map(value) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    M1,
    M2,
    M1Out: values.M1Out ?? mostOutOfDomain(M1, S1),
    dX: M1 + M2 + value('slack'),
    dY: value('dY'),
    l,
    lTest: values.lTest ?? l,
    alpha,
    alphaTest: values.alphaTest ?? alpha,
    K: value('K'),
    beta: value('beta'),
    shifts: values.shifts ?? enoughShifts(M1),
    S1,
    m: value('m'),
    B: value('B'),
    delta: value('delta'),
    eta: value('eta'),
    departures: NO_PATTERN_DEPARTURES,
  };
}

/**
 * Points that stand for all of a region: both ends of all symbols together, as each condition is monotone in every symbol,
 * but with every combination of the symbols that meet in one condition. M1Out = M1 is possible at S1 = −1 and S1 = 1 and
 * not between them: hence the middle of S1.
 */
function extremes(region: Region): Record<string, number>[] {
  const joint = region.filter(({ symbol }) => ['M1', 'M1Out', 'S1', 'shifts'].includes(symbol));
  const ends = (['from', 'to'] as const).map((end) =>
    Object.fromEntries(region.map((entry) => [entry.symbol, entry[end]])),
  );
  return joint.reduce(
    (points, entry) =>
      points.flatMap((point) =>
        marks(entry).map((value): Record<string, number> => ({ ...point, [entry.symbol]: value })),
      ),
    ends,
  );
}

function marks({ symbol, from, to }: RegionEntry): number[] {
  return symbol === 'S1' ? [from, (from + to) / 2, to] : [from, to];
}
