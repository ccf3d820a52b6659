import { reachesLevel } from './reaches';

/** What the e-BH procedure finds among hypotheses that were planned together. */
interface Discoveries {
  /** Indices of the null hypotheses that are rejected, in the order given. */
  readonly found: readonly number[];
  /** ln of the least e-value that is a discovery, m/(q k*); infinite where there is none. */
  readonly limit: number;
}

/**
 * e-BH: with e sorted downwards, k* = max {k : e_(k) ≥ m/(qk)}, and the first k* are discoveries. The expected share of false ones
 * among them is at most q · (true nulls)/m, however the e-values depend on each other. [wang2022]
 *
 * @param logE ln of an e-value per planned hypothesis, 0 for one that was never tested
 * @param q the false discovery rate, in (0, 1)
 * @throws RangeError for another q, and for NaN in place of an e-value
 */
export function discoveries(logE: readonly number[], q: number): Discoveries {
  if (!(q > 0 && q < 1)) throw new RangeError(`discoveries: expected 0 < q < 1, got ${q}`);
  if (logE.some(Number.isNaN)) throw new RangeError('discoveries: expected logarithms of e-values, got NaN');
  const m = logE.length;
  const sorted = [...logE].sort((a, b) => b - a);
  const count = sorted.findLastIndex((e, i) => reachesLevel(e, (q * (i + 1)) / m)) + 1;
  if (count === 0) return { found: [], limit: Number.POSITIVE_INFINITY };
  const alpha = (q * count) / m;
  // Equal e-values are found together: where e_(k) reaches m/(qk), an equal e_(k+1) reaches the lower m/(q(k+1)).
  return { found: [...logE.keys()].filter((i) => reachesLevel(logE[i]!, alpha)), limit: -Math.log(alpha) };
}

/** ln of an e-value that is a discovery among m hypotheses whatever the others are: m/q. */
export function certainLimit(m: number, q: number): number {
  return Math.log(m / q);
}
