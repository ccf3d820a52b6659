import { logEOfCounts } from './eprocess';
import { type Bet, corroborateGrid, falsifyGrid, type OutcomeKind } from './grids';
import { logGamma } from './loggamma';
import { logSumExp } from './logsumexp';

export type Interval = readonly [lo: number, hi: number];

/** How often each known outcome occurred. */
type Counts = ReadonlyMap<number, number>;

/** Level .95, as a bound on a martingale that starts at 1. */
const LOG_LIMIT = Math.log(20);
const BISECTIONS = 60;

/**
 * 95 % confidence interval for the mean of the outcomes, valid simultaneously at every index, without running intersection.
 * Indicators: the beta-binomial confidence sequence. Bounded outcomes: a betting interval from the grids of the verdict.
 * Unknown outcomes: the hull of the completions by all 0 and by all 1. No outcomes: [0, 1].
 */
export function intervalOf(outcomes: OutcomeKind, counts: Counts, unknowns: number): Interval {
  const of = outcomes === 'binary' ? betaBinomial : betting;
  const low = of(completed(counts, 0, unknowns));
  const high = unknowns === 0 ? low : of(completed(counts, 1, unknowns));
  return [low[0], high[1]];
}

function completed(counts: Counts, x: number, unknowns: number): Counts {
  return new Map([...counts, [x, (counts.get(x) ?? 0) + unknowns]]);
}

/**
 * {p : M(p) < 20} with ln M(p) = ln B(½+f, ½+s) − ln B(½, ½) − f ln p − s ln(1−p): the mixture of likelihood ratios under
 * the prior Beta(½, ½). f = Σ x, s = Σ (1 − x).
 */
function betaBinomial(counts: Counts): Interval {
  const { n, sum: f } = totals(counts);
  const s = n - f;
  const constant = logBeta(0.5 + f, 0.5 + s) - logBeta(0.5, 0.5);
  return sublevel(f / n, (p) => constant - f * Math.log(p) - s * Math.log1p(-p));
}

/**
 * {m : M(m) < 20} where M is the average of the two bounded mixtures, one betting below and one above m. If E x = m, both are
 * martingales that start at 1, so their average is one, and Ville's inequality gives level .95. (Testing each at .025 would
 * be valid too, but wider: whenever one of them reaches 40, their average has reached 20.) Every factor is convex in m and
 * positive, so is M, and the set is an interval; M(mean) ≤ 1 by the inequality of the means, so it is not empty.
 */
function betting(counts: Counts): Interval {
  const { n, sum } = totals(counts);
  return sublevel(sum / n, (m) => {
    const below = logE(corroborateGrid('bounded', m), counts, m, -1);
    const above = logE(falsifyGrid('bounded', m), counts, m, 1);
    return logSumExp([below, above]) - Math.LN2;
  });
}

function logE(bets: readonly Bet[], counts: Counts, m: number, sign: 1 | -1): number {
  const between = [...counts].filter(([x]) => x > 0 && x < 1);
  const rest = bets.map(({ lambda }) =>
    between.reduce((total, [x, count]) => total + count * Math.log1p(sign * lambda * (x - m)), 0),
  );
  return logEOfCounts(bets, counts.get(0) ?? 0, counts.get(1) ?? 0, rest);
}

/**
 * Hull of {p in [0, 1] : logM(p) < ln 20} for a convex logM that is below the limit at `inside`; NaN (no data): all. At 0 and at 1
 * logM is infinite unless `inside` is there, and is not asked for.
 */
function sublevel(inside: number, logM: (p: number) => number): Interval {
  if (Number.isNaN(inside)) return [0, 1];
  return [boundary(inside, 0, logM), boundary(inside, 1, logM)];
}

/** The end of the set towards `outside`, rounded outwards. */
function boundary(inside: number, outside: number, logM: (p: number) => number): number {
  if (inside === outside) return outside;
  let kept = inside;
  let rejected = outside;
  for (let i = 0; i < BISECTIONS; i += 1) {
    const middle = (kept + rejected) / 2;
    if (logM(middle) < LOG_LIMIT) kept = middle;
    else rejected = middle;
  }
  return rejected;
}

function totals(counts: Counts): { n: number; sum: number } {
  let n = 0;
  let sum = 0;
  for (const [x, count] of counts) {
    n += count;
    sum += x * count;
  }
  return { n, sum };
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
