import fc from 'fast-check';
import { exp, ln } from './math';

/** How one symbol is drawn. `from` and `to` are inclusive; a `constant` has from = to. */
export interface RegionEntry {
  /** Its name in the drawn record. */
  readonly symbol: string;
  /** Counts are integers, uniform; the continuous laws have 65,537 levels. */
  readonly law: 'count' | 'even count' | 'uniform' | 'log-uniform' | 'constant';
  /** Smallest value. */
  readonly from: number;
  /** Largest value. */
  readonly to: number;
}

/** A product of independent laws, one per symbol. */
export type Region = readonly RegionEntry[];

/** Levels of a continuous law: j/GRID for j = 0 … GRID. A power of two, so that j/GRID is exact. */
const GRID = 2 ** 16;

/**
 * One number per symbol of a region, each from an `fc.integer` that we map; never `fc.double`, whose law is uniform over
 * bit patterns. Every entry shrinks towards its `from`.
 *
 * fast-check biases what it generates towards the ends of ranges, on purpose: that is how exploration hunts. To measure,
 * draw from `fc.noBias(…)` of this: bias is then off for everything inside, and the value is a pure function of the seed.
 *
 * @throws RangeError for an empty or ill-formed range.
 */
export function regionArbitrary(region: Region): fc.Arbitrary<Record<string, number>> {
  return fc.record(Object.fromEntries(region.map((entry) => [entry.symbol, entryArbitrary(entry)])), {
    noNullPrototype: true,
  });
}

/**
 * Reads symbols of one point of a region.
 *
 * @param who such as `concept problems`.
 * @returns the value of a symbol. Throws RangeError for one that is missing.
 */
export function symbolsAt(values: Readonly<Record<string, number>>, who: string): (symbol: string) => number {
  return (symbol) => {
    const found = values[symbol];
    if (found === undefined) throw new RangeError(`${who}: expected a value for ${symbol}, got none`);
    return found;
  };
}

/** A point of a region, and names in any order: what is trained on comes first. */
export function pointAndOrder(
  region: Region,
  names: readonly string[],
): fc.Arbitrary<[Record<string, number>, string[]]> {
  const all = { minLength: names.length, maxLength: names.length };
  return fc.tuple(regionArbitrary(region), fc.shuffledSubarray([...names], all));
}

/**
 * The law of a symbol as it is printed: `0.02 … 0.1, log-uniform`, `4 … 16, even`, `0.0001`.
 *
 * @param entry of a region.
 */
export function describeEntry({ law, from, to }: RegionEntry): string {
  if (law === 'constant' || from === to) return `${from}`;
  if (law === 'count') return `${from} … ${to}`;
  return `${from} … ${to}, ${law === 'even count' ? 'even' : law}`;
}

function entryArbitrary(entry: RegionEntry): fc.Arbitrary<number> {
  checkEntry(entry);
  const { law, from, to } = entry;
  switch (law) {
    case 'constant':
      return fc.constant(from);
    case 'count':
      return fc.integer({ min: from, max: to });
    case 'even count':
      return fc.integer({ min: 0, max: (to - from) / 2 }).map((j) => from + 2 * j);
    case 'uniform':
      return levels((u) => from + u * (to - from), to);
    case 'log-uniform':
      return levels((u) => from * exp(u * ln(to / from)), to);
  }
}

/** u uniform on the grid; the last level is `to` itself, which rounding might miss. */
function levels(value: (u: number) => number, to: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: GRID }).map((j) => (j === GRID ? to : value(j / GRID)));
}

function checkEntry({ symbol, law, from, to }: RegionEntry): void {
  const demand = (holds: boolean, expected: string): void => {
    if (!holds) throw new RangeError(`region: expected ${expected} for ${symbol} (${law}), got ${from} … ${to}`);
  };
  demand(Number.isFinite(from) && Number.isFinite(to) && from <= to, 'finite from <= to');
  demand(law !== 'constant' || from === to, 'from = to');
  demand(law !== 'log-uniform' || from > 0, 'from > 0');
  demand(law !== 'count' || (Number.isInteger(from) && Number.isInteger(to)), 'integers');
  demand(law !== 'even count' || (from % 2 === 0 && to % 2 === 0), 'even integers');
}
