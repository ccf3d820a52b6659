import type { StoredClaim } from '../../verdict/results/verdicts-file';
import { number } from '../text/number';
import { type EvidenceTrace, evidenceTrace } from './evidence-trace';
import type { Figure } from './figure';
import { log10Axis, log10Of } from './log-axis';
import { rounded } from './rounded';
import { textWidth } from './text-width';
import { INK, WIDTH } from './theme';

interface EvidenceRow {
  readonly line: string;
  /** The one that counts most here; the others are faint. */
  readonly main: boolean;
  readonly trials: number;
  readonly log10E: number;
}

interface EvidenceSide {
  readonly towards: string;
  readonly colour: string;
  /** ln 1/α. */
  readonly threshold: number;
  readonly rows: readonly EvidenceRow[];
}

/** Both e-processes of a claim over its trials, on two panels, each with the threshold that decides. */
export function evidenceFigure(claim: StoredClaim, name: string): Figure | undefined {
  if (claim.parts.every((part) => part.trials === 0)) return undefined;
  const sides = sidesOf(claim, evidenceTrace(claim));
  return {
    name,
    title: `Evidence: ${claim.name}`,
    description: descriptionOf(claim, sides),
    spec: {
      vconcat: sides.map((side, i) => panel(side, claim.trials, i === sides.length - 1)),
      spacing: 14,
    } as Figure['spec'],
  };
}

function sidesOf({ alphaC, alphaF }: StoredClaim, trace: EvidenceTrace): readonly EvidenceSide[] {
  const several = trace.parts.length > 1;
  const lines = (side: 'corroborate' | 'falsify', main: number) =>
    trace.parts.flatMap((part, i) => rowsOf(part.label, i === main, part[side]));
  const average = several ? rowsOf('average of the parts', true, trace.falsify) : [];
  return [
    { towards: 'corroborated', colour: INK.holds, threshold: -Math.log(alphaC), rows: lines('corroborate', 0) },
    {
      towards: 'falsified',
      colour: INK.broken,
      threshold: -Math.log(alphaF),
      rows: [...lines('falsify', several ? -1 : 0), ...average],
    },
  ];
}

function rowsOf(line: string, main: boolean, logs: readonly number[]): readonly EvidenceRow[] {
  return logs.map((ln, trials) => ({ line, main, trials, log10E: rounded(log10Of(ln)) }));
}

function panel({ towards, colour, threshold, rows }: EvidenceSide, trials: number, last: boolean) {
  const decides = log10Of(threshold);
  const domain = domainOf(rows, decides);
  const drawn = rows.map((row) => ({ ...row, log10E: clamped(row.log10E, domain) }));
  const { x, y } = axes(domain, trials, last);
  const line = (main: boolean) => ({
    transform: [{ filter: `datum.main === ${main}` }],
    mark: { type: 'line', color: main ? colour : INK.undecided, strokeWidth: main ? 2 : 1, clip: true },
    encoding: { x, y, detail: { field: 'line' } },
  });
  const rising = towards === 'corroborated';
  const text = `towards ${towards}: decides at ${number(Math.exp(threshold))} (dashed)`;
  return {
    title: { text, fontSize: 11, fontWeight: 'normal', frame: 'group' },
    width: WIDTH,
    height: 110,
    data: { values: drawn },
    layer: [
      {
        data: { values: [{ log10E: decides }] },
        mark: { type: 'rule', strokeDash: [4, 3], color: INK.text },
        encoding: { y },
      },
      line(false),
      line(true),
      ...labelLayers(labels(drawn, trials, domain, rising), colour, { x, y }),
    ],
  };
}

function axes(domain: [number, number], trials: number, last: boolean) {
  const e = { ...log10Axis(domain), minExtent: 34 };
  const across = { grid: false, tickMinStep: 1, tickCount: 6, labels: last };
  return {
    x: {
      field: 'trials',
      type: 'quantitative',
      scale: { domain: [0, Math.max(1, trials)], nice: false },
      title: last ? 'trials' : null,
      axis: across,
    },
    y: {
      field: 'log10E',
      type: 'quantitative',
      scale: { domain, nice: false },
      title: last ? null : 'e-value',
      axis: e,
    },
  } as const;
}

/** From the threshold down to the evidence, but not so far that the threshold is lost; with room for its label. */
function domainOf(rows: readonly EvidenceRow[], decides: number): [number, number] {
  const finite = rows.map(({ log10E }) => log10E).filter(Number.isFinite);
  const low = Math.max(Math.min(-0.5, ...finite), -1.5 * decides);
  const high = Math.max(decides, Math.min(Math.max(...finite), 2 * decides));
  return [rounded(low - 0.04 * (high - low)), rounded(high + 0.16 * (high - low))];
}

function clamped(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, value));
}

/** Where on a line its label stands, as a share of its trials. */
const LABELLED = 0.55;
/** Lines this close to each other, as shares of the panel, share a label: two could not be read. */
const NEAR = { across: 0.22, along: 0.13 } as const;

interface Label extends EvidenceRow {
  readonly text: string;
  /** It ends at the line, as there is no room behind it. */
  readonly before: boolean;
}

function labels(
  rows: readonly EvidenceRow[],
  trials: number,
  [low, high]: readonly [number, number],
  rising: boolean,
): Label[] {
  const lines = [...new Set(rows.map(({ line }) => line))].map((line) => rows.filter((row) => row.line === line));
  const groups: EvidenceRow[][] = [];
  for (const points of lines) {
    const place = points[Math.floor(LABELLED * (points.length - 1))]!;
    const near = groups.find(([first]) => {
      const across = Math.abs(first!.trials - place.trials) / Math.max(1, trials);
      // Lines that fall lie on each other all the way.
      return (!rising || across < NEAR.across) && Math.abs(first!.log10E - place.log10E) / (high - low) < NEAR.along;
    });
    if (near) near.push(place);
    else groups.push([place]);
  }
  return groups.map((group) => {
    const text = group.length > 1 && groups.length === 1 ? 'all parts' : labelOf(group.map(({ line }) => line));
    const main = group.find((row) => row.main);
    const place = main ?? group[0]!;
    const [from, wide] = [(place.trials / Math.max(1, trials)) * WIDTH, textWidth(text, 10)];
    // Behind a line that rises is below it: there the main one has more room, the steeper ones have it before them.
    return { ...place, text, before: from + wide > WIDTH || (!main && rising && from > wide) };
  });
}

function labelLayers(all: readonly Label[], colour: string, axes: object) {
  return all.map((label) => ({
    data: { values: [label] },
    mark: {
      type: 'text',
      align: label.before ? 'right' : 'left',
      dx: label.before ? -5 : 5,
      dy: label.before || colour === INK.broken ? -7 : 9,
      color: label.main ? colour : INK.faint,
    },
    encoding: { ...axes, text: { field: 'text' } },
  }));
}

function labelOf(lines: readonly string[]): string {
  const corners = lines.filter((line) => line.startsWith('corner '));
  const others = lines.filter((line) => !line.startsWith('corner '));
  return [...others, ...(corners.length > 1 ? [`${corners.length} corners`] : corners)].join(', ');
}

function descriptionOf({ verdict, trials }: StoredClaim, [up, down]: readonly EvidenceSide[]): string {
  const most = ({ rows }: EvidenceSide) =>
    number(10 ** Math.max(...rows.filter(({ main }) => main).map(({ log10E }) => log10E)));
  const at = ({ threshold }: EvidenceSide) => number(Math.exp(threshold));
  return (
    `e-values over ${trials} trials, ${verdict}: towards corroborated up to ${most(up!)} (decides at ${at(up!)}), ` +
    `towards falsified up to ${most(down!)} (decides at ${at(down!)}).`
  );
}
