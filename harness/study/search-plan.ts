import { certainLimit } from '../evidence/discoveries';
import { Q } from './matrix-discoveries';
import { type Confirmation, SearchPlacer, type Stage } from './placers';
import type { RowGroup } from './plan';
import { type Threshold, thresholdsOf } from './thresholds';

/** How a study searches. */
interface SearchPlan {
  /** One threshold in place of both. */
  readonly tau?: number;
  /** Trials per search, in place of the defaults. */
  readonly trials?: number;
  readonly matrix?: boolean;
}

/** Trials that are placed for each threshold; those of `claim` come after those of `most`, and both read all. */
const TRIALS = { most: 60, claim: 140, asked: 60 } as const;
/** Of a matrix, for its thresholds in turn. */
const MATRIX_TRIALS = 60;
/** Of a matrix, at severity 1 in addition, at most: at τ = .1, 60 without a violation leave E short of most lists. Ours, by simulation. */
const CONFIRMING = 80;

/**
 * The searches of a row. In a matrix the thresholds take turns, and further trials at severity 1 follow, until each cell is a
 * discovery whatever the other cells are.
 *
 * @param planned cells that the study plans, per threshold
 */
export function searchesOf(
  { columns }: RowGroup,
  { tau, trials, matrix }: SearchPlan,
  planned: ReadonlyMap<Threshold['name'], number>,
): SearchPlacer {
  const thresholds = columns.map(({ parts }) =>
    thresholdsOf(
      parts.map(({ evidence }) => evidence),
      tau,
    ),
  );
  const names = [...new Set(thresholds.flat().map(({ name }) => name))];
  if (!matrix) return new SearchPlacer(thresholds, inSequence(names, columns.length, trials));
  const limits = Object.fromEntries([...planned].map(([name, m]) => [name, certainLimit(m, Q)]));
  const confirmation: Confirmation = { trials: trials ?? CONFIRMING, limits };
  const until = shared(trials ?? MATRIX_TRIALS, columns.length);
  return new SearchPlacer(thresholds, [{ thresholds: names, until }], confirmation);
}

/** How many cells a study plans for each threshold. */
export function plannedCells(
  all: readonly { readonly group: RowGroup; readonly dials: readonly (readonly string[])[] }[],
  tau?: number,
): ReadonlyMap<Threshold['name'], number> {
  const counts = new Map<Threshold['name'], number>();
  for (const { group, dials } of all)
    for (const { parts } of group.columns)
      for (const { name } of thresholdsOf(
        parts.map(({ evidence }) => evidence),
        tau,
      ))
        counts.set(name, (counts.get(name) ?? 0) + dials.length);
  return counts;
}

function inSequence(names: readonly Threshold['name'][], columns: number, trials?: number): readonly Stage[] {
  let until = 0;
  return names
    .toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map((name) => {
      until += shared(trials ?? TRIALS[name], columns);
      return { thresholds: [name], until };
    });
}

const ORDER: readonly Threshold['name'][] = ['most', 'claim', 'asked'];

/** A row of several claims gets a quarter of a search more for each further one: they share most of what they learn. */
function shared(trials: number, columns: number): number {
  return trials + Math.floor(((columns - 1) * trials) / 4);
}
