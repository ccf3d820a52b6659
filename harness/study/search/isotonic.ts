import { BreakEvidence, divergence, NEVER } from './evidence';

import type { PointTally, Tally } from './tally';

/** Evidence against every breaking point, as e-value, from which it is pursued. Ours: two trials at one point can give it. */
const SUSPICION = 1.5;

/**
 * Whether any breaking point is compatible with the outcomes, without a model that is monotone itself: the same e-processes,
 * where the probability predicted for a point is its own rate so far, (violations + ½)/(trials + 1).
 */
export class IsotonicCheck {
  private readonly evidence: BreakEvidence;

  constructor(
    private readonly tau: number,
    private readonly tally: Tally,
  ) {
    this.evidence = new BreakEvidence(tau);
  }

  /** `before`: the outcomes at the point so far, without this one. */
  observe(before: PointTally, violated: 0 | 1): void {
    this.evidence.observe(before.index, rateOf(before), violated);
  }

  /** Wrongly true with probability ≤ alpha, over all looks. */
  rejects(alpha: number): boolean {
    return this.evidence.surviving(alpha) === undefined;
  }

  /** The point whose next trial is expected to say most against the best breaking point, if even that is in doubt. */
  get suspect(): number | undefined {
    const best = this.leastContradicted;
    if (this.evidence.of(best) < Math.log(SUSPICION)) return undefined;
    const contradicting = this.tally.points.filter((point) => rateOf(point) > this.tau === point.index < best);
    const growth = (point: PointTally) => divergence(rateOf(point), this.tau);
    return contradicting.reduce((a, b) => (growth(b) > growth(a) ? b : a)).index;
  }

  private get leastContradicted(): number {
    let best = 0;
    for (let b = 1; b <= NEVER; b += 1) if (this.evidence.of(b) < this.evidence.of(best)) best = b;
    return best;
  }
}

function rateOf({ trials, violations }: PointTally): number {
  return (violations + 0.5) / (trials + 1);
}
