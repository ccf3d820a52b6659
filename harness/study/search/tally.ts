import { checkIndex, LAST } from './grid';

export interface PointTally {
  readonly index: number;
  readonly trials: number;
  readonly violations: number;
}

/** Outcomes per dial point. */
export class Tally {
  private readonly counts = Array.from({ length: LAST + 1 }, () => ({ trials: 0, violations: 0 }));
  trials = 0;

  /** Throws a RangeError for an index off the grid and an outcome other than 0 and 1. */
  observe(index: number, violated: 0 | 1): void {
    const count = this.counts[index]!;
    if (violated !== 0 && violated !== 1) {
      throw new RangeError(`breaking-point search: expected an outcome 0 or 1, got ${violated}`);
    }
    count.trials += 1;
    count.violations += violated;
    this.trials += 1;
  }

  at(index: number): PointTally {
    checkIndex(index);
    return { index, ...this.counts[index]! };
  }

  /** The points with trials, in the order of the dial. */
  get points(): readonly PointTally[] {
    return this.counts.flatMap((count, index) => (count.trials > 0 ? [{ index, ...count }] : []));
  }
}
