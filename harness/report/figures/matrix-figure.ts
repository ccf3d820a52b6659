import type { Breaking, RowReport } from '../../study/report';
import { CELL_LEGEND, cellText, thresholdText } from '../text/matrix-cell';
import type { Figure } from './figure';
import { rounded } from './rounded';
import { CELL_TEXT, INK } from './theme';

/** Size of a cell and height of the words above a row of cells (px). */
const CELL = { width: 48, height: 20, words: 15 } as const;

/** One assumption against one claim. `open`: nothing is known that could be a colour. */
interface MatrixCell {
  readonly claim: number;
  readonly assumption: string;
  readonly text: string;
  /** Severity up to which the claim holds, roughly: the middle of the bracket; 1 never breaks, 0 broken from the start. */
  readonly strength: number;
  readonly open: boolean;
}

/** Which assumption breaks which claim, of one family and threshold: colour and text say from which severity on. */
export function matrixFigure(
  rows: readonly RowReport[],
  threshold: Breaking['threshold'],
  name: string,
): Figure | undefined {
  const claims = [...new Set(rows.flatMap((row) => row.claims.map(({ claim }) => claim)))];
  const assumptions = [...new Set(rows.map((row) => row.dials[0]!))];
  const cells = rows.flatMap((row) => cellsOf(row, threshold, claims));
  if (cells.length === 0) return undefined;
  const searches = rows.flatMap((row) => row.claims.flatMap(({ breaking = [] }) => breaking));
  const own = searches.filter((search) => search.threshold === threshold);
  return {
    name,
    title: `${rows[0]!.family}: which assumption breaks which claim; ${thresholdText(own)}`,
    description: descriptionOf(cells, claims),
    spec: spec(cells, claims, assumptions) as unknown as Figure['spec'],
  };
}

function cellsOf(
  { dials, claims, fault }: RowReport,
  threshold: Breaking['threshold'],
  names: readonly string[],
): readonly MatrixCell[] {
  return claims.map(({ claim, breaking = [] }) => ({
    claim: names.indexOf(claim),
    assumption: dials[0]!,
    ...(fault === undefined
      ? contentOf(breaking.find((search) => search.threshold === threshold))
      : { text: '!', strength: 0, open: true }),
  }));
}

/** A mean has no search at the second threshold. */
function contentOf(search: Breaking | undefined): Pick<MatrixCell, 'text' | 'strength' | 'open'> {
  if (!search) return { text: '–', strength: 0, open: true };
  const open = search.status === 'non-monotone' || search.status === 'not bracketed';
  return { text: cellText(search), strength: open && Number.isNaN(search.low) ? 0 : strengthOf(search), open };
}

/** 1 beyond the dial, 0 at its start. */
const strengthOf = ({ low, high }: Breaking) => rounded((low + Math.min(1, high)) / 2);

function spec(cells: readonly MatrixCell[], claims: readonly string[], assumptions: readonly string[]) {
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

function descriptionOf(cells: readonly MatrixCell[], claims: readonly string[]): string {
  const texts = claims.map((claim, i) => {
    const own = cells.filter((cell) => cell.claim === i);
    return `${claim}: ${own.map(({ assumption, text }) => `${assumption} ${text}`).join(', ')}`;
  });
  return `Severities at which claims break (certified brackets); ${CELL_LEGEND}; *: carries weight, °: carries none. ${texts.join('; ')}.`;
}
