import type { Guide } from './definition';

/** Label → a known function of x, drawn for comparison. */
export type Guides = Readonly<Record<string, (x: number) => number>>;

export function guidesOver(xs: readonly number[], guides: Guides = {}): readonly Guide[] {
  return Object.entries(guides).map(([label, f]) => ({ label, points: xs.map((x) => ({ x, y: f(x) })) }));
}
