import { EProcess } from './eprocess';
import { type Asserted, outcomeKind } from './grids';
import { type Interval, intervalOf } from './interval';

/** An outcome of one unit: a number in [0, 1], or `unknown` for what does not reproduce. */
export type X = number | 'unknown';

/**
 * The two e-processes of one part, side by side on the same outcomes in index order. An unknown outcome counts against
 * whichever verdict is asked for: as a violation against corroboration, as a pass against falsification.
 */
export class Evidence {
  private readonly down: EProcess;
  private readonly up: EProcess;
  private readonly counts = new Map<number, number>();
  private unknownCount = 0;
  private total = 0;

  /** Throws a RangeError where delta, margin are no claim: 0 ≤ delta, 0 ≤ margin, delta + margin < 1. */
  constructor(readonly asserted: Asserted) {
    checkAsserted(asserted);
    const outcomes = outcomeKind(asserted.kind);
    this.down = EProcess.corroborating(outcomes, asserted.delta + asserted.margin);
    this.up = EProcess.falsifying(outcomes, asserted.delta);
  }

  add(x: X): void {
    this.down.add(x === 'unknown' ? 1 : x);
    this.up.add(x === 'unknown' ? 0 : x);
    this.total += 1;
    if (x === 'unknown') this.unknownCount += 1;
    else this.counts.set(x, (this.counts.get(x) ?? 0) + 1);
  }

  /** Outcomes consumed, unknown ones included. */
  get n(): number {
    return this.total;
  }

  get unknowns(): number {
    return this.unknownCount;
  }

  /** Mean of the known outcomes (the violation rate of a `prob` claim); NaN when there is none. */
  get mean(): number {
    let sum = 0;
    for (const [x, count] of this.counts) sum += x * count;
    return sum / (this.total - this.unknownCount);
  }

  /** ln E against P(violation) ≥ delta + margin. */
  get logECorroborate(): number {
    return this.down.logE;
  }

  /** ln E against P(violation) ≤ delta; +∞ after a violation where delta = 0. */
  get logEFalsify(): number {
    return this.up.logE;
  }

  /** ln E of corroboration if `passes` more outcomes 0 followed. */
  logECorroborateAfter(passes: number): number {
    return this.down.logEAfter(passes);
  }

  /** 95 % confidence interval for E x at this index, valid at every index. */
  interval(): Interval {
    return intervalOf(outcomeKind(this.asserted.kind), this.counts, this.unknownCount);
  }
}

/** δ + margin within rounding of 1 leaves no alternative to test: such a claim is vacuous (see `staticVacuity`). */
export function assertsNothing({ delta, margin }: Asserted): boolean {
  return delta + margin >= 1 - 1e-12;
}

function checkAsserted(asserted: Asserted): void {
  const { delta, margin } = asserted;
  if (!(delta >= 0 && margin >= 0) || assertsNothing(asserted)) {
    throw new RangeError(
      `evidence: expected delta ≥ 0, margin ≥ 0 and delta + margin < 1, got ${delta} and ${margin}; ask staticVacuity first`,
    );
  }
}
