import type { Breaking, RowReport } from '../../study/report';
import type { Figure } from './figure';
import { rounded } from './rounded';
import { CELL_TEXT, INK } from './theme';

/** Size of a cell and height of the words above a row of cells (px). */
const CELL = { width: 48, height: 20, words: 15 } as const;

/** One assumption against one claim. `open`: nothing is known that could be a colour. */
interface Cell {
  readonly claim: number;
  readonly assumption: string;
  readonly text: string;
  /** Severity up to which the claim holds, roughly: the middle of the bracket; 1 never breaks, 0 broken from the start. */
  readonly strength: number;
  readonly open: boolean;
}

/** Which assumption breaks which claim, of one family: colour and text say from which severity on. */
export function matrixFigure(rows: readonly RowReport[], name: string): Figure | undefined {
  const claims = [...new Set(rows.flatMap((row) => row.claims.map(({ claim }) => claim)))];
  const assumptions = [...new Set(rows.map((row) => row.dials[0]!))];
  const cells = rows.flatMap((row) => cellsOf(row, claims));
  if (cells.length === 0) return undefined;
  return {
    name,
    title: `${rows[0]!.family}: which assumption breaks which claim`,
    description: descriptionOf(cells, claims),
    spec: spec(cells, claims, assumptions) as unknown as Figure['spec'],
  };
}

function cellsOf({ dials, claims, fault }: RowReport, names: readonly string[]): readonly Cell[] {
  return claims.map(({ claim, breaking }) => ({
    claim: names.indexOf(claim),
    assumption: dials[0]!,
    ...(fault !== undefined || !breaking ? { text: '!', strength: 0, open: true } : contentOf(breaking)),
  }));
}

function contentOf({ status, low, high }: Breaking): Pick<Cell, 'text' | 'strength' | 'open'> {
  const bracket = `${severity(low)}–${severity(high)}`;
  const strength = rounded((low + Math.min(1, high)) / 2);
  switch (status) {
    case 'never breaks in range':
      return { text: 'holds', strength: 1, open: false };
    case 'broken at baseline':
      return { text: 'base', strength: 0, open: false };
    case 'bracketed':
      return { text: bracket, strength, open: false };
    case 'non-monotone':
      return { text: '~', strength: 0, open: true };
    case 'not bracketed':
      return { text: `?${bracket}`, strength, open: true };
  }
}

const severity = (value: number) => (value > 1 ? '∞' : value.toFixed(2).replace(/^0/, ''));

function spec(cells: readonly Cell[], claims: readonly string[], assumptions: readonly string[]) {
  const pitch = CELL.height + CELL.words;
  const x = {
    field: 'assumption',
    type: 'ordinal',
    sort: assumptions,
    title: null,
    axis: { orient: 'top', labelAngle: -40, ticks: false, domain: false },
  };
  const scale = { domain: [0, claims.length * pitch], range: [0, claims.length * pitch], nice: false };
  const y = (field: string) => ({ field, type: 'quantitative', scale, axis: null });
  const placed = cells.map(({ claim, ...cell }) => ({
    ...cell,
    top: claim * pitch + CELL.words,
    bottom: (claim + 1) * pitch,
  }));
  const layer = (filter: string, mark: object, encoding: object) => ({
    data: { values: placed },
    transform: [{ filter }, { calculate: '(datum.top + datum.bottom) / 2', as: 'middle' }],
    mark,
    encoding: { x, ...encoding },
  });
  const area = { y: y('top'), y2: { field: 'bottom' } };
  const colour = { field: 'strength', type: 'quantitative', scale: { domain: [0, 1], reverse: true }, legend: null };
  const text = { y: y('middle'), text: { field: 'text' } };
  const light = { test: 'datum.strength > 0.5', value: CELL_TEXT.light };
  return {
    width: CELL.width * assumptions.length,
    height: claims.length * pitch,
    layer: [
      layer('!datum.open', { type: 'rect' }, { ...area, color: colour }),
      layer('datum.open', { type: 'rect', filled: false, stroke: INK.undecided, strokeDash: [2, 2] }, area),
      layer('!datum.open', { type: 'text' }, { ...text, color: { condition: light, value: CELL_TEXT.dark } }),
      layer('datum.open', { type: 'text', color: INK.text, fontSize: 9 }, text),
      {
        data: { values: claims.map((claim, i) => ({ claim, top: i * pitch + CELL.words / 2 + 2 })) },
        mark: {
          type: 'text',
          align: 'left',
          x: 0,
          fontSize: 10,
          limit: Math.max(300, CELL.width * assumptions.length),
        },
        encoding: { y: y('top'), text: { field: 'claim' } },
      },
    ],
  };
}

function descriptionOf(cells: readonly Cell[], claims: readonly string[]): string {
  const texts = claims.map((claim, i) => {
    const own = cells.filter((cell) => cell.claim === i);
    return `${claim}: ${own.map(({ assumption, text }) => `${assumption} ${text}`).join(', ')}`;
  });
  return `Severities at which claims break (certified brackets); holds: never breaks in range; base: broken at baseline; ~: not monotone; ?: not bracketed. ${texts.join('; ')}.`;
}
