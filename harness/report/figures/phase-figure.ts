import type { ClaimReport, Response, RowReport } from '../../study/report';
import type { Figure } from './figure';
import { rounded } from './rounded';
import { physicalValues, short, symbolOf } from './severity-axis';
import { CELL_TEXT } from './theme';

/** Size of a cell (px). */
const CELL = { width: 44, height: 26 } as const;

/** Two assumptions violated at once: per pair of severities the share of violations as colour, and its counts. */
export function phaseFigure(row: RowReport, { claim, response }: ClaimReport, name: string): Figure | undefined {
  if (response.length === 0) return undefined;
  const axes = [0, 1].map((i) => axisOf(response, row.dials[i]!, i)) as [PhaseAxis, PhaseAxis];
  return {
    name,
    title: `${claim}: ${row.dials.join(' and ')}`,
    description: descriptionOf(row, claim, response),
    spec: { ...cells(response), ...size(axes), encoding: encoding(axes), layer: layers() } as unknown as Figure['spec'],
  };
}

interface PhaseAxis {
  readonly title: string;
  readonly order: readonly number[];
  readonly labelExpr: string;
}

function axisOf(response: readonly Response[], dial: string, i: number): PhaseAxis {
  const values = physicalValues(response, i);
  const symbol = symbolOf([...values.values()]);
  const labels = Object.fromEntries([...values].map(([at, value]) => [String(at), short(value, symbol)]));
  return {
    title: symbol ? `${dial} (${symbol})` : dial,
    order: [...values.keys()],
    labelExpr: `(${JSON.stringify(labels)})[toString(datum.value)]`,
  };
}

function cells(response: readonly Response[]) {
  const values = response.map(({ at: [down, across], trials, violations }) => ({
    down,
    across,
    rate: rounded(violations / trials),
    text: `${violations}/${trials}`,
  }));
  return { data: { values } };
}

function size([down, across]: readonly [PhaseAxis, PhaseAxis]) {
  return { width: CELL.width * across.order.length, height: CELL.height * down.order.length };
}

function encoding([down, across]: readonly [PhaseAxis, PhaseAxis]) {
  const position = (field: string, { title, order, labelExpr }: PhaseAxis) => ({
    field,
    type: 'ordinal',
    sort: order,
    title,
    axis: { labelExpr, labelAngle: 0, ticks: false, domain: false, labelOverlap: true },
  });
  return { x: position('across', across), y: { ...position('down', down), sort: [...down.order].reverse() } };
}

function layers() {
  const dark = { test: 'datum.rate > 0.5', value: CELL_TEXT.dark };
  return [
    {
      mark: { type: 'rect' },
      encoding: { color: { field: 'rate', type: 'quantitative', scale: { domain: [0, 1] }, legend: null } },
    },
    {
      mark: { type: 'text' },
      encoding: { text: { field: 'text' }, color: { condition: dark, value: CELL_TEXT.light } },
    },
  ];
}

function descriptionOf({ dials, trials }: RowReport, claim: string, response: readonly Response[]): string {
  const broken = response.filter(({ violations, trials: n }) => violations > n / 2).length;
  return (
    `Violations per trials of ${claim}, ${dials[0]} upwards and ${dials[1]} to the right, ${trials} trials: ` +
    `more than half violated at ${broken} of ${response.length} settings; lighter is more often violated.`
  );
}
