import { type BreakEvidence, NEVER } from './evidence';
import { LAST } from './grid';
import type { Posterior } from './posterior';

/** Widest certified set that counts as a bracket, in steps of the grid: .2 of the dial. Ours. */
export const WIDE = 8;
/** Width at which a search is content, in steps: .1 of the dial. Ours. */
export const NARROW = 4;

/** Trials that either end of a bracket still needs, in expectation under the model. */
interface Plan {
  /** Last point to be shown unbroken (−1: none), and trials needed there. */
  readonly low: number;
  readonly lowNeed: number;
  /** First point to be shown broken (41: none), and trials needed there. */
  readonly high: number;
  readonly highNeed: number;
}

/** Whether the hypotheses first … last are one end of the dial alone, or a set of at most `width` steps between its ends. */
export function isBracket([first, last]: readonly [number, number], width: number): boolean {
  if (first === last) return true;
  return first > 0 && last < NEVER && last - first + 1 <= width;
}

/**
 * The dial point at which a trial brings the certified set nearest to a bracket: the cheapest pair of ends under the model,
 * and of the two the one that needs more trials. Pending trials count as if they had come out as expected.
 */
export function bracketing(
  posterior: Posterior,
  evidence: BreakEvidence,
  pending: readonly number[],
  { tau, alpha, width }: { tau: number; alpha: number; width: number },
): number {
  const needs = needed(posterior, evidence, tau, Math.log(1 / alpha));
  const outstanding = (index: number) => pending.filter((other) => other === index).length;
  const need = (side: readonly number[], index: number) => Math.max(0, (side[index] ?? 0) - outstanding(index));
  const plans = pairs(width).map(([low, high]) => ({
    low,
    high,
    lowNeed: need(needs.unbroken, low),
    highNeed: need(needs.broken, high),
  }));
  const best = plans.reduce((a, b) => (cost(b) < cost(a) * (1 - TIE) ? b : a));
  return best.lowNeed >= best.highNeed && best.low >= 0 ? best.low : best.high;
}

/** Costs this close, relatively, are tied: rounding must not choose between them. */
const TIE = 1e-9;

const cost = ({ lowNeed, highNeed }: Plan) => lowNeed + highNeed;

/** Ends of every bracket, and of the two verdicts at the ends of the dial. */
function pairs(width: number): (readonly [low: number, high: number])[] {
  const inner = Array.from({ length: LAST + 1 }, (_, low) =>
    Array.from({ length: width }, (_, i) => [low, low + 1 + i] as const).filter(([, high]) => high <= LAST),
  );
  return [[-1, 0], ...inner.flat(), [LAST, NEVER]];
}

/** Expected trials at each point until it is certified unbroken (all b ≤ point rejected) or broken (all b > point rejected). */
function needed(posterior: Posterior, evidence: BreakEvidence, tau: number, limit: number) {
  const unbroken: number[] = [];
  const broken: number[] = [];
  const weakest = { before: Number.POSITIVE_INFINITY, after: Number.POSITIVE_INFINITY };
  const predictive = Array.from({ length: LAST + 1 }, (_, index) => posterior.predictive(index));
  for (let index = 0; index <= LAST; index += 1) {
    weakest.before = Math.min(weakest.before, evidence.of(index));
    unbroken[index] = trials(limit - weakest.before, predictive[index]! <= tau, predictive[index]!, tau);
  }
  for (let index = LAST; index >= 0; index -= 1) {
    weakest.after = Math.min(weakest.after, evidence.of(index + 1));
    broken[index] = trials(limit - weakest.after, predictive[index]! > tau, predictive[index]!, tau);
  }
  return { unbroken, broken };
}

/** Growth per trial is the divergence of the predictive from τ, on the side where it counts. */
function trials(missing: number, counts: boolean, p: number, tau: number): number {
  if (missing <= 0) return 0;
  const growth = p * Math.log(p / tau) + (1 - p) * Math.log((1 - p) / (1 - tau));
  return counts ? missing / growth : Number.POSITIVE_INFINITY;
}
