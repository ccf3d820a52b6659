import { exp, ln } from './math';
import { describeEntry, type Region } from './region';

/** A named change of problems, as families state it: its severity is 0 where nothing changes. */
interface ProblemDial<P> {
  readonly doc: string;
  physical(severity: number): string;
  apply(problem: P, severity: number): P;
}

/** A law of severity: what physical value a severity in (0, 1] stands for. */
type SeverityScale = (severity: number) => number;

/** Moves geometrically from the region's edge at severity 0+ to `worst` at severity 1. */
export const geometric =
  (edge: number, worst: number): SeverityScale =>
  (s) =>
    edge * exp(s * ln(worst / edge));

/** The same in equal steps. */
export const linear =
  (edge: number, worst: number): SeverityScale =>
  (s) =>
    edge + (worst - edge) * s;

/**
 * A dial whose severity stands for one physical value. At severity 0 a problem is left as drawn; above 0 the value is
 * set, from the region's edge onward, so that a severity means the same violation in every problem.
 */
export function dial<P>(
  doc: string,
  symbol: string,
  value: SeverityScale,
  set: (problem: P, value: number) => P,
): ProblemDial<P> {
  return {
    doc,
    physical: (s) => (s === 0 ? `${symbol} as drawn` : `${symbol} = ${Number(value(s).toPrecision(3))}`),
    apply: (problem, s) => (s === 0 ? problem : set(problem, value(s))),
  };
}

/**
 * A dial whose severity is the physical value itself. Controls use such settings where the violation is one that no
 * assumption names (a frozen layer, shuffled labels) or lies on the other side of the region.
 */
export function setting<P>(doc: string, symbol: string, set: (problem: P, value: number) => P): ProblemDial<P> {
  return { doc, physical: (v) => `${symbol} = ${v}`, apply: set };
}

/** Changes departures from the paper's own setting. */
export function depart<D, P extends { readonly departures: D }>(problem: P, change: Partial<D>): P {
  return { ...problem, departures: { ...problem.departures, ...change } };
}

/** How some symbols of a region are drawn, for printing. */
export function drawn(region: Region, ...symbols: string[]): Record<string, string> {
  return Object.fromEntries(region.filter((e) => symbols.includes(e.symbol)).map((e) => [e.symbol, describeEntry(e)]));
}

/** All dials of a family: those of its assumptions under their names, and its settings. */
export function dialsOf<D>(
  assumptions: Readonly<Record<string, { readonly name: string; readonly dial: D }>>,
  settings: Readonly<Record<string, D>>,
): Readonly<Record<string, D>> {
  return { ...Object.fromEntries(Object.values(assumptions).map(({ name, dial: own }) => [name, own])), ...settings };
}
