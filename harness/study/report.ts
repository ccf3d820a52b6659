import { dialOf } from '../statement/dials';
import { rateInterval } from './curve';
import { SearchPlacer } from './placers';
import type { Placed, Row, Severities } from './row';
import type { SearchResult } from './search/search';
import type { Threshold } from './thresholds';

/** What a study found, row by row, as plain data (schema: study.schema.json). */
export interface RowReport {
  readonly family: string;
  readonly source: string;
  /** Dial settings of the claims' own stream. */
  readonly stream: Readonly<Record<string, number>>;
  /** One of them is a block of trainings in place of a single one. */
  readonly block: boolean;
  /** The dials that are turned: one, or two of a pair. */
  readonly dials: readonly string[];
  /** Trials that counted. */
  readonly trials: number;
  /** Why the row ended early: a dial that leads to no problem. */
  readonly fault?: string;
  readonly claims: readonly ClaimReport[];
  /** Where each trial was placed and whether it violated each claim, in order: enough to recompute everything above. */
  readonly placed: readonly Placed[];
}

export interface ClaimReport {
  readonly claim: string;
  /** Of breaking-point searches: one per threshold. */
  readonly breaking?: readonly Breaking[];
  /** The response at every setting that has trials. */
  readonly response: readonly Response[];
}

export interface Breaking extends Omit<SearchResult, 'points'> {
  readonly threshold: Threshold['name'];
  /** The violation probability from which on the assumption counts as broken. */
  readonly tau: number;
  /** Of a matrix: what is discovered of this cell, among all cells of its threshold. */
  readonly discovery?: 'carries' | 'carriesNone';
  /** `low` and `high` as physical values; absent where they are no severity. */
  readonly lowValue?: string;
  readonly highValue?: string;
}

export interface Response {
  readonly at: Severities;
  readonly values: readonly string[];
  readonly trials: number;
  readonly violations: number;
  /** 95 % for the probability of a violation here, valid at any time; not simultaneous over settings. */
  readonly interval: readonly [number, number];
}

/** The thresholds of some rows' searches, in their order. */
export function thresholdsIn(rows: readonly RowReport[]): readonly Threshold['name'][] {
  const searches = rows.flatMap(({ claims }) => claims.flatMap(({ breaking = [] }) => breaking));
  return [...new Set(searches.map(({ threshold }) => threshold))];
}

export function reportRow(row: Row): RowReport {
  const { base, dials, fault, trials, placed } = row;
  const searches = row.placer instanceof SearchPlacer ? row.placer.results : undefined;
  const claims = row.columns.map(({ claim }, column) => {
    const response = responses(row, column);
    const found = searches?.filter((search) => search.column === column).map((search) => breakingOf(row, search));
    return { claim, ...(found ? { breaking: found } : {}), response };
  });
  return {
    family: base.family.name,
    source: base.source,
    stream: base.dials,
    block: base.block !== undefined,
    dials,
    trials,
    ...(fault === undefined ? {} : { fault }),
    claims,
    placed: placed.filter((trial) => trial.outcome !== undefined),
  };
}

type PlacedResult = SearchPlacer['results'][number];

function breakingOf(row: Row, { points: _, column: __, threshold: { name, tau }, ...found }: PlacedResult): Breaking {
  const value = (severity: number) => (severity >= 0 && severity <= 1 ? physical(row, 0, severity) : undefined);
  const [lowValue, highValue] = [value(found.low), value(found.high)];
  return {
    ...{ threshold: name, tau, ...found },
    ...(lowValue ? { lowValue } : {}),
    ...(highValue ? { highValue } : {}),
  };
}

function responses(row: Row, column: number): readonly Response[] {
  const cells = new Map<string, { at: Severities; trials: number; violations: number }>();
  for (const { at, outcome } of row.placed) {
    if (outcome === undefined || outcome === 'lost') continue;
    const cell = cells.get(at.join()) ?? { at, trials: 0, violations: 0 };
    cells.set(at.join(), { at, trials: cell.trials + 1, violations: cell.violations + outcome[column]! });
  }
  return [...cells.values()]
    .sort((a, b) => ascending(a.at, b.at))
    .map((cell) => {
      const values = cell.at.map((severity, i) => physical(row, i, severity));
      return { ...cell, values, interval: rateInterval(cell.trials, cell.violations) };
    });
}

function physical({ base, dials }: Row, i: number, severity: number): string {
  return dialOf(base.family, dials[i]!)!.physical(severity);
}

function ascending(a: Severities, b: Severities): number {
  const first = a.findIndex((severity, i) => severity !== b[i]);
  return first < 0 ? 0 : a[first]! - b[first]!;
}
