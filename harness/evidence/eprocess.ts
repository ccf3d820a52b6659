import { type Bet, corroborateGrid, falsifyGrid, type Outcomes } from './grids';
import { logSumExp } from './logsumexp';

/**
 * A mixture e-process E = Σ_g w_g Π_i f_i over outcomes in [0, 1], in natural logarithms (verdicts by Ville's inequality:
 * while the null holds, P(E ever reaches 1/α) ≤ α, at any stopping time).
 *
 * Outcomes 0 and 1 are counted rather than summed, so that E is a function of the two counts to the last bit, whatever
 * the order; others enter compensated sums.
 */
export class EProcess {
  private passes = 0;
  private fails = 0;
  private best = 0;
  private readonly between: Neumaier[];

  private constructor(
    private readonly bets: readonly Bet[],
    private readonly mean: number,
    private readonly outcomes: Outcomes,
    private readonly sign: 1 | -1,
  ) {
    this.between = bets.map(() => new Neumaier());
  }

  /** Evidence against E x ≥ m. */
  static corroborating(outcomes: Outcomes, m: number): EProcess {
    return new EProcess(corroborateGrid(outcomes, m), m, outcomes, -1);
  }

  /** Evidence against E x ≤ m. */
  static falsifying(outcomes: Outcomes, m: number): EProcess {
    return new EProcess(falsifyGrid(outcomes, m), m, outcomes, 1);
  }

  /** Throws a RangeError for x outside [0, 1], or other than 0 and 1 where outcomes are binary: never clipped. */
  add(x: number): void {
    checkOutcome(x, this.outcomes);
    if (x === 0) this.passes += 1;
    else if (x === 1) this.fails += 1;
    else this.bets.forEach((bet, g) => void this.between[g]!.add(Math.log1p(this.sign * bet.lambda * (x - this.mean))));
    this.best = Math.max(this.best, this.logE);
  }

  /** ln E now. */
  get logE(): number {
    return this.logEAfter(0);
  }

  /** Largest ln E so far (0 at the start). For printing only: running maxima are never averaged. */
  get logMax(): number {
    return this.best;
  }

  /** ln E if `passes` more outcomes 0 followed. */
  logEAfter(passes: number): number {
    return logEOfCounts(this.bets, this.passes + passes, this.fails, (g) => this.between[g]!.value);
  }
}

/** ln E after `passes` outcomes 0 and `fails` outcomes 1; `rest(g)` is what other outcomes add to component g. */
export function logEOfCounts(
  bets: readonly Bet[],
  passes: number,
  fails: number,
  rest: (g: number) => number = () => 0,
): number {
  const terms = bets.map(
    (bet, g) => Math.log(bet.weight) + times(passes, bet.logPass) + times(fails, bet.logFail) + rest(g),
  );
  return logSumExp(terms);
}

/** 0 · ∞ = 0: an outcome that never occurred costs nothing. */
function times(count: number, logFactor: number): number {
  return count === 0 ? 0 : count * logFactor;
}

function checkOutcome(x: number, outcomes: Outcomes): void {
  if (outcomes === 'binary' && x !== 0 && x !== 1) {
    throw new RangeError(`evidence: expected a violation indicator, 0 or 1, got ${x}`);
  }
  if (!(x >= 0 && x <= 1)) throw new RangeError(`evidence: expected an outcome in [0, 1], got ${x}`);
}

/** Compensated sum (Neumaier 1974): 10^5 terms cost no more than a few ulp. Infinite terms stay infinite. */
class Neumaier {
  private sum = 0;
  private carry = 0;

  add(term: number): void {
    const next = this.sum + term;
    if (Number.isFinite(next)) {
      this.carry += Math.abs(this.sum) >= Math.abs(term) ? this.sum - next + term : term - next + this.sum;
    }
    this.sum = next;
  }

  get value(): number {
    return this.sum + this.carry;
  }
}
