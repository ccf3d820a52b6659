/** Three significant digits. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  return String(Number(value.toPrecision(3)));
}
