import type { Breaking, ClaimReport, Response, RowReport } from '../../study/report';
import { LAST, POINTS } from '../../study/search/grid';
import { Posterior } from '../../study/search/posterior';
import { number } from '../text/number';
import type { Figure } from './figure';
import { rounded } from './rounded';
import { severityAxis } from './severity-axis';
import { INK, WIDTH } from './theme';

const y = (field: string) => ({
  field,
  type: 'quantitative',
  scale: { domain: [0, 1], nice: false },
  title: 'violated',
  axis: { tickCount: 3, minExtent: 26 },
});

/** How often the claims of a row are violated as one assumption is, with 95 % intervals; of a search, what it certified. */
export function responseFigure(row: RowReport, name: string): Figure | undefined {
  const claims = row.claims.filter((claim) => pointsOf(claim).length > 0);
  if (claims.length === 0) return undefined;
  const all = claims.flatMap(pointsOf);
  return {
    name,
    title: `${row.family}: ${row.dials[0]}`,
    description: descriptionOf(row, claims),
    spec: {
      vconcat: claims.map((claim, i) => panel(claim, all, row.dials[0]!, i === claims.length - 1)),
      spacing: 14,
    } as Figure['spec'],
  };
}

const pointsOf = ({ response }: ClaimReport): readonly Response[] => response;

function panel(claim: ClaimReport, all: readonly Response[], dial: string, last: boolean) {
  const x = severityAxis(all, dial, last);
  const searches = claim.breaking ?? [];
  return {
    title: {
      text: claim.claim,
      subtitle: searches.map(statusText),
      subtitleColor: INK.faint,
      subtitleFontSize: 10,
      fontSize: 11,
      fontWeight: 'normal',
      frame: 'group',
      limit: WIDTH + 30,
    },
    width: WIDTH,
    height: 90,
    layer: [
      ...searches.map((search) => band(search, x)),
      ...(claim.breaking ? [model(pointsOf(claim), x)] : []),
      ...searches.map(({ tau }) => level(tau, x)),
      ...measured(pointsOf(claim), x),
    ],
  };
}

/** Half the height of a bracket about its level. */
const BAND = 0.06;

/** Where the response crosses a threshold, as far as it is certified. */
function band({ tau, low, high }: Breaking, x: object) {
  const ends = {
    severity: low,
    high: Math.min(1, high),
    bottom: Math.max(0, tau - BAND),
    top: Math.min(1, tau + BAND),
  };
  const values = Number.isNaN(low) ? [] : [ends];
  return {
    data: { values },
    mark: { type: 'rect', color: INK.rule, opacity: 0.7 },
    encoding: { x, x2: { field: 'high' }, y: y('bottom'), y2: { field: 'top' } },
  };
}

/** The posterior mean of the response, which rests on the model and grows with the severity. */
function model(points: readonly Response[], x: object) {
  // The response curves and their weights are the same whatever counts as broken.
  const posterior = Posterior.uniform(0.5);
  for (const { at, trials, violations } of points) {
    const place = Math.round(at[0]! * LAST);
    for (let i = 0; i < trials; i += 1) posterior.observe(place, i < violations ? 1 : 0);
  }
  const values = POINTS.map((severity, i) => ({ severity, mean: rounded(posterior.predictive(i), 4) }));
  return {
    data: { values },
    mark: { type: 'line', color: INK.undecided, strokeDash: [2, 2] },
    encoding: { x, y: y('mean') },
  };
}

function level(tau: number, x: object) {
  const values = [{ tau, severity: 1, text: `τ = ${number(tau)}` }];
  return {
    data: { values },
    layer: [
      { mark: { type: 'rule', strokeDash: [4, 3], color: INK.text }, encoding: { y: y('tau') } },
      { mark: { type: 'text', align: 'right', dy: -6 }, encoding: { x, y: y('tau'), text: { field: 'text' } } },
    ],
  };
}

function measured(points: readonly Response[], x: object) {
  const values = points.map(({ at, trials, violations, interval: [low, high] }) => ({
    severity: at[0]!,
    rate: rounded(violations / trials),
    low: rounded(low),
    high: rounded(high),
  }));
  return [
    {
      data: { values },
      mark: { type: 'rule', color: INK.holds, opacity: 0.6 },
      encoding: { x, y: y('low'), y2: { field: 'high' } },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 24, color: INK.holds },
      encoding: { x, y: y('rate') },
    },
  ];
}

function statusText({ tau, status, low, high }: Breaking): string {
  const at = `τ = ${number(tau)}:`;
  if (status === 'non-monotone') return `${at} not monotone: no breaking point is compatible`;
  if (status === 'never breaks in range' || status === 'broken at baseline') return `${at} ${status}`;
  return `${at} ${status}: holds up to ${number(low)}, ${high > 1 ? 'upper end open' : `broken from ${number(high)}`}`;
}

function descriptionOf({ dials, trials }: RowReport, claims: readonly ClaimReport[]): string {
  const texts = claims.map(({ claim, breaking, response }) => {
    if (breaking) return `${claim}: ${breaking.map(statusText).join(', ')}`;
    return `${claim}: ${response.map(({ at, violations, trials: n }) => `${violations}/${n} at ${number(at[0]!)}`).join(', ')}`;
  });
  return `Share of violations against the severity of ${dials[0]}, ${trials} trials. ${texts.join('; ')}.`;
}
