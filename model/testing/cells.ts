/** A figure that another implementation printed, to be held against trainings of ours. */
export interface ReportedCell {
  readonly expected: number;
  /** Half a unit of the last printed digit. */
  readonly resolution: number;
  /** Trainings that the figure is a mean of. */
  readonly others: number;
}

interface ComparedCell extends ReportedCell {
  /** Of our trainings. */
  readonly mean: number;
  /** Of the difference of the two means, the spread being that of our own trainings. */
  readonly standardError: number;
  /** |mean − expected| beyond the resolution, in standard errors. */
  readonly z: number;
}

/** Compares a cell with one value per training of ours, at least two. */
export function compared(cell: ReportedCell, values: readonly number[]): ComparedCell {
  const { mean, spread } = meanAndSpread(values);
  const standardError = spread * Math.sqrt(1 / values.length + 1 / cell.others);
  const distance = Math.max(0, Math.abs(mean - cell.expected) - cell.resolution);
  return { ...cell, mean, standardError, z: distance === 0 ? 0 : distance / standardError };
}

/** A line that shows comparisons beside what was expected. */
export function shownCells(title: string, cells: Readonly<Record<string, ComparedCell>>): string {
  const each = Object.entries(cells).map(
    ([name, { mean, standardError, expected }]) =>
      `${name}: ${mean.toPrecision(4)} ± ${standardError.toPrecision(2)} (${Number(expected.toPrecision(4))})`,
  );
  return `${title.padEnd(9)} ${each.join('  ')}\n`;
}

function meanAndSpread(values: readonly number[]): { mean: number; spread: number } {
  const mean = values.reduce((s, v) => s + v, 0) / values.length;
  const variance = values.reduce((s, v) => s + (v - mean) ** 2, 0) / (values.length - 1);
  return { mean, spread: Math.sqrt(variance) };
}
