import type fc from 'fast-check';
import { pointAndOrder, type Region, symbolsAt } from '../region';
import { type LanguageProblem, PLAIN } from './problem';

/**
 * Problems over a set of concepts: K1 of them are trained on, K1 others are new, all drawn. The region speaks K1, `split`, `bag`,
 * `d` (of words), L, m, B, kappaY, sigma0, sigma1, `eta/m` and lambda; label vectors have 16 entries.
 */
export function languageProblems(region: Region, concepts: readonly string[]): fc.Arbitrary<LanguageProblem> {
  return pointAndOrder(region, concepts).map(([values, order]) => languageProblem(values, order));
}

/** The problem at one point of a region, over the concepts in order. Throws RangeError for a missing symbol. */
export function languageProblem(values: Readonly<Record<string, number>>, order: readonly string[]): LanguageProblem {
  const value = symbolsAt(values, 'language problems');
  const [K1, m] = [value('K1'), value('m')];
  return {
    concepts: order.slice(0, K1),
    novel: order.slice(K1, 2 * K1),
    split: value('split'),
    bag: value('bag'),
    dX: value('d'),
    dY: 16,
    ...{ L: value('L'), m, B: value('B'), kappaY: value('kappaY') },
    ...{ sigma0: value('sigma0'), sigma1: value('sigma1') },
    ...{ eta: value('eta/m') * m, lambda: value('lambda') },
    departures: PLAIN,
  };
}
