import { discoveries } from '../evidence/discoveries';
import { type Breaking, type RowReport, thresholdsIn } from './report';
import type { Threshold } from './thresholds';

/** The expected share of false discoveries in each list, at most. */
export const Q = 0.05;

/** One list of discoveries: the cells of one threshold that carry weight, or those that carry none. */
export interface DiscoveryList {
  readonly threshold: Threshold['name'];
  readonly kind: 'carries' | 'carriesNone';
  /** Planned cells, those never run included. */
  readonly cells: number;
  readonly q: number;
  readonly found: number;
  /** ln of the least e-value that is a discovery; absent where there is none. */
  readonly limit?: number;
}

/** Lists of a matrix, and its rows with what was discovered written into their cells. */
interface Discovered {
  readonly lists: readonly DiscoveryList[];
  readonly rows: readonly RowReport[];
}

const KINDS = ['carries', 'carriesNone'] as const;

/** One e-BH family per threshold and kind, over all planned cells. A cell that was not run has E = 1. */
export function discovered(rows: readonly RowReport[]): Discovered {
  const cells = rows.flatMap(({ claims }) => claims.flatMap(({ breaking = [] }) => breaking));
  const marks = new Map<Breaking, DiscoveryList['kind']>();
  const lists = thresholdsIn(rows).flatMap((threshold) =>
    KINDS.map((kind): DiscoveryList => {
      const family = cells.filter((cell) => cell.threshold === threshold);
      const { found, limit } = discoveries(
        family.map(({ weight }) => weight[kind]),
        Q,
      );
      for (const i of found) marks.set(family[i]!, kind);
      const finite = Number.isFinite(limit) ? { limit } : {};
      return { threshold, kind, cells: family.length, q: Q, found: found.length, ...finite };
    }),
  );
  return { lists, rows: rows.map((row) => marked(row, marks)) };
}

function marked(row: RowReport, marks: ReadonlyMap<Breaking, DiscoveryList['kind']>): RowReport {
  const claims = row.claims.map(({ breaking, ...claim }) => ({
    ...claim,
    ...(breaking ? { breaking: breaking.map((cell) => withMark(cell, marks.get(cell))) } : {}),
  }));
  return { ...row, claims };
}

const withMark = (cell: Breaking, discovery: DiscoveryList['kind'] | undefined): Breaking =>
  discovery ? { ...cell, discovery } : cell;
