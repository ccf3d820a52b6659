import { logSumExp } from '../../evidence/logsumexp';
import type { StoredClaim } from '../../verdict/results/verdicts-file';
import { number } from '../text/number';
import type { Figure } from './figure';
import { log10Axis, log10Of } from './log-axis';
import { rounded } from './rounded';
import { LINES, type Rows, rowsFor } from './rows';
import { INK, WIDTH } from './theme';

const COLOURS = {
  corroborated: INK.text,
  falsified: INK.broken,
  vacuous: INK.faint,
  inconclusive: INK.faint,
  error: INK.faint,
} as const;

interface Mark {
  readonly row: number;
  readonly side: 'corroborated' | 'falsified';
  readonly log10E: number;
}

/**
 * All claims: the e-value towards either verdict against its threshold. Towards corroborated that of the part that is furthest
 * from it, since each has to get there; towards falsified the average of the parts.
 */
export function overviewFigure(claims: readonly StoredClaim[]): Figure {
  const rows = rowsFor(
    claims.map(({ name, verdict }) => `${verdict}: ${name}`),
    WIDTH + 40,
  );
  const marks = claims.flatMap((claim, row) => marksOf(claim, row));
  const thresholds = claims.length === 0 ? [] : thresholdsOf(claims);
  const domain = domainOf(marks, thresholds);
  return {
    name: 'overview',
    title: 'Evidence for and against every claim',
    description: descriptionOf(claims),
    spec: {
      width: WIDTH + 40,
      height: Math.max(1, claims.length) * rows.height,
      layer: [...rules(thresholds, rows), ...points(marks, rows, domain), words(claims, rows)],
    } as unknown as Figure['spec'],
  };
}

function marksOf({ parts }: StoredClaim, row: number): readonly Mark[] {
  if (parts.every(({ trials }) => trials === 0)) return [];
  const least = Math.min(...parts.map(({ logECorroborate }) => logECorroborate));
  const average = logSumExp(parts.map(({ logEFalsify }) => logEFalsify)) - Math.log(parts.length);
  return [
    { row, side: 'corroborated', log10E: rounded(log10Of(least)) },
    { row, side: 'falsified', log10E: rounded(log10Of(average)) },
  ];
}

interface ThresholdMark {
  readonly side: Mark['side'];
  readonly log10E: number;
  readonly text: string;
}

/** One rule per threshold: the levels of a suite are the same for all of its claims. */
function thresholdsOf(claims: readonly StoredClaim[]): readonly ThresholdMark[] {
  const rule = (side: Mark['side'], alpha: number) => ({
    side,
    log10E: rounded(-Math.log10(alpha)),
    text: `${side} at ${number(1 / alpha)}`,
  });
  const all = claims.flatMap(({ alphaC, alphaF }) => [rule('corroborated', alphaC), rule('falsified', alphaF)]);
  return [...new Map(all.map((one) => [one.text, one])).values()];
}

/** Shows both thresholds; evidence that lies further out is drawn at the end of the axis. */
function domainOf(marks: readonly Mark[], thresholds: readonly ThresholdMark[]): readonly [number, number] {
  const most = Math.max(1, ...thresholds.map(({ log10E }) => log10E));
  const least = Math.min(-1, ...marks.map(({ log10E }) => log10E).filter(Number.isFinite));
  return [rounded(Math.max(least, -most) - 0.3), rounded(1.15 * most)];
}

function rules(thresholds: readonly ThresholdMark[], rows: Rows) {
  const x = { field: 'log10E', type: 'quantitative' };
  return thresholds.flatMap((threshold) => [
    {
      data: { values: rows.texts.map((_, row) => ({ ...threshold, ...rows.between(row) })) },
      mark: { type: 'rule', color: INK[threshold.side === 'falsified' ? 'broken' : 'holds'], strokeWidth: 1.4 },
      encoding: { x, y: rows.y('from'), y2: { field: 'to' } },
    },
    {
      data: { values: [threshold] },
      // One above the other: side by side they could overlap.
      mark: { type: 'text', align: 'right', dx: 3, y: threshold.side === 'falsified' ? -19 : -7 },
      encoding: { x, text: { field: 'text' } },
    },
  ]);
}

/** Discs for evidence towards corroborated, open triangles towards falsified. */
function points(marks: readonly Mark[], rows: Rows, domain: readonly [number, number]) {
  const [low, high] = domain;
  const axis = { ...log10Axis(domain), grid: false };
  const x = { field: 'log10E', type: 'quantitative', scale: { domain, nice: false }, title: 'e-value', axis };
  const values = (side: Mark['side']) =>
    marks
      .filter((mark) => mark.side === side)
      .map(({ row, log10E }) => ({ row: rows.mark(row), log10E: Math.min(high, Math.max(low, log10E)) }));
  const layer = (side: Mark['side'], mark: object) => ({
    data: { values: values(side) },
    mark: { type: 'point', ...mark },
    encoding: { x, y: rows.y('row') },
  });
  return [
    layer('corroborated', { shape: 'circle', filled: true, size: 45, color: INK.holds }),
    layer('falsified', { shape: 'triangle-up', filled: false, size: 40, color: INK.broken }),
  ];
}

function words(claims: readonly StoredClaim[], rows: Rows) {
  const values = claims.map(({ verdict }, row) => ({
    row: rows.word(row),
    text: rows.texts[row],
    colour: COLOURS[verdict],
  }));
  return {
    data: { values },
    mark: { type: 'text', align: 'left', x: 0, ...LINES },
    encoding: {
      y: rows.y('row'),
      text: { field: 'text' },
      color: { field: 'colour', type: 'nominal', scale: null },
    },
  };
}

function descriptionOf(claims: readonly StoredClaim[]): string {
  const verdicts = [...new Set(claims.map(({ verdict }) => verdict))];
  const counts = verdicts.map((verdict) => `${claims.filter((claim) => claim.verdict === verdict).length} ${verdict}`);
  return `e-values of ${claims.length} ${claims.length === 1 ? 'claim' : 'claims'} against the thresholds of both verdicts: ${counts.join(', ')}.`;
}
