import type { Placer, Severities } from './row';
import { POINTS } from './search/grid';
import { Search, type SearchOptions, type SearchResult } from './search/search';

/** One breaking-point search per column; they take turns in placing trials, and every trial informs all of them. */
export class SearchPlacer implements Placer {
  private readonly searches: readonly Search[];
  private turn = 0;
  private seen = 0;

  constructor(
    columns: number,
    options: SearchOptions,
    readonly most: number,
  ) {
    this.searches = Array.from({ length: columns }, () => new Search({ ...options, budget: most }));
  }

  next(pending: readonly Severities[]): Severities | undefined {
    if (this.seen + pending.length >= this.most) return undefined;
    const out = pending.map(([severity]) => indexOf(severity!));
    for (let tried = 0; tried < this.searches.length; tried++) {
      const index = this.searches[this.turn++ % this.searches.length]!.next(out);
      if (index !== undefined) return [POINTS[index]!];
    }
    return undefined;
  }

  observe([severity]: Severities, violated: readonly (0 | 1)[]): void {
    this.seen++;
    for (const [i, search] of this.searches.entries()) search.observe(indexOf(severity!), violated[i]!);
  }

  get results(): readonly SearchResult[] {
    return this.searches.map((search) => search.result);
  }
}

/** So many trials at every point of a grid, point after point in rounds, so that a stopped study has some of each. */
export class GridPlacer implements Placer {
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
