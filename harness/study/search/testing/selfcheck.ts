import { uniforms } from '../../../evidence/boundary-laws';
import { LAST, POINTS } from '../grid';
import { Search, type SearchResult } from '../search';
import { type CurveKind, TRUTHS, type Truth } from './selfcheck-curves';

interface SearchSelfcheckOptions {
  readonly tau: number;
  readonly searches: number;
  readonly seed: number;
  /** Default 60. */
  readonly budget?: number;
  /** Trials whose outcomes are out while the next is placed. Default 0. */
  readonly pending?: number;
}

interface SearchSelfcheckRow {
  readonly kind: CurveKind;
  readonly tau: number;
  readonly searches: number;
  /** Share of searches whose certified set held the breaking point when they ended. */
  readonly coverage: number;
  /** How many searches ended with each status. */
  readonly statuses: Partial<Record<SearchResult['status'], number>>;
  /** Root mean squared error of the estimate, for the search and for as many trials spread evenly over the grid. */
  readonly rmse: number;
  readonly gridRmse: number;
  /** Means per search. */
  readonly trials: number;
  readonly width: number;
}

/** Simulates searches on response curves of one kind at random positions. The same options give the same figures everywhere. */
export function selfcheckSearch(kind: CurveKind, options: SearchSelfcheckOptions): SearchSelfcheckRow {
  const { tau, searches, seed } = options;
  const next = uniforms(seed);
  const runs = Array.from({ length: searches }, () => {
    const truth = TRUTHS[kind](next());
    const breaking = truth.breaking(tau);
    const found = searched(truth, options, next);
    return { breaking, found, evenly: spread(truth, options, next) };
  });
  const mean = (value: (run: (typeof runs)[number]) => number) =>
    runs.reduce((sum, run) => sum + value(run), 0) / searches;
  const statuses: SearchSelfcheckRow['statuses'] = {};
  for (const { found } of runs) statuses[found.status] = (statuses[found.status] ?? 0) + 1;
  return {
    kind,
    tau,
    searches,
    coverage: mean(({ found, breaking }) => Number(covers(found, breaking))),
    statuses,
    rmse: Math.sqrt(mean(({ found, breaking }) => (found.estimate - Math.min(1, breaking)) ** 2)),
    gridRmse: Math.sqrt(mean(({ evenly, breaking }) => (evenly.estimate - Math.min(1, breaking)) ** 2)),
    trials: mean(({ found }) => found.trials),
    width: mean(({ found }) => Math.min(1, found.high) - found.low),
  };
}

/** Whether the certified set holds the breaking point. */
export function covers({ low, high }: Pick<SearchResult, 'low' | 'high'>, breaking: number): boolean {
  return breaking === 0 ? low === 0 : low < breaking && breaking <= high;
}

/** One search, with a constant number of trials out at a time; outcomes arrive in the order of placement. */
function searched(
  truth: Truth,
  { tau, budget = 60, pending = 0 }: SearchSelfcheckOptions,
  next: () => number,
): SearchResult {
  const search = new Search({ tau, budget });
  const out: number[] = [];
  for (;;) {
    const index = out.length <= pending ? search.next(out) : undefined;
    if (index !== undefined) out.push(index);
    else if (out.length > 0) observe(search, out.shift()!, truth, next);
    else return search.result;
  }
}

/** The same estimate from trials at evenly spaced points. */
function spread(truth: Truth, { tau, budget = 60 }: SearchSelfcheckOptions, next: () => number): SearchResult {
  const search = new Search({ tau, budget });
  for (let i = 0; i < budget; i += 1) {
    observe(search, Math.floor(((i + 0.5) / budget) * (LAST + 1)), truth, next);
  }
  return search.result;
}

function observe(search: Search, index: number, truth: Truth, next: () => number): void {
  search.observe(index, next() < truth.rate(POINTS[index]!) ? 1 : 0);
}
