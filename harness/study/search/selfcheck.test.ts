import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { selfcheckSearch } from './testing/selfcheck';
import type { CurveKind } from './testing/selfcheck-curves';

/**
 * 2,100 simulated searches with a breaking point and 150 without, fixed seeds: the figures are the same everywhere, so a failure is a
 * change of the code. They are those of docs/breaking-points.md, whose seed chose nothing. If a kind had coverage .95 exactly, a random seed would show less than .95 − 3.1 standard errors with
 * probability 10⁻³; the certified set is conservative, and the figures are near 1.
 */
const SEARCHES = 100;
const SEED = 31;
const KINDS = ['step', 'steep', 'moderate', 'shallow', 'hockey stick', 'none', 'broken at baseline'] as const;
const run = (kind: CurveKind, tau: number) => selfcheckSearch(kind, { tau, searches: SEARCHES, seed: SEED });

const rows = [0.5, 0.25, 0.1].map((tau) => ({ tau, found: KINDS.map((kind) => run(kind, tau)) }));
const halves = rows[0]!.found;
const half = (kind: (typeof KINDS)[number]) => halves[KINDS.indexOf(kind)]!;
const pooled = (values: readonly number[]) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

test.each(rows)('the certified set holds the breaking point: tau = $tau', ({ found }) => {
  const slack = 3.1 * Math.sqrt((0.05 * 0.95) / SEARCHES);
  for (const { coverage } of found) expect(coverage).toBeGreaterThan(0.95 - slack);
  expect(found.reduce((sum, { coverage }) => sum + coverage, 0) / found.length).toBeGreaterThanOrEqual(0.95);
});

test('the estimate is as good as it was published to be, and better than an even grid', () => {
  const limit = 1.15 * 0.025;
  expect(half('moderate').rmse).toBeLessThan(limit);
  expect(half('moderate').rmse).toBeLessThan(0.75 * half('moderate').gridRmse);
  const logistic = (['step', 'steep', 'moderate', 'shallow'] as const).map(half);
  const rmse = pooled(logistic.map((row) => row.rmse));
  expect(rmse).toBeLessThan(limit);
  expect(rmse).toBeLessThan(pooled(logistic.map((row) => row.gridRmse)));
});

test('searches whose ends are certain end there', () => {
  expect(half('step').statuses.bracketed).toBe(SEARCHES);
  expect(half('steep').statuses.bracketed).toBeGreaterThan(0.8 * SEARCHES);
  expect(half('none').statuses['never breaks in range']).toBeGreaterThan(0.95 * SEARCHES);
  expect(half('broken at baseline').statuses['broken at baseline']).toBeGreaterThan(0.95 * SEARCHES);
});

test('docs/breaking-points.md has the figures as they are computed', () => {
  const lines = new Set(readFileSync(join(__dirname, '../../../docs/breaking-points.md'), 'utf8').split('\n'));
  const row = ({ kind, tau, coverage, rmse, gridRmse, trials, width, statuses }: (typeof halves)[number]) => {
    const ended = Object.entries(statuses).sort(([, a], [, b]) => b - a);
    const figures = [coverage.toFixed(2), rmse.toFixed(4), gridRmse.toFixed(4), trials.toFixed(1), width.toFixed(2)];
    return `| ${[tau, kind, ...figures, ended.map((one) => one.join(' ')).join(', ')].join(' | ')} |`;
  };
  const made = rows.flatMap(({ found }) => found.map(row));
  expect(made).toHaveLength(21);
  expect(made.filter((line) => !lines.has(line))).toEqual([]);
});

/** Wrong with probability ≤ α + α/5 = .06 by proof: 700 searches at .06 would show more than 60 with probability < 10⁻². */
test('a monotone response is seldom called non-monotone, and one that mends again is found out', () => {
  for (const { found } of rows) {
    const alarms = found.reduce((sum, { statuses }) => sum + (statuses['non-monotone'] ?? 0), 0);
    expect(alarms).toBeLessThanOrEqual(60);
  }
  expect(run('reversal', 0.5).statuses['non-monotone']).toBeGreaterThan(0.8 * SEARCHES);
});

test('trials that are placed before earlier outcomes are known cost some accuracy and no coverage', () => {
  const four = selfcheckSearch('moderate', { tau: 0.5, searches: 50, seed: 7, pending: 3 });
  expect(four.coverage).toBeGreaterThan(0.9);
  expect(four.rmse).toBeLessThan(1.5 * half('moderate').rmse);
  expect(four).toEqual(selfcheckSearch('moderate', { tau: 0.5, searches: 50, seed: 7, pending: 3 }));
});
