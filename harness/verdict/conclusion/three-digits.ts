/** Three digits, as sentences have numbers. */
export const threeDigits = (value: number): string => `${Number(value.toPrecision(3))}`;
