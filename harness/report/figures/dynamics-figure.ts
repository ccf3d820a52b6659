import type { AllowedCurve, ClaimDynamics, ObservationPanel, ObservedCurve } from '../../dynamics/claim-dynamics';
import { number } from '../text/number';
import type { Figure } from './figure';
import { log10Axis } from './log-axis';
import { rounded } from './rounded';
import { INK, SERIES, WIDTH } from './theme';

/** Bounds that are this much smaller than the largest value are told apart on a logarithmic axis only. */
const SMALL = 1 / 20;

const NAMES = ['median', 'worst', 'median and worst'] as const;
/** Told apart by dashes as well as by colour. */
const LINES = {
  colours: [SERIES[0], SERIES[1], SERIES[0]],
  dashes: [
    [1, 0],
    [5, 3],
    [1, 0],
  ],
};

/** The observations of a claim over the steps of its median and of its worst trial, with the bounds of the claim. */
export function dynamicsFigure(claim: string, dynamics: ClaimDynamics, name: string): Figure | undefined {
  const panels = dynamics.panels.filter(({ curves }) => curves.some(({ steps }) => steps.length > 0));
  if (panels.length === 0) return undefined;
  const height = panels.length > 2 ? 70 : 100;
  return {
    name,
    title: `Learning dynamics: ${claim}`,
    description: descriptionOf(dynamics),
    spec: {
      vconcat: panels.map((panel, i) => panelSpec(panel, height, i === 0, i === panels.length - 1)),
      spacing: 12,
      resolve: { scale: { color: 'independent', strokeDash: 'independent' } },
    } as Figure['spec'],
  };
}

function panelSpec({ observation, curves, bounds }: ObservationPanel, height: number, first: boolean, last: boolean) {
  const scale = scaleOf(curves, bounds);
  const time = timeOf(curves, bounds);
  const { x, y } = axes(time, scale, last);
  const values = curves.flatMap((curve) =>
    curve.steps.map((step, i) => ({
      trial: curve.trial,
      step: time.place(step),
      value: scale.place(curve.values[i]!),
      read: curve.read.includes(step),
    })),
  );
  const legend = first && curves.length > 1 ? { title: null, orient: 'top', symbolType: 'stroke', offset: 4 } : null;
  const color = { field: 'trial', type: 'nominal', scale: { domain: names(curves), range: colours(curves) }, legend };
  const strokeDash = { ...color, scale: { domain: names(curves), range: dashes(curves) } };
  return {
    title: { text: observation, fontSize: 11, fontWeight: 'normal', frame: 'group', offset: 4 },
    width: WIDTH,
    height,
    data: { values },
    layer: [
      ...boundLayers(bounds, scale, time, { x, y }),
      { mark: { type: 'line', clip: true }, encoding: { x, y, color, strokeDash } },
      {
        transform: [{ filter: 'datum.read' }],
        mark: { type: 'point', filled: true, size: 22 },
        encoding: { x, y, color },
      },
    ],
  };
}

interface AxisScale {
  readonly logarithmic: boolean;
  readonly domain: readonly [number, number];
  place(value: number): number;
}

/** Logarithmic where a bound could not be told from 0 else; then 0 lies at the lower end. */
function scaleOf(curves: readonly ObservedCurve[], bounds: readonly AllowedCurve[]): AxisScale {
  const limits = bounds.flatMap(({ values }) => values).filter(Number.isFinite);
  const all = [...curves.flatMap(({ values }) => values), ...limits];
  const least = Math.min(...limits.filter((value) => value > 0));
  const logarithmic = all.every((value) => value >= 0) && least < SMALL * Math.max(...all);
  const positive = all.filter((value) => value > 0);
  const floor = logarithmic ? Math.max(Math.min(...positive), least / 1000) / 2 : 0;
  const place = (value: number) => rounded(logarithmic ? Math.log10(Math.max(value, floor)) : value);
  const placed = all.map(place);
  const [low, high] = [Math.min(...placed), Math.max(...placed)];
  const room = 0.05 * (high - low || Math.abs(high) || 1);
  return { logarithmic, domain: [rounded(low - room), rounded(high + room)], place };
}

/** A curve that has gone half its way within this share of the training happens early. Ours. */
const EARLY = 1 / 20;

/** Logarithmic where what is shown happens early, or is read at equal ratios: then step 0 lies where half a step would. */
function timeOf(curves: readonly ObservedCurve[], bounds: readonly AllowedCurve[]): AxisScale {
  const end = Math.max(1, ...[...curves, ...bounds].flatMap(({ steps }) => steps));
  const logarithmic = end > 1 / EARLY && curves.some((curve) => happensEarly(curve, end) || readAtRatios(curve));
  if (!logarithmic) return { logarithmic, domain: [0, end], place: (step) => step };
  const place = (step: number) => rounded(Math.log10(Math.max(step, 0.5)));
  return { logarithmic, domain: [place(0), place(end)], place };
}

function happensEarly({ steps, values }: ObservedCurve, end: number): boolean {
  const until = steps.findLastIndex((step) => step <= EARLY * end);
  const range = Math.max(...values) - Math.min(...values);
  const gone = Math.max(...values.slice(0, until + 1)) - Math.min(...values.slice(0, until + 1));
  return range > 0 && gone >= range / 2;
}

/** More than two steps that the claim reads, of which most lie in the first tenth. */
function readAtRatios({ read }: ObservedCurve): boolean {
  const last = Math.max(...read);
  return read.length > 2 && read.filter((step) => step <= last / 10).length > read.length / 2;
}

function axes({ logarithmic: ratios, domain: times }: AxisScale, { logarithmic, domain }: AxisScale, last: boolean) {
  const ticks = logarithmic ? log10Axis(domain, 5) : { tickCount: 4 };
  const moments = ratios ? log10Axis(times, 5) : { tickCount: 5, tickMinStep: 1, format: 'd' };
  return {
    x: {
      field: 'step',
      type: 'quantitative',
      scale: { domain: times, nice: false },
      title: last ? 'training steps' : null,
      axis: { grid: false, ...moments },
    },
    y: {
      field: 'value',
      type: 'quantitative',
      scale: { domain, nice: false, zero: false },
      title: null,
      axis: { ...ticks, minExtent: 34 },
    },
  };
}

/** Bounds as dotted rules from step 0 to where they are claimed, ending in an arrow towards what is allowed; an infinite one is none. */
function boundLayers(
  bounds: readonly AllowedCurve[],
  { place }: AxisScale,
  { place: moment }: AxisScale,
  { x, y }: { x: object; y: object },
) {
  const finite = bounds.filter(({ values }) => values.every(Number.isFinite));
  const lines = finite.flatMap(({ steps, values }, line) => {
    const from = steps.length === 1 ? [{ line, step: moment(0), value: place(values[0]!) }] : [];
    return [...from, ...steps.map((step, i) => ({ line, step: moment(step), value: place(values[i]!) }))];
  });
  return [
    {
      data: { values: lines },
      mark: { type: 'line', color: INK.text, strokeWidth: 1, strokeDash: [2, 3] },
      encoding: { x, y, detail: { field: 'line' } },
    },
    ...finite.map(({ trial, side, steps, values }) => ({
      data: { values: [{ step: moment(steps.at(-1)!), value: place(values.at(-1)!) }] },
      mark: {
        type: 'point',
        shape: side === 'at most' ? 'triangle-down' : 'triangle-up',
        filled: true,
        size: 40,
        color: LINES.colours[NAMES.indexOf(trial)]!,
      },
      encoding: { x, y },
    })),
  ];
}

const places = (curves: readonly ObservedCurve[]) => curves.map(({ trial }) => NAMES.indexOf(trial));
const names = (curves: readonly ObservedCurve[]) => curves.map(({ trial }) => trial);
const colours = (curves: readonly ObservedCurve[]) => places(curves).map((place) => LINES.colours[place]!);
const dashes = (curves: readonly ObservedCurve[]) => places(curves).map((place) => LINES.dashes[place]!);

function descriptionOf({ part, block, panels }: ClaimDynamics): string {
  const whose = block ? 'the first training of the median and of the worst block' : 'the median and the worst trial';
  const ends = panels.map(({ observation, curves }) => {
    const values = curves.map(({ trial, values: all }) => `${trial} ends at ${number(all.at(-1) ?? Number.NaN)}`);
    return `${observation}: ${values.join(', ')}`;
  });
  return `Over the steps of ${whose} of ${part}: ${ends.join('; ')}. Dots: read by the claim. Dotted: its bounds.`;
}
