import { marginOf } from './margin-data';
import { marginFigure } from './margin-figure';
import { control, stored, storedOutcomes, storedPart } from './testing/stored';

const below = storedOutcomes([
  [0.01, 0.05, true],
  [0.06, 0.05, false],
]);
const scaleOf = (...args: Parameters<typeof stored>) => marginOf(stored(...args)).scale;

describe('the axis', () => {
  it.each([
    ['at most', below, [Number.NEGATIVE_INFINITY, 0.05]],
    ['at least', storedOutcomes([[0.99, 0.95, true]]), [0.95, Number.POSITIVE_INFINITY]],
    [
      'a window, of which each outcome names the nearer end',
      storedOutcomes([
        [-1.2, -1.4, true],
        [-0.9, -0.8, true],
        [-0.1, -0.8, false],
      ]),
      [-1.4, -0.8],
    ],
  ])('shows what was measured where one bound explains all outcomes: %s', (_, outcomes, allowed) => {
    expect(scaleOf([storedPart('mixture', outcomes)])).toEqual({ of: 'measured', allowed });
  });

  it.each([
    [
      'bounds that differ',
      [
        [0.01, 0.05, true],
        [0.02, 0.06, true],
        [0.02, 0.07, true],
      ] as const,
    ],
    [
      'two bounds that are no window',
      [
        [0.01, 0.05, true],
        [0.5, 0.3, true],
      ] as const,
    ],
    [
      'one bound that two relations share',
      [
        [0.01, 0.05, true],
        [0.2, 0.05, true],
      ] as const,
    ],
  ])('shows shares of the bound for %s', (_, outcomes) => {
    expect(scaleOf([storedPart('mixture', storedOutcomes(outcomes))])).toEqual({
      of: 'factor',
      allowed: [Number.NEGATIVE_INFINITY, 1],
    });
  });

  it('of a mean is what was measured, with its bound, which no single outcome violates', () => {
    const outcomes = { ...below, x: [0.01, 0.06] };
    const claim = stored([storedPart('mean', outcomes, { delta: 0.05 })], { about: { kind: 'mean' } as never });
    expect(marginOf(claim).scale).toEqual({ of: 'mean', allowed: [Number.NEGATIVE_INFINITY, 0.05] });
    expect(marginOf(claim).rows[0]!.values.map(({ violated }) => violated)).toEqual([false, false]);
  });
});

test('rows are the parts, then the controls that have outcomes, with what has no value in words', () => {
  const outcomes = storedOutcomes([
    [0.01, 0.05, true],
    undefined,
    [Number.NaN, Number.NaN, false],
    [0.06, 0.05, false],
  ]);
  const controls = [control('frozen', 'gross', below), { ...control('ideal', 'positive', below), outcomes: undefined }];
  const { rows } = marginOf(stored([storedPart('mixture', outcomes)], { controls: controls as never }));
  expect(rows).toEqual([
    {
      label: 'mixture · 4, 2 violated, 1 diverged, 1 unknown',
      control: false,
      values: [
        { value: 0.01, violated: false },
        { value: 0.06, violated: true },
      ],
    },
    { label: 'gross control, must fail: frozen · 2, 1 violated', control: true, values: expect.any(Array) },
  ]);
});

test('what lies far out stands at the end of the axis, on its own side', () => {
  const far = storedOutcomes([
    [-90, 0.9, false],
    [40, 0.9, true],
  ]);
  const near = storedOutcomes([
    [0.95, 0.9, true],
    [1, 0.9, true],
  ]);
  const figure = marginFigure(stored([storedPart('mixture', near)], { controls: [control('c', 'gross', far)] }), 'm')!;
  const layers = (figure.spec as unknown as { layer: { data: { values: { at: number; beyond?: number }[] } }[] }).layer;
  const marks = layers.flatMap(({ data }) => data.values).filter(({ beyond }) => beyond !== undefined);
  const ends = new Map(marks.filter(({ beyond }) => beyond !== 0).map(({ at, beyond }) => [beyond, at]));
  expect([...ends.keys()].sort()).toEqual([-1, 1]);
  expect(ends.get(-1)).toBeLessThan(0.9);
  expect(ends.get(1)).toBeGreaterThan(1);
});

test('nothing to show, no picture', () => {
  expect(marginFigure(stored([]), 'm')).toBeUndefined();
  expect(marginFigure(stored([storedPart('mixture', storedOutcomes([undefined]))]), 'm')).toBeUndefined();
});
