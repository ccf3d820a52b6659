/** Whole steps at equal distances, both ends included; those that fall together count once. */
export function equallySpaced(from: number, to: number, points: number): number[] {
  const step = (i: number) => Math.round(from + (i * (to - from)) / Math.max(1, points - 1));
  return [...new Set(Array.from({ length: points }, (_, i) => step(i)))];
}

/** The same at equal ratios. From step 0 on, the first is 0, and the others lie at equal ratios from 1. */
export function logSpaced(from: number, to: number, points: number): number[] {
  if (from === 0 && to > 0) return [0, ...logSpaced(1, to, Math.max(1, points - 1))];
  const steps = Array.from({ length: points }, (_, i) => ratioStep(from, to / from, i / Math.max(1, points - 1)));
  return [...new Set([...steps.map((step) => Math.min(to, step)), to])];
}

/** Rounded from 12 digits, so that the last bit of a power moves no step. */
function ratioStep(from: number, ratio: number, share: number): number {
  return Math.round(Number((from * ratio ** share).toPrecision(12)));
}
