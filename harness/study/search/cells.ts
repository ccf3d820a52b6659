import { LAST } from './grid';

/** ψ(x) = g + (1 − g − l) / (1 + e^(−(x − t)/s)): probability of a violation at dial x. */
interface PsychometricCurve {
  readonly t: number;
  readonly s: number;
  readonly g: number;
  readonly l: number;
}

const LOCATIONS = 61;
/** Widths s with e^(1/(200 s)): every x − t of the grids is a multiple of 1/200, so that ψ needs no other exponential. */
const WIDTHS: readonly (readonly [s: number, root: number])[] = [
  [0.01, 1.6487212707001282],
  [0.03, 1.1813604128656459],
  [0.07, 1.0740414307162958],
  [0.15, 1.033895113513574],
  [0.3, 1.016806330386261],
];
const GUESSES = [0.002, 0.03];
const LAPSES = [0.002, 0.08];

const CURVES: readonly (PsychometricCurve & { readonly place: number; readonly root: number })[] = Array.from(
  { length: LOCATIONS },
  (_, place) =>
    WIDTHS.flatMap(([s, root]) =>
      GUESSES.flatMap((g) => LAPSES.map((l) => ({ t: (place - 5) / 50, place, s, root, g, l }))),
    ),
).flat();

/** How many response curves the model mixes: 61 · 5 · 2 · 2. */
export const CELLS = CURVES.length;

/** ψ of every cell, dial point by dial point: [41, 1220]. IEEE arithmetic alone, so that placements are the same everywhere. */
export const RESPONSES: readonly Float64Array[] = Array.from({ length: LAST + 1 }, (_, j) =>
  Float64Array.from(CURVES, ({ place, root, g, l }) => {
    const steps = 5 * j - 4 * (place - 5); // 200 (x − t)
    const odds = steps < 0 ? 1 / power(root, -steps) : power(root, steps);
    return g + (1 - g - l) * (odds / (1 + odds));
  }),
);

/** Where each cell's response crosses tau: t + s logit((τ − g)/(1 − g − l)), clipped to [0, 1]. [1220] */
export function crossings(tau: number): Float64Array {
  return Float64Array.from(CURVES, ({ t, s, g, l }) => {
    const crossing = t + s * logit((tau - g) / (1 - g - l));
    return Math.min(1, Math.max(0, crossing));
  });
}

/** Rounded to 2⁻³⁰: Math.log may differ in the last bit between engines. Beyond (0, 1): −∞ and ∞. */
function logit(q: number): number {
  if (q <= 0) return Number.NEGATIVE_INFINITY;
  if (q >= 1) return Number.POSITIVE_INFINITY;
  return Math.round(Math.log(q / (1 - q)) * 2 ** 30) / 2 ** 30;
}

/** base^n by squaring; Math.pow may differ in the last bit between engines. */
function power(base: number, n: number): number {
  if (n === 0) return 1;
  const half = power(base, n >> 1);
  return n % 2 === 0 ? half * half : half * half * base;
}
