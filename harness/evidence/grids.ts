/** What a part of a claim asserts: `prob` and `forall` have outcomes 0 and 1, `mean` bounded ones. */
export interface Asserted {
  readonly kind: 'prob' | 'mean' | 'forall';
  /** The claimed bound on P(violation), or on the mean outcome. */
  readonly delta: number;
  readonly margin: number;
}

/** Which grid of bets fits the outcomes: indicators, or anything in [0, 1]. */
export type OutcomeKind = 'binary' | 'bounded';

/** One component of a mixture e-process: a bet of size lambda, with its log factors at x = 0 and x = 1. */
export interface Bet {
  /** ln of its share of the initial capital */
  readonly logWeight: number;
  readonly lambda: number;
  /** ln f at x = 0 */
  readonly logPass: number;
  /** ln f at x = 1, −∞ for a bet that loses everything */
  readonly logFail: number;
}

const SURVIVAL = [0, 1 / 8, 1 / 4, 1 / 2];
const SURVIVAL_WEIGHT = [1 / 2, 1 / 6, 1 / 6, 1 / 6];
const STAKES_DOWN = [0.03, 0.06, 0.125, 0.25, 0.5, 0.75, 0.95];
const RATIOS = [1.5, 2, 4, 8, 16];
const STAKES_UP = [0.005, 0.01, 0.03, 0.06, 0.125, 0.25, 0.5, 0.95];

export function outcomeKind(kind: Asserted['kind']): OutcomeKind {
  return kind === 'mean' ? 'bounded' : 'binary';
}

/** Bets that E x < m: f = 1 + λ (m − x), 0 ≤ λ ≤ 1/(1 − m), for m in [0, 1). */
export function corroborateGrid(outcomes: OutcomeKind, m: number): Bet[] {
  if (outcomes === 'binary') return SURVIVAL.map((r, g) => betDown(SURVIVAL_WEIGHT[g]!, 1 - r, m, Math.log(r)));
  return STAKES_DOWN.map((stake) => betDown(1 / STAKES_DOWN.length, stake, m, Math.log1p(-stake)));
}

/**
 * Bets that E x > m: f = 1 + λ (x − m), 0 ≤ λ ≤ 1/m, for m in [0, 1). At m = 0 the null says that x is always 0, and the
 * limit of the grid is one bet that any x > 0 wins without bound.
 */
export function falsifyGrid(outcomes: OutcomeKind, m: number): Bet[] {
  if (m === 0)
    return [{ logWeight: 0, lambda: Number.POSITIVE_INFINITY, logPass: 0, logFail: Number.POSITIVE_INFINITY }];
  return outcomes === 'binary' ? ratioBets(m) : STAKES_UP.map((stake) => stakeUp(stake, m));
}

/** At x = 1 the factor is 1 − stake exactly, so its logarithm is handed in rather than rounded. */
function betDown(weight: number, stake: number, m: number, logFail: number): Bet {
  const lambda = stake / (1 - m);
  return { logWeight: Math.log(weight), lambda, logPass: Math.log1p(lambda * m), logFail };
}

function ratioBets(m: number): Bet[] {
  const fitting = RATIOS.filter((ratio) => ratio * m < 1);
  const ratios = fitting.length > 0 ? fitting : [(1 + 1 / m) / 2];
  return ratios.map((ratio) => {
    const lambda = (ratio - 1) / (1 - m);
    return { logWeight: -Math.log(ratios.length), lambda, logPass: Math.log1p(-lambda * m), logFail: Math.log(ratio) };
  });
}

function stakeUp(stake: number, m: number): Bet {
  const lambda = stake / m;
  const logWeight = -Math.log(STAKES_UP.length);
  return { logWeight, lambda, logPass: Math.log1p(-stake), logFail: Math.log1p(lambda * (1 - m)) };
}
