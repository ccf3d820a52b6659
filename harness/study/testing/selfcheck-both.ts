import { uniforms } from '../../evidence/boundary-laws';
import { reportRow } from '../report';
import { covers } from '../search/testing/selfcheck';
import { type CurveKind, TRUTHS } from '../search/testing/selfcheck-curves';
import { searchesOf } from '../search-plan';
import { toyGroup, toyRow } from './toy-rows';

interface BothRow {
  readonly kind: CurveKind;
  readonly tau: number;
  readonly coverage: number;
  readonly rmse: number;
  readonly bracketed: number;
  /** Mean number of trials, of both thresholds together. */
  readonly trials: number;
}

/**
 * Studies of one claim (δ = margin = .05) at both thresholds, as `falsify` runs them, on response curves of one kind at random
 * positions: one line per threshold. The same seed gives the same figures everywhere.
 */
export function selfcheckBoth(
  kind: CurveKind,
  { searches, seed }: { searches: number; seed: number },
): readonly BothRow[] {
  const next = uniforms(seed);
  const group = toyGroup(['prob'], ['x']);
  const runs = Array.from({ length: searches }, (_, i) => {
    const truth = TRUTHS[kind](next());
    const row = reportRow(toyRow(group, 'x', searchesOf(group, {}, new Map()), [truth.rate], seed * 10_000 + i));
    return { truth, trials: row.trials, found: row.claims[0]!.breaking! };
  });
  const mean = (value: (run: (typeof runs)[number]) => number) =>
    runs.reduce((sum, run) => sum + value(run), 0) / searches;
  return runs[0]!.found.map(({ tau }, i) => ({
    kind,
    tau,
    coverage: mean(({ truth, found }) => Number(covers(found[i]!, truth.breaking(tau)))),
    rmse: Math.sqrt(mean(({ truth, found }) => (found[i]!.estimate - Math.min(1, truth.breaking(tau))) ** 2)),
    bracketed: runs.filter(({ found }) => found[i]!.status === 'bracketed').length,
    trials: mean(({ trials }) => trials),
  }));
}
