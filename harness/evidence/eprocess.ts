import { type Bet, corroborateGrid, falsifyGrid, type OutcomeKind } from './grids';
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

  private readonly bets: readonly Bet[];

  private constructor(
    private readonly table: BetTable,
    private readonly mean: number,
    private readonly outcomes: OutcomeKind,
    private readonly sign: 1 | -1,
  ) {
    this.bets = table.bets;
    this.between = this.bets.map(() => 0);
    this.carry = this.bets.map(() => 0);
  }

  /** Evidence against E x ≥ m. */
  static corroborating(outcomes: OutcomeKind, m: number): EProcess {
    return new EProcess(BetTable.of(outcomes, m, -1), m, outcomes, -1);
  }

  /** Evidence against E x ≤ m. */
  static falsifying(outcomes: OutcomeKind, m: number): EProcess {
    return new EProcess(BetTable.of(outcomes, m, 1), m, outcomes, 1);
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
    if (this.outcomes === 'binary') return this.table.at(this.passes + passes, this.fails);
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

/** Counts beyond these are worked out anew each time, so that a table stays small. */
const LARGEST = 1024;

/** A grid of bets and, by counts of 0/1 outcomes, the values of ln E that were asked for: the same ones come up in every claim. */
class BetTable {
  /** By sign and mean. */
  private static readonly known = new Map<string, BetTable>();
  private readonly values = new Map<number, number>();

  private constructor(readonly bets: readonly Bet[]) {}

  /** `sign`: 1 to falsify, −1 to corroborate. */
  static of(outcomes: OutcomeKind, m: number, sign: 1 | -1): BetTable {
    const made = () => new BetTable(sign === 1 ? falsifyGrid(outcomes, m) : corroborateGrid(outcomes, m));
    if (outcomes === 'bounded') return made();
    const known = BetTable.known.get(`${sign}/${m}`) ?? made();
    BetTable.known.set(`${sign}/${m}`, known);
    return known;
  }

  at(passes: number, fails: number): number {
    if (passes > LARGEST || fails > LARGEST) return logEOfCounts(this.bets, passes, fails);
    const key = passes * (LARGEST + 1) + fails;
    const value = this.values.get(key) ?? logEOfCounts(this.bets, passes, fails);
    this.values.set(key, value);
    return value;
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

function checkOutcome(x: number, outcomes: OutcomeKind): void {
  if (outcomes === 'binary' && x !== 0 && x !== 1) {
    throw new RangeError(`evidence: expected a violation indicator, 0 or 1, got ${x}`);
  }
  if (!(x >= 0 && x <= 1)) throw new RangeError(`evidence: expected an outcome in [0, 1], got ${x}`);
}
