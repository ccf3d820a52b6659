import type { Placer, Severities } from './row';
import { LAST, POINTS } from './search/grid';
import { MODEL_SHARE, Search, type SearchResult } from './search/search';
import type { Threshold } from './thresholds';

/** So many trials of a row in all, until the next stage begins; these searches place them in turn. */
export interface Stage {
  readonly thresholds: readonly Threshold['name'][];
  readonly until: number;
}

/** Further trials at the end of the dial, where they say most about whether anything breaks at all. */
export interface Confirmation {
  readonly trials: number;
  /** ln of the e-value that is enough. */
  readonly limits: Readonly<Partial<Record<Threshold['name'], number>>>;
}

/** One search of a row: of one column for one threshold. */
interface Searched {
  readonly column: number;
  readonly threshold: Threshold;
  readonly search: Search;
}

/** A search waits for outcomes: with more out at once it would place them worse. */
const AHEAD = 4;

/**
 * Breaking-point searches, one per column and threshold; those of a stage take turns in placing trials, and every trial
 * informs all of them.
 */
export class SearchPlacer implements Placer {
  readonly ahead = AHEAD;
  private readonly searched: readonly Searched[];
  private readonly turns: number[];
  private seen = 0;
  private confirmed = 0;

  /** @param columns the thresholds of each column */
  constructor(
    columns: readonly (readonly Threshold[])[],
    private readonly stages: readonly Stage[],
    private readonly confirmation: Confirmation = { trials: 0, limits: {} },
  ) {
    this.searched = columns.flatMap((thresholds, column) =>
      thresholds.map((threshold) => ({ column, threshold, search: searchIn(stages, threshold) })),
    );
    this.turns = stages.map(() => 0);
  }

  get most(): number {
    return lastOf(this.stages) + this.confirmation.trials;
  }

  next(pending: readonly Severities[]): Severities | undefined {
    const out = pending.map(([severity]) => indexOf(severity!));
    const placed = this.seen + out.length;
    for (const [i, { until }] of this.stages.entries()) {
      const index = placed < until ? this.ask(i, out) : undefined;
      if (index !== undefined) return [POINTS[index]!];
    }
    return this.confirms() ? [POINTS[LAST]!] : undefined;
  }

  private ask(stage: number, out: readonly number[]): number | undefined {
    const { thresholds } = this.stages[stage]!;
    const own = this.searched.filter(({ threshold }) => thresholds.includes(threshold.name));
    for (let tried = 0; tried < own.length; tried++) {
      const index = own[this.turns[stage]!++ % own.length]!.search.next(out);
      if (index !== undefined) return index;
    }
    return undefined;
  }

  private confirms(): boolean {
    const { trials, limits } = this.confirmation;
    if (this.confirmed >= trials) return false;
    const wanted = this.searched.some(({ threshold, search }) => search.mayConfirm(limits[threshold.name] ?? 0));
    if (wanted) this.confirmed++;
    return wanted;
  }

  observe([severity]: Severities, violated: readonly (0 | 1)[]): void {
    this.seen++;
    for (const { column, search } of this.searched) search.observe(indexOf(severity!), violated[column]!);
  }

  /** In the order of columns, and of the thresholds of each. */
  get results(): readonly (SearchResult & Pick<Searched, 'column' | 'threshold'>)[] {
    return this.searched.map(({ column, threshold, search }) => ({ column, threshold, ...search.result }));
  }
}

/** A search whose stage begins after others lets its model place 2/3 of it: bracketing alone estimates worse (docs/breaking-points.md). */
function searchIn(stages: readonly Stage[], { name, tau }: Threshold): Search {
  const own = stages.findIndex(({ thresholds }) => thresholds.includes(name));
  const budget = stages[own]!.until;
  if (own === 0) return new Search({ tau, budget });
  const before = stages[own - 1]!.until;
  return new Search({ tau, budget, explore: before + (budget - before) * MODEL_SHARE });
}

const lastOf = (stages: readonly Stage[]) => stages.at(-1)?.until ?? 0;

/** So many trials at every point of a grid, point after point in rounds, so that a stopped study has some of each. No outcome is waited for. */
export class GridPlacer implements Placer {
  readonly ahead = Number.POSITIVE_INFINITY;
  private placed = 0;

  constructor(
    readonly points: readonly Severities[],
    readonly each: number,
  ) {}

  get most(): number {
    return this.each * this.points.length;
  }

  next(): Severities | undefined {
    if (this.placed >= this.most) return undefined;
    return this.points[this.placed++ % this.points.length];
  }

  observe(): void {}
}

function indexOf(severity: number): number {
  return POINTS.indexOf(severity);
}
