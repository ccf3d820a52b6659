import { rounded } from '../report/figures/rounded';
import type { Axis, Panel } from './definition';

/** One place of a curve as it is drawn; a guide has no band. */
export interface CurveRow {
  readonly x: number;
  readonly curve: string;
  readonly y: number;
  /** 10 % of the trainings are below. */
  readonly low?: number;
  /** 10 % are above. */
  readonly high?: number;
}

/** Significant digits of what is drawn. */
const DIGITS = 4;

/** Median and band of every point of a panel. @param values [point][trial], in the order of its curves and their points */
export function curveRows(
  { curves, guides, y: axis }: Panel,
  values: readonly (readonly number[])[],
): readonly CurveRow[] {
  let next = 0;
  const drawn = (value: number) => rounded(floored(axis, value), DIGITS);
  const measured = curves.flatMap(({ label, points }) =>
    points.map(({ x }): CurveRow => {
      const sorted = values[next++]!.toSorted((a, b) => a - b);
      const [low, y, high] = [0.1, 0.5, 0.9].map((share) => drawn(quantile(sorted, share)));
      return { x: rounded(x, DIGITS), curve: label, y: y!, low: low!, high: high! };
    }),
  );
  const known = guides.flatMap(({ label, points }) =>
    points
      .filter(({ y }) => axis.floor === undefined || y >= axis.floor)
      .map(({ x, y }): CurveRow => ({ x: rounded(x, DIGITS), curve: label, y: drawn(y) })),
  );
  return [...measured, ...known];
}

const floored = ({ floor }: Axis, value: number) => (floor === undefined ? value : Math.max(floor, value));

/** Linear between order statistics: the value at rank share·(n − 1). */
export function quantile(sorted: readonly number[], share: number): number {
  const rank = share * (sorted.length - 1);
  const below = Math.floor(rank);
  const [a, b] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return a + (rank - below) * (b - a);
}
