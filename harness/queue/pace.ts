/** Looks further back than this (s) do not count. */
const SPAN = 20;

/** How fast counters rise, by the clock of the one who looks. For people who wait: no number of a trial depends on it. */
export class Pace {
  private readonly seen = new Map<string, readonly { readonly at: number; readonly count: number }[]>();

  constructor(private readonly now: () => number = () => performance.now() / 1000) {}

  /** What a counter shows now. One that fell begins anew. */
  note(name: string, count: number): void {
    const at = this.now();
    const known = this.seen.get(name) ?? [];
    const kept = known.filter((one) => at - one.at <= SPAN && one.count <= count);
    this.seen.set(name, [...kept, { at, count }]);
  }

  /** Counts per second over the last while; undefined before the second look. */
  of(name: string): number | undefined {
    const [first, ...later] = this.seen.get(name) ?? [];
    const last = later.at(-1);
    return first && last && last.at > first.at ? (last.count - first.count) / (last.at - first.at) : undefined;
  }
}
