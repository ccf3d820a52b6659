import type { Family } from '../statement/family';
import type { FigureDefinition, Panel } from './definition';
import { dynamics } from './dynamics';
import { gallery } from './gallery';
import { figureDigest, make } from './make';
import { figureRequests, type PlannedFigure, planFigures, pointsOf, quantityOf } from './plan';
import { curveRows, quantile } from './summary';
import { sweep } from './sweep';
import { wrappedMarkdown } from './wrapped';

const told = {
  name: 'one',
  title: 'One',
  caption: 'What it shows.',
  source: { key: 'x2020', place: 'figure 1', wording: 'paraphrased' },
  agreement: 'It does.',
  trials: 2,
  prompts: 50,
  at: 'reference',
} as const;

const observation = (prompted: boolean) => ({
  prompted,
  doc: '',
  range: [0, 1],
  witnessBound: () => 0,
  measure: () => 0,
});
const family = {
  name: 'toy',
  symbols: (problem: { m: number }) => problem,
  observations: { error: observation(true), norm: observation(false) },
  assumptions: { noise: { dial: {} } },
  dials: { width: {} },
} as unknown as Family;

const watched = (curves: Record<string, string>): FigureDefinition =>
  dynamics({
    ...told,
    clock: 'm / 2',
    until: 3,
    points: 4,
    time: 't',
    panels: [{ title: 'p', y: { label: 'y' }, curves }],
  });

const only = (definition: FigureDefinition): PlannedFigure => planFigures([gallery(family, [definition])])[0]!;

test('a point of dynamics is measured at so many clocks, over as many prompts as the figure says', () => {
  const figure = only(watched({ a: 'error', b: 'norm' }));
  const asked = pointsOf(figure.definition).map(({ x, quantity }) => [
    x,
    ...figureRequests(figure, quantity, { m: 5 }),
  ]);
  const steps = [0, 3, 5, 8]; // 2.5 and 7.5 steps are taken whole
  expect(asked).toEqual([
    ...steps.map((at, x) => [x, { observation: 'error', at, prompts: 50 }]),
    ...steps.map((at, x) => [x, { observation: 'norm', at, prompts: 0 }]),
  ]);
});

test('a logarithmic time axis has places at equal ratios, and does not begin at 0', () => {
  const spec = {
    ...told,
    clock: '1',
    until: 100,
    points: 3,
    time: 't',
    panels: [{ title: 'p', y: { label: 'y' }, curves: { a: 'norm' } }],
  };
  const { panels } = dynamics({ ...spec, from: 1 });
  expect([panels[0]!.x.log, panels[0]!.curves[0]!.points.map(({ x }) => x)]).toEqual([true, [1, 10, 100]]);
  expect(() => dynamics({ ...spec, from: 0 })).toThrow('figure one, from: expected a time between 0 and 100, got 0');
});

test('a sweep asks its functions for every value, and settings go with it', () => {
  const { panels } = sweep({
    ...told,
    panels: [
      {
        title: 'p',
        x: { label: 'x' },
        y: { label: 'y' },
        over: [1, 2],
        curves: { own: (x) => ({ dials: { width: 10 * x }, quantity: { observation: 'norm', at: `${x} * m` } }) },
        guides: { square: (x) => x * x },
      },
    ],
  });
  expect(panels[0]!.curves[0]!.points).toEqual([
    { x: 1, dials: { width: 10 }, quantity: { observation: 'norm', at: '1 * m' } },
    { x: 2, dials: { width: 20 }, quantity: { observation: 'norm', at: '2 * m' } },
  ]);
  expect(panels[0]!.guides).toEqual([
    {
      label: 'square',
      points: [
        { x: 1, y: 1 },
        { x: 2, y: 4 },
      ],
    },
  ]);
});

test('a first time is looked for on its grid', () => {
  const figure = only(watched({ a: 'error' }));
  const quantity = { observation: 'error', below: 0.25, every: '2', until: 'm + 1' };
  const requests = figureRequests(figure, quantity, { m: 6 });
  expect(requests.map(({ at }) => at)).toEqual([0, 2, 4, 6]);
  // Between 1/2 at step 2 and 1/8 at step 4 the logarithm is linear, so 1/4 is half way.
  expect(quantityOf(quantity, requests, [1, 0.5, 0.125, 0])).toBeCloseTo(3, 12);
  expect(quantityOf(quantity, requests, [1, 0.9, 0.8, 0.7])).toBe(Number.POSITIVE_INFINITY);
});

test.each<[string, () => readonly FigureDefinition[], string]>([
  [
    'an unknown observation',
    () => [watched({ a: 'eror' })],
    'figure toy-one: expected an observation among error, norm, got eror',
  ],
  ['a panel without curves', () => [watched({})], 'figure toy-one: expected curves in panel "p", got none'],
  ['no trials', () => [{ ...watched({ a: 'norm' }), trials: 0 }], 'figure toy-one: expected at least 1 trial, got 0'],
  ['a path as a name', () => [{ ...watched({ a: 'norm' }), name: '../x' }], 'hyphens, got "../x"'],
  [
    'a name twice',
    () => [watched({ a: 'norm' }), watched({ a: 'norm' })],
    'a name of its own for each figure, got toy-one twice',
  ],
])('%s is refused', (_, figures, message) => {
  expect(() => planFigures([gallery(family, figures())])).toThrow(message);
});

test('an unknown dial is refused', () => {
  const quantity = { observation: 'norm', at: '1' };
  const panel: Panel = {
    ...watched({ a: 'norm' }).panels[0]!,
    curves: [{ label: 'a', points: [{ x: 0, dials: { noise: 1, with: 2 }, quantity }] }],
  };
  const figure = { ...watched({ a: 'norm' }), panels: [panel] };
  expect(() => planFigures([gallery(family, [figure])])).toThrow('figure toy-one: expected a dial of toy, got with');
});

test('quantiles interpolate between order statistics', () => {
  const squares = [0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100];
  expect([0, 0.1, 0.5, 0.9, 1].map((share) => quantile(squares, share))).toEqual([0, 1, 25, 81, 100]);
  expect(quantile([2, 6], 0.25)).toBe(3);
  expect(quantile([7], 0.9)).toBe(7);
});

test('rows are medians and bands in the order of the curves, rounded and floored; guides below the floor are left out', () => {
  const { panels } = watched({ a: 'error' });
  const short = (xs: readonly number[]) => [{ label: 'a', points: panels[0]!.curves[0]!.points.slice(0, xs.length) }];
  const guides = [
    {
      label: 'g',
      points: [
        { x: 0, y: 0.2 },
        { x: 1, y: 0.001 },
      ],
    },
  ];
  const panel = { ...panels[0]!, curves: short([0, 1]), guides, y: { label: 'y', log: true, floor: 0.01 } };
  expect(
    curveRows(panel, [
      [0.3, 0.1, 0.123456],
      [0, 1, 0],
    ]),
  ).toEqual([
    { x: 0, curve: 'a', y: 0.1235, low: 0.1047, high: 0.2647 },
    { x: 1, curve: 'a', y: 0.01, low: 0.01, high: 0.8 },
    { x: 0, curve: 'g', y: 0.2 },
  ]);
});

test('panels get the values of their own points, and the first trial is kept to six digits', () => {
  const one = watched({ a: 'error' });
  const figure = only({ ...one, panels: [...one.panels, { ...one.panels[0]!, title: 'q' }] });
  const values = Array.from({ length: 8 }, (_, point) => [point + 1 / 3, 100]);
  const { made, panels } = make(figure, 'e', values);
  expect(panels.map((rows) => rows.map(({ low }) => low!))).toEqual(
    [0, 4].map((from) => [0, 1, 2, 3].map((i) => Number((0.9 * (from + i + 1 / 3) + 10).toPrecision(4)))),
  );
  expect(made).toMatchObject({ epoch: 'e', trials: 2, digest: figureDigest(figure.definition) });
  expect(made.first).toEqual([0.333333, 1.33333, 2.33333, 3.33333, 4.33333, 5.33333, 6.33333, 7.33333]);
});

test('the digest sees what is measured and kept, and no words', () => {
  const one = watched({ a: 'error' });
  const [panel] = one.panels;
  const moved: FigureDefinition[] = [
    { ...one, trials: 3 },
    { ...one, prompts: 51 },
    { ...one, at: 'region' },
    watched({ a: 'norm' }),
    watched({ b: 'error' }),
    { ...one, panels: [{ ...panel!, y: { label: 'y', floor: 1 } }] },
    { ...one, panels: [{ ...panel!, guides: [{ label: 'g', points: [] }] }] },
  ];
  expect(new Set([one, ...moved].map(figureDigest)).size).toBe(moved.length + 1);
  expect(figureDigest({ ...one, caption: 'Another.', panels: [{ ...panel!, title: 'q' }] })).toBe(figureDigest(one));
});

test('prose is wrapped at 125 columns, and links and code stay whole', () => {
  const code = '`npx theoremcheck figures one`';
  const text = `${'word '.repeat(23)}${code} and [a link of words](somewhere/one.json) ${'more '.repeat(40)}`.trim();
  const lines = wrappedMarkdown(text).split('\n');
  expect(lines.join(' ')).toBe(text);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(125);
  expect(lines[0]).toBe('word '.repeat(23).trim());
  expect(lines[1]!.startsWith(`${code} and [a link of words](somewhere/one.json) more`)).toBe(true);
});
