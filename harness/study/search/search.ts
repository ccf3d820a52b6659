import { auditPoints } from './audit';
import { bracketing, isBracket, NARROW, WIDE } from './bracket';
import { BreakEvidence, NEVER } from './evidence';
import { LAST, POINTS } from './grid';
import { IsotonicCheck } from './isotonic';
import { Posterior } from './posterior';
import { type PointTally, Tally } from './tally';

export interface SearchOptions {
  /** Violation probability at which the assumption counts as broken. Default .5. */
  readonly tau?: number;
  /** 1 − α is the confidence of the certified set. Default .05. */
  readonly alpha?: number;
  /** Trials, those observed without being placed included. Default 60. */
  readonly budget?: number;
  /** Trials until which the model places, those observed included; then the search brackets. Default: 2/3 of the budget, at most 40. */
  readonly explore?: number;
}

export interface SearchResult {
  /** See docs/breaking-points.md. */
  readonly status: 'bracketed' | 'never breaks in range' | 'broken at baseline' | 'non-monotone' | 'not bracketed';
  /**
   * Certified: if violations are monotone in the dial, the breaking point lies in (low, high], or at 0 if low = 0, with
   * probability ≥ 1 − α at all times. Infinity: it may lie beyond the dial. Both NaN when no point is left.
   */
  readonly low: number;
  readonly high: number;
  /** Posterior mean and standard deviation of the breaking point, clipped to [0, 1]; they rest on the model. */
  readonly estimate: number;
  readonly deviation: number;
  /** See docs/breaking-points.md, "In a matrix". */
  readonly weight: Weight;
  readonly trials: number;
  /** Outcomes at the dial points that have any. */
  readonly points: readonly PointTally[];
}

/** Logarithms of two e-values, as of the last outcome: they are not maxima over time. */
interface Weight {
  /** Against "no point of the dial is violated with more than τ": large where the assumption carries weight. */
  readonly carries: number;
  /** Against "it breaks somewhere on the dial": large where the assumption carries none. */
  readonly carriesNone: number;
}

/** Trials that the model places, at most this share of the budget; the rest brackets. Ours. */
const MODEL_TRIALS = 40;
export const MODEL_SHARE = 2 / 3;
/** Half a step of the grid: where the model knows the breaking point this well, bracketing begins at once. Ours. */
const RESOLVED = 1 / 80;
/** Level of the isotonic check, relative to α. Ours. */
const ISOTONIC_SHARE = 1 / 5;
/** Gains this close, relatively, are tied and go to the lowest point: rounding must not choose between them. */
const TIE = 1e-9;

/**
 * Where on a dial a violation becomes likelier than τ: model-based placement with a certified set alongside. A pure function
 * of the outcomes and of what was pending when points were asked for; `observe` may bring outcomes at any points, in any order.
 */
export class Search {
  private readonly tau: number;
  private readonly alpha: number;
  private readonly budget: number;
  private readonly explore: number;
  private readonly posterior: Posterior;
  private readonly certified: BreakEvidence;
  private readonly isotonic: IsotonicCheck;
  private readonly tally = new Tally();

  /** Throws a RangeError unless 0 < tau, alpha < 1 and budget is a positive integer. */
  constructor({ tau = 0.5, alpha = 0.05, budget = 60, explore }: SearchOptions = {}) {
    checkShare('tau', tau);
    checkShare('alpha', alpha);
    if (!(Number.isInteger(budget) && budget > 0)) {
      throw new RangeError(`breaking-point search: expected a positive whole budget, got ${budget}`);
    }
    this.tau = tau;
    this.alpha = alpha;
    this.budget = budget;
    this.explore = explore ?? Math.min(MODEL_TRIALS, budget * MODEL_SHARE);
    this.posterior = Posterior.uniform(tau);
    this.certified = new BreakEvidence(tau);
    this.isotonic = new IsotonicCheck(tau, this.tally);
  }

  /**
   * Index of the dial point of the next trial; undefined when there is none to place now. With nothing pending, that is the
   * end of the search. `pending`: points of trials whose outcomes are out; see `Posterior.believe` and `bracketing`.
   */
  next(pending: readonly number[] = []): number | undefined {
    const { tau, alpha, certified } = this;
    const placed = this.tally.trials + pending.length;
    if (placed >= this.budget || this.isNonMonotone) return undefined;
    const { suspect } = this.isotonic;
    if (suspect !== undefined) return suspect;
    const surviving = certified.surviving(alpha)!;
    if (isBracket(surviving, NARROW)) return auditPoints(surviving, this.tally, pending, tau);
    const believed = this.posterior.copy();
    for (const index of pending) believed.believe(index);
    if (this.isExploring(placed)) return mostInformative(believed);
    const width = isBracket(surviving, WIDE) ? NARROW : WIDE;
    return bracketing(believed, certified, pending, { tau, alpha, remaining: this.budget - placed, width });
  }

  /** Throws a RangeError for an index off the grid and an outcome other than 0 and 1. */
  observe(index: number, violated: 0 | 1): void {
    const before = this.tally.at(index);
    this.tally.observe(index, violated);
    this.isotonic.observe(before, violated);
    this.certified.observe(index, this.posterior.predictive(index), violated);
    this.posterior.observe(index, violated);
  }

  get result(): SearchResult {
    const [first, last] = this.certified.surviving(this.alpha) ?? [Number.NaN, Number.NaN];
    const { mean: estimate, deviation } = this.posterior;
    return {
      status: this.status,
      low: first === 0 ? 0 : (POINTS[first - 1] ?? Number.NaN),
      high: last === NEVER ? Number.POSITIVE_INFINITY : (POINTS[last] ?? Number.NaN),
      estimate,
      deviation,
      weight: this.weight,
      trials: this.tally.trials,
      points: this.tally.points,
    };
  }

  /** Whether a trial at the end of the dial is expected to add to an e-value of `weight` that is short of `limit` yet. */
  mayConfirm(limit: number): boolean {
    const { carries, carriesNone } = this.weight;
    return (this.posterior.predictive(LAST) > this.tau ? carries : carriesNone) < limit;
  }

  /** `carriesNone` presumes a response that grows: where it is contradicted, it speaks for nothing. */
  private get weight(): Weight {
    const { breaksNowhere, breaksSomewhere } = this.certified;
    const carriesNone = this.isNonMonotone ? Math.min(0, breaksSomewhere) : breaksSomewhere;
    return { carries: breaksNowhere, carriesNone };
  }

  private isExploring(placed: number): boolean {
    return placed < this.explore && this.posterior.deviation > RESOLVED;
  }

  private get status(): SearchResult['status'] {
    if (this.isNonMonotone) return 'non-monotone';
    const [first, last] = this.certified.surviving(this.alpha)!;
    if (last === 0) return 'broken at baseline';
    if (first === NEVER) return 'never breaks in range';
    return isBracket([first, last], WIDE) ? 'bracketed' : 'not bracketed';
  }

  /** No breaking point is compatible with the outcomes, by the certified set or by each point's own rate. */
  private get isNonMonotone(): boolean {
    const { alpha } = this;
    return !this.certified.surviving(alpha) || this.isotonic.rejects(alpha * ISOTONIC_SHARE);
  }
}

function mostInformative({ gains }: Posterior): number {
  return gains.reduce((best, gain, index) => (gain > gains[best]! * (1 + TIE) ? index : best), 0);
}

function checkShare(name: string, share: number): void {
  if (!(share > 0 && share < 1)) {
    throw new RangeError(`breaking-point search: expected 0 < ${name} < 1, got ${share}`);
  }
}
