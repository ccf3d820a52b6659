import { logGamma } from '../evidence/loggamma';

/** How often something happened, with an exact interval. */
export interface Proportion {
  readonly hits: number;
  readonly of: number;
  readonly rate: number;
  /** Clopper and Pearson's, level .95. */
  readonly interval: readonly [number, number];
}

const TAIL = 0.025;
const BISECTIONS = 60;

/** The share of hits, with the interval of Clopper & Pearson (1934): each end is the rate at which so many hits, or so few, have probability .025. */
export function proportion(hits: number, of: number): Proportion {
  if (!(Number.isInteger(hits) && Number.isInteger(of) && of > 0 && hits >= 0 && hits <= of)) {
    throw new RangeError(`proportion: expected 0 ≤ hits ≤ of, of ≥ 1, got ${hits} of ${of}`);
  }
  const low = hits === 0 ? 0 : crossing((p) => 1 - binomialAtMost(hits - 1, of, p));
  const high = hits === of ? 1 : crossing((p) => 1 - binomialAtMost(hits, of, p), 1 - TAIL);
  return { hits, of, rate: hits / of, interval: [low, high] };
}

/** Where a probability that increases in p crosses a level. */
function crossing(increasing: (p: number) => number, level = TAIL): number {
  let [below, above] = [0, 1];
  for (let i = 0; i < BISECTIONS; i += 1) {
    const middle = (below + above) / 2;
    if (increasing(middle) < level) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}

/** P(X ≤ k) for X binomial(n, p). */
export function binomialAtMost(k: number, n: number, p: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return k >= n ? 1 : 0;
  const peak = logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p);
  const odds = (1 - p) / p;
  let sum = 0;
  for (let [i, term] = [k, 1]; i >= 0 && term > 1e-17 * sum; i -= 1) {
    sum += term;
    term *= (i / (n - i + 1)) * odds;
    if (peak + Math.log(sum) > 0) return 1;
  }
  return Math.min(1, Math.exp(peak + Math.log(sum)));
}

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
