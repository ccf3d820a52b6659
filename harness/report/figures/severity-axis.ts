import type { Response } from '../../study/report';

/** Ticks of a dial: severities, and below them the physical values where something was measured. */
export function severityAxis(points: readonly Response[], dial: string, titled: boolean, i = 0) {
  const values = physicalValues(points, i);
  const ticks = ticksOf([...values.keys()]);
  const symbol = symbolOf([...values.values()]);
  const labels = Object.fromEntries(ticks.map((at) => [String(at), [String(at), short(values.get(at) ?? '', symbol)]]));
  return {
    field: 'severity',
    type: 'quantitative',
    scale: { domain: [-0.02, 1.02], nice: false, zero: false },
    title: titled ? `severity of ${dial}${symbol ? `; below: ${symbol}` : ''}` : null,
    axis: { grid: false, values: ticks, labelExpr: `(${JSON.stringify(labels)})[toString(datum.value)]` },
  };
}

/** Severity → physical value of one of the dials that were turned. */
export function physicalValues(points: readonly Response[], i: number): ReadonlyMap<number, string> {
  const pairs = points.map(({ at, values }) => [at[i]!, values[i]!] as const);
  return new Map(pairs.sort(([a], [b]) => a - b));
}

/** `p` of `p = 0.1`, where all values with a number are of one symbol; empty else. */
export function symbolOf(values: readonly string[]): string {
  const symbols = new Set(values.filter((value) => value.includes(' = ')).map((value) => value.split(' = ')[0]!));
  return symbols.size === 1 ? [...symbols][0]! : '';
}

/** A physical value without the symbol that stands beside the axis. */
export function short(value: string, symbol: string): string {
  const bare = symbol && value.startsWith(`${symbol} `) ? value.slice(symbol.length).replace(/^ =? ?/, '') : value;
  return bare.length > MOST ? `${bare.slice(0, MOST - 1)}…` : bare;
}

/** Characters of a value below a tick. */
const MOST = 14;

/** Both ends, and the measured severities nearest to thirds of the dial: more labels would overlap. */
function ticksOf(severities: readonly number[]): number[] {
  const nearest = (target: number) =>
    severities.reduce((best, one) => (Math.abs(one - target) < Math.abs(best - target) ? one : best));
  const found = [1 / 3, 2 / 3].map(nearest).filter((at) => at > APART && at < 1 - APART);
  const [first, second] = found;
  return [0, ...(second !== undefined && second - first! < APART ? [first!] : found), 1];
}

/** Ticks of a dial are at least this far apart. */
const APART = 0.2;
