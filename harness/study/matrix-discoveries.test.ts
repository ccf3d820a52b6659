import { discovered } from './matrix-discoveries';
import { type Breaking, reportRow } from './report';
import { plannedCells, searchesOf } from './search-plan';
import { type ResponseCurve, toyGroup, toyRow } from './testing/toy-rows';

/** Cells of known truth: what carries weight at .5 and at .1, and what carries none. */
const CELLS: readonly {
  readonly rate: ResponseCurve;
  readonly truth: Readonly<Record<string, Breaking['discovery']>>;
}[] = [
  ...Array.from({ length: 4 }, (_, i) => ({
    rate: (x: number) => (x > 0.2 + 0.15 * i ? 1 : 0),
    truth: { most: 'carries', claim: 'carries' } as const,
  })),
  ...Array.from({ length: 4 }, () => ({
    rate: () => 0,
    truth: { most: 'carriesNone', claim: 'carriesNone' } as const,
  })),
  // on the boundary of "carries weight": every discovery of it would be false
  { rate: () => 0.5, truth: { most: undefined, claim: 'carries' } },
  { rate: () => 0.1, truth: { most: 'carriesNone', claim: undefined } },
  // on the boundary of "carries none": the very end of the dial reaches the threshold, and nothing before it
  { rate: (x) => (x < 1 ? 0 : 0.5), truth: { most: undefined, claim: 'carries' } },
  { rate: (x) => (x < 1 ? 0 : 0.1), truth: { most: 'carriesNone', claim: undefined } },
];
const MATRICES = 8;

function matrixOf(seed: number) {
  const assumptions = CELLS.map((_, i) => `a${i}`);
  const group = toyGroup(['prob'], assumptions);
  const planned = plannedCells([{ group, dials: assumptions.map((name) => [name]) }]);
  const rows = CELLS.map(({ rate }, i) => {
    const placer = searchesOf(group, { matrix: true }, planned);
    return reportRow(toyRow(group, `a${i}`, placer, [rate], 1000 * seed + i));
  });
  return { planned, found: discovered(rows) };
}

const matrices = Array.from({ length: MATRICES }, (_, i) => matrixOf(i + 1));
const cells = (threshold: Breaking['threshold']) =>
  matrices.flatMap(({ found }) =>
    found.rows.map(({ claims }) => claims[0]!.breaking!.find((one) => one.threshold === threshold)!),
  );

describe.each(['most', 'claim'] as const)('threshold: %s', (threshold) => {
  const truths = matrices.flatMap(() => CELLS.map(({ truth }) => truth[threshold]));

  // Each list's expected share is ≤ .05 by proof; with 8 matrices a share above .05 + 3.1 · √(.05/8) = .29 would show a fault.
  it.each(['carries', 'carriesNone'] as const)('few discoveries of "%s" are false', (kind) => {
    const shares = matrices.map(({ found }) => {
      const own = found.rows.map(({ claims }) => claims[0]!.breaking!.find((one) => one.threshold === threshold)!);
      const marked = own.flatMap(({ discovery }, i) =>
        discovery === kind ? [CELLS[i]!.truth[threshold] === kind] : [],
      );
      return marked.length === 0 ? 0 : marked.filter((isTrue) => !isTrue).length / marked.length;
    });
    expect(shares.reduce((a, b) => a + b, 0) / MATRICES).toBeLessThan(0.29);
  });

  it('what is certain is found', () => {
    const clear = cells(threshold).filter((_, i) => i % CELLS.length < 8);
    const right = clear.filter(({ discovery }, i) => discovery === (i % 8 < 4 ? 'carries' : 'carriesNone'));
    expect(right.length).toBeGreaterThan(0.9 * clear.length);
    expect(truths).toHaveLength(cells(threshold).length);
  });

  it('lists say how many cells were planned, and how many they found', () => {
    for (const { found, planned } of matrices)
      for (const list of found.lists.filter((one) => one.threshold === threshold)) {
        const own = found.rows.flatMap(({ claims }) => claims[0]!.breaking!);
        const marked = own.filter((one) => one.threshold === threshold && one.discovery === list.kind);
        expect([list.found, list.cells]).toEqual([marked.length, planned.get(threshold)]);
      }
  });
});

test('a cell that was not run is planned all the same: its e-value is 1', () => {
  const group = toyGroup(['prob', 'mean'], ['a']);
  const planned = plannedCells([{ group, dials: [['a']] }]);
  const row = reportRow(toyRow(group, 'a', searchesOf(group, { matrix: true }, planned), [() => 0, () => 0], 1));
  const idle = { ...row, claims: row.claims.map((claim) => ({ ...claim, breaking: claim.breaking!.map(unrun) })) };
  const { lists } = discovered([row, ...Array(30).fill(idle)]);
  const list = (threshold: string) => lists.find((one) => one.threshold === threshold && one.kind === 'carriesNone');
  // a mean has no second threshold
  expect([list('most')!.cells, list('claim')!.cells]).toEqual([62, 31]);
  expect([planned.get('most'), planned.get('claim')]).toEqual([2, 1]);
});

const unrun = (cell: Breaking): Breaking => ({ ...cell, weight: { carries: 0, carriesNone: 0 } });
