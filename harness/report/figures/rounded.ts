/** A number to so many significant digits: data in a figure need no more, and files stay small. */
export function rounded(value: number, digits = 5): number {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}
