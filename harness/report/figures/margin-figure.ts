import type { StoredClaim } from '../../verdict/results/verdicts-file';
import { number } from '../text/number';
import type { Figure } from './figure';
import { log10Axis } from './log-axis';
import { type Margin, type MarginScale, marginOf } from './margin-data';
import { rounded } from './rounded';
import { LINES, type Rows, rowsFor } from './rows';
import { type Spread, spreadOf } from './spread';
import { INK, WIDTH } from './theme';

const TITLES = {
  measured: 'measured (worst relation of a trial)',
  factor: 'share of the bound that is used up',
  mean: 'measured; the claim bounds the mean',
} as const;

/** What was measured against what is allowed, one mark per trial: the claim's parts, and below them its controls. */
export function marginFigure(claim: StoredClaim, name: string): Figure | undefined {
  const margin = marginOf(claim);
  if (margin.rows.every(({ values }) => values.length === 0)) return undefined;
  const spread = axisOf(margin);
  const rows = rowsFor(
    margin.rows.map(({ label }) => label),
    WIDTH + 30,
  );
  return {
    name,
    title: `Margin: ${claim.name}`,
    description: descriptionOf(margin),
    spec: {
      width: WIDTH + 30,
      height: rows.height * margin.rows.length,
      layer: [
        allowed(margin.scale, spread),
        ...bounds(margin.scale, spread, rows),
        ...marks(margin, spread, rows),
        words(margin, rows),
      ],
    } as Figure['spec'],
  };
}

function axisOf({ scale, rows }: Margin): Spread {
  const values = (control: boolean) =>
    rows.filter((row) => row.control === control).flatMap((row) => row.values.map(({ value }) => value));
  return spreadOf([...values(false), ...scale.allowed], values(true));
}

/** A light band over what is allowed. */
function allowed({ allowed: [low, high] }: MarginScale, { domain, place }: Spread) {
  const [from, to] = [Number.isFinite(low) ? place(low).at : domain[0], place(high).at];
  return {
    data: { values: [{ from, to }] },
    mark: { type: 'rect', color: INK.rule, opacity: 0.45 },
    encoding: { x: { field: 'from', type: 'quantitative' }, x2: { field: 'to' } },
  };
}

/** The ends of what is allowed, with their values. */
function bounds({ allowed: ends }: MarginScale, { place }: Spread, rows: Rows) {
  const texts = ends.map((end, i) => ({ at: place(end).at, end, text: `${i === 0 ? '≥' : '≤'} ${number(end)} holds` }));
  const values = texts.filter(({ end }) => Number.isFinite(end));
  const x = { field: 'at', type: 'quantitative' };
  return [
    {
      data: { values: values.flatMap(({ at }) => rows.texts.map((_, row) => ({ at, ...rows.between(row) }))) },
      mark: { type: 'rule', color: INK.text },
      encoding: { x, y: rows.y('from'), y2: { field: 'to' } },
    },
    ...['left', 'right'].map((align) => ({
      data: { values: values.filter(({ text }) => text.startsWith('≥') === (align === 'left')) },
      mark: { type: 'text', align, dx: align === 'left' ? 3 : -3, y: -6 },
      encoding: { x, text: { field: 'text' } },
    })),
  ];
}

/** Ticks for trials that hold, crosses for those that do not; arrows at the ends of the axis for what lies beyond. */
function marks({ rows, scale }: Margin, { domain, logarithmic, place }: Spread, places: Rows) {
  const values = rows.flatMap(({ values: all }, row) =>
    all.map(({ value, violated }) => ({ row: places.mark(row), ...place(value), violated: violated ? 1 : 0 })),
  );
  const axis = { grid: false, ...(logarithmic ? log10Axis(domain, 8) : { tickCount: 6 }) };
  const x = {
    field: 'at',
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    title: TITLES[scale.of],
    axis,
  };
  const encoding = { x, y: places.y('row') };
  const layer = (filter: string, mark: object) => ({
    data: { values },
    transform: [{ filter }],
    mark: { opacity: 0.55, ...mark },
    encoding,
  });
  const point = { type: 'point', filled: true, size: 45 };
  return [
    layer('datum.beyond === 0 && datum.violated === 0', {
      type: 'tick',
      color: INK.holds,
      size: 9,
      thickness: 1.4,
      orient: 'vertical',
    }),
    layer('datum.beyond === 0 && datum.violated === 1', {
      type: 'point',
      shape: 'cross',
      angle: 45,
      filled: true,
      size: 30,
      color: INK.broken,
    }),
    ...[-1, 1].flatMap((side) =>
      [0, 1].map((violated) =>
        layer(`datum.beyond === ${side} && datum.violated === ${violated}`, {
          ...point,
          shape: side < 0 ? 'triangle-left' : 'triangle-right',
          color: violated ? INK.broken : INK.holds,
        }),
      ),
    ),
    ...means({ rows, scale }, place, places, encoding),
  ];
}

/** Where the claim bounds the mean: a diamond at it. */
function means({ rows, scale }: Margin, place: Spread['place'], { mark }: Rows, encoding: object) {
  if (scale.of !== 'mean') return [];
  const values = rows.flatMap(({ values: all }, row) =>
    all.length === 0
      ? []
      : [{ row: mark(row), at: place(all.reduce((sum, { value }) => sum + value, 0) / all.length).at }],
  );
  return [
    {
      data: { values },
      mark: { type: 'point', shape: 'diamond', filled: true, size: 70, color: INK.text },
      encoding,
    },
  ];
}

function words({ rows }: Margin, { texts, word, y }: Rows) {
  const values = rows.map(({ control }, row) => ({ row: word(row), label: texts[row], control }));
  return {
    data: { values },
    mark: { type: 'text', align: 'left', x: 0, dx: 2, ...LINES },
    encoding: {
      y: y('row'),
      text: { field: 'label' },
      color: { condition: { test: 'datum.control', value: INK.faint }, value: INK.text },
    },
  };
}

function descriptionOf({ scale, rows }: Margin): string {
  const [low, high] = scale.allowed.map((end) => number(rounded(end)));
  const what = { measured: 'Measured values', factor: 'Shares of the bound used up', mean: 'Measured values' }[
    scale.of
  ];
  const within = Number.isFinite(scale.allowed[0])
    ? Number.isFinite(scale.allowed[1])
      ? `from ${low} to ${high}`
      : `at least ${low}`
    : `at most ${high}`;
  return `${what}, allowed ${within}${scale.of === 'mean' ? ' on average' : ''}: ${rows.map(({ label }) => label).join('; ')}.`;
}
