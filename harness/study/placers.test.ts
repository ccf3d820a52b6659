import { GridPlacer, SearchPlacer } from './placers';
import { reportRow } from './report';
import { Row } from './row';
import { plannedCells, searchesOf } from './search-plan';
import { selfcheckBoth } from './testing/selfcheck-both';
import { toyGroup, toyRow } from './testing/toy-rows';

test('a study places 60 trials for the first threshold, and then for the second until there are 200', () => {
  const group = toyGroup(['prob'], ['x']);
  const shallow = (x: number) => 0.9 * x;
  const { claims, placed, trials } = reportRow(toyRow(group, 'x', searchesOf(group, {}, new Map()), [shallow], 3));
  expect(trials).toBe(200);
  expect(claims[0]!.breaking!.map((one) => [one.threshold, one.trials])).toEqual([
    ['most', 200],
    ['claim', 200],
  ]);
  // the first 60 are those of a search for .5 alone
  const alone = reportRow(toyRow(group, 'x', searchesOf(group, { tau: 0.5 }, new Map()), [shallow], 3));
  expect(placed.slice(0, 60)).toEqual(alone.placed);
});

test('means are searched at one half alone, in 60 trials', () => {
  const group = toyGroup(['mean'], ['x']);
  const { claims, trials } = reportRow(toyRow(group, 'x', searchesOf(group, {}, new Map()), [(x) => x], 3));
  expect([trials, claims[0]!.breaking!.length]).toEqual([60, 1]);
});

test('a matrix goes on at severity 1, and only until a cell is a discovery whatever the others are', () => {
  const group = toyGroup(['prob'], ['x']);
  const run = (cells: number, response: (x: number) => number) => {
    const planned = plannedCells([{ group, dials: Array(cells).fill(['x']) }]);
    return reportRow(toyRow(group, 'x', searchesOf(group, { matrix: true }, planned), [response], 5));
  };
  const holds = run(300, () => 0);
  const atEnd = ({ placed }: typeof holds) => placed.filter(({ at }) => at[0] === 1).length;
  expect(holds.trials).toBeGreaterThan(60);
  expect(holds.trials).toBeLessThanOrEqual(140);
  // of 300 cells ln(300/.05) = 8.7 is wanted, of one ln 20 = 3
  expect(atEnd(holds)).toBeGreaterThan(atEnd(run(1, () => 0)));
  const { weight } = holds.claims[0]!.breaking!.find(({ threshold }) => threshold === 'most')!;
  expect(weight.carriesNone).toBeGreaterThan(Math.log(300 / 0.05));
});

test('a search with nothing to place leaves the turn to the others', () => {
  const placer = new SearchPlacer([[{ name: 'most', tau: 0.5 }]], [{ thresholds: ['most'], until: 3 }]);
  expect(placer.most).toBe(3);
  expect(placer.next([[0], [0], [0]])).toBeUndefined();
  expect(placer.next([])).toBeDefined();
});

test('a grid has all its trials out at once, so that any number of workers finds something to do; a search has four', () => {
  const group = toyGroup(['prob'], ['x']);
  const grid = new Row(group.base, ['x'], group.columns, new GridPlacer([[0], [0.5], [1]], 400));
  const placed = Array.from({ length: 1200 }, () => grid.place()!);
  expect(placed.slice(0, 4)).toEqual([
    { at: [0], unit: 0 },
    { at: [0.5], unit: 0 },
    { at: [1], unit: 0 },
    { at: [0], unit: 1 },
  ]);
  expect([placed.at(-1), grid.place(), grid.done]).toEqual([{ at: [1], unit: 399 }, undefined, false]);
  const search = new Row(group.base, ['x'], group.columns, searchesOf(group, {}, new Map()));
  expect(Array.from({ length: 5 }, () => search.place() !== undefined)).toEqual([true, true, true, true, false]);
});

/**
 * 60 simulated studies of both thresholds, fixed seeds: a failure is a change of the code. docs/breaking-points.md has the figures of
 * 100 studies per kind; the limit leaves room for 20.
 */
test('both certified sets hold the breaking points, and the estimates are as good as published', () => {
  for (const kind of ['step', 'moderate', 'none'] as const) {
    for (const { tau, coverage, rmse } of selfcheckBoth(kind, { searches: 20, seed: 7 })) {
      // .95 − 3.1 standard errors
      expect(coverage).toBeGreaterThan(0.79);
      expect([kind, tau, rmse < 0.04]).toEqual([kind, tau, true]);
    }
  }
});
