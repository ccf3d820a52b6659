import type { Breaking, ClaimReport, Response, RowReport } from '../../study/report';
import { LAST, POINTS } from '../../study/search/grid';
import { Posterior } from '../../study/search/posterior';
import type { Study } from '../../study/study-file';
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
export function responseFigure({ arguments: { tau } }: Study, row: RowReport, name: string): Figure | undefined {
  const claims = row.claims.filter((claim) => pointsOf(claim).length > 0);
  if (claims.length === 0) return undefined;
  const all = claims.flatMap(pointsOf);
  return {
    name,
    title: `${row.family}: ${row.dials[0]}`,
    description: descriptionOf(row, claims),
    spec: {
      vconcat: claims.map((claim, i) => panel(claim, all, row.dials[0]!, tau, i === claims.length - 1)),
      spacing: 14,
    } as Figure['spec'],
  };
}

const pointsOf = ({ breaking, response }: ClaimReport): readonly Response[] => breaking?.points ?? response ?? [];

function panel(claim: ClaimReport, all: readonly Response[], dial: string, tau: number, last: boolean) {
  const x = severityAxis(all, dial, last);
  return {
    title: {
      text: claim.claim,
      subtitle: claim.breaking ? statusText(claim.breaking) : [],
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
      ...(claim.breaking ? [band(claim.breaking, x), model(pointsOf(claim), tau, x), level(tau, x)] : []),
      ...measured(pointsOf(claim), x),
    ],
  };
}

/** Where the breaking point lies, as far as it is certified. */
function band({ low, high }: Breaking, x: object) {
  const values = Number.isNaN(low) ? [] : [{ severity: low, high: Math.min(1, high) }];
  return {
    data: { values },
    mark: { type: 'rect', color: INK.rule, opacity: 0.7 },
    encoding: { x, x2: { field: 'high' } },
  };
}

/** The posterior mean of the response, which rests on the model and grows with the severity. */
function model(points: readonly Response[], tau: number, x: object) {
  const posterior = Posterior.uniform(tau);
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

function statusText({ status, low, high }: Breaking): string {
  if (status === 'non-monotone') return 'not monotone: no breaking point is compatible';
  if (status === 'never breaks in range' || status === 'broken at baseline') return status;
  return `${status}: holds up to ${number(low)}, ${high > 1 ? 'upper end open' : `broken from ${number(high)}`}`;
}

function descriptionOf({ dials, trials }: RowReport, claims: readonly ClaimReport[]): string {
  const texts = claims.map(({ claim, breaking, response }) => {
    if (breaking) return `${claim}: ${statusText(breaking)}`;
    return `${claim}: ${response!.map(({ at, violations, trials: n }) => `${violations}/${n} at ${number(at[0]!)}`).join(', ')}`;
  });
  return `Share of violations against the severity of ${dials[0]}, ${trials} trials. ${texts.join('; ')}.`;
}
