import { type Bet, corroborateGrid, falsifyGrid, type Outcomes } from './grids';
import { logSumExp } from './logsumexp';

// Taken once: in a Jest sandbox every access to a global is expensive.
const { log1p } = Math;
const { isFinite: isFiniteNumber } = Number;

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
  private now: number | undefined = 0;
  /** Per component, the log factors of the outcomes strictly between 0 and 1. */
  private readonly between: number[];
  private readonly carry: number[];

  private constructor(
    private readonly bets: readonly Bet[],
    private readonly mean: number,
    private readonly outcomes: Outcomes,
    private readonly sign: 1 | -1,
  ) {
    this.between = bets.map(() => 0);
    this.carry = bets.map(() => 0);
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
    else this.addBetween(x);
    this.now = undefined;
  }

  /** ln E now. */
  get logE(): number {
    this.now ??= this.logEAfter(0);
    return this.now;
  }

  /** ln E if `passes` more outcomes 0 followed. */
  logEAfter(passes: number): number {
    return logEOfCounts(this.bets, this.passes + passes, this.fails, this.between);
  }

  /** Compensated sums (Kahan 1965), so that 10^5 outcomes cost no more than a few ulp. Infinite terms stay infinite. */
  private addBetween(x: number): void {
    for (let g = 0; g < this.bets.length; g += 1) {
      const before = this.between[g]!;
      const term = log1p(this.sign * this.bets[g]!.lambda * (x - this.mean)) - this.carry[g]!;
      this.between[g] = before + term;
      if (isFiniteNumber(term)) this.carry[g] = before + term - before - term;
    }
  }
}

/** ln E after `passes` outcomes 0 and `fails` outcomes 1; `between[g]` is what other outcomes add to component g. */
export function logEOfCounts(bets: readonly Bet[], passes: number, fails: number, between?: readonly number[]): number {
  const terms = bets.map(
    ({ logWeight, logPass, logFail }, g) =>
      logWeight + times(passes, logPass) + times(fails, logFail) + (between?.[g] ?? 0),
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
