/** Digits as exponents. */
const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'-0123456789'].map((c, i) => [c, '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'[i]!]),
);

/** 10³ for 3; plain numbers where they are shorter. */
export function powerOfTen(exponent: number): string {
  if (Math.abs(exponent) <= 2) return String(Number(`1e${exponent}`));
  return `10${[...String(exponent)].map((digit) => RAISED[digit]!).join('')}`;
}

/** Axis of a quantity that is given as its decimal logarithm: at most about `most` ticks, at whole powers of ten. */
export function log10Axis([low, high]: readonly [number, number], most = 6) {
  const [first, last] = [Math.ceil(low - 1e-9), Math.floor(high + 1e-9)];
  const every = Math.max(1, Math.ceil((last - first + 1) / most));
  const values = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).filter(
    (k) => k % every === 0,
  );
  const labels = Object.fromEntries(values.map((k) => [String(k + 0), powerOfTen(k)]));
  return { values, labelExpr: `(${JSON.stringify(labels)})[toString(datum.value)]` };
}

/** Decimal logarithm of a number whose natural one is given. */
export const log10Of = (ln: number): number => ln / Math.LN10;
