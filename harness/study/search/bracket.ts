import { type BreakEvidence, divergence, NEVER } from './evidence';
import { LAST } from './grid';
import type { Posterior } from './posterior';

// Taken once: in a Jest sandbox every access to a global is expensive.
const { log, max, min } = Math;

/** Widest certified set that counts as a bracket, in steps of the grid: .2 of the dial. Ours. */
export const WIDE = 8;
/** Width at which a search is content, in steps: .1 of the dial. Ours. */
export const NARROW = 4;

/** Trials that either end of a bracket still needs, in expectation under the model. */
interface BracketPlan {
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
 * The dial point of the next trial towards a bracket: of the narrowest certified set within reach under the model (of the
 * cheapest, if none is; sets up to `width` steps are equally narrow), the end that needs more trials. Pending trials count as
 * if they came out as expected.
 */
export function bracketing(
  posterior: Posterior,
  evidence: BreakEvidence,
  pending: readonly number[],
  { tau, alpha, remaining, width }: { tau: number; alpha: number; remaining: number; width: number },
): number {
  const needs = needed(posterior, evidence, tau, log(1 / alpha));
  for (const index of pending) {
    needs.unbroken[index] = max(0, needs.unbroken[index]! - 1);
    needs.broken[index] = max(0, needs.broken[index]! - 1);
  }
  const plans = PAIRS.map(([low, high]): BracketPlan => {
    const lowNeed = needs.unbroken[low] ?? 0;
    const highNeed = needs.broken[high] ?? 0;
    return { low, high, lowNeed, highNeed };
  });
  const best = plans.reduce((a, b) => (isBetter(b, a, remaining, width) ? b : a));
  return best.highNeed > best.lowNeed || best.low < 0 ? best.high : best.low;
}

/**
 * A plan is within reach when this share of its expected cost is left. Ours, by simulation: trials for a narrow set serve the
 * wider ones around it too, so that aiming high costs little.
 */
const COMMITMENT = 0.5;

/** Costs this close, relatively, are tied: rounding must not choose between them. */
const TIE = 1e-9;

const cost = ({ lowNeed, highNeed }: BracketPlan) => lowNeed + highNeed;

function isBetter(plan: BracketPlan, than: BracketPlan, remaining: number, width: number): boolean {
  const wider = breadth(plan, width) - breadth(than, width);
  const isAffordable = COMMITMENT * cost(plan) <= remaining;
  if (isAffordable !== COMMITMENT * cost(than) <= remaining) return isAffordable;
  if (isAffordable && wider !== 0) return wider < 0;
  return cost(plan) < cost(than) * (1 - TIE);
}

/** Width in steps, at least `width`; one end of the dial alone is narrow, and a set with an end and more comes last. */
function breadth({ low, high }: BracketPlan, width: number): number {
  const isOneSided = (low < 0 || high === NEVER) && high - low > 1;
  return max(width, high - low) + (isOneSided ? LAST : 0);
}

/** The ends of every set but the whole dial: hypotheses low + 1 … high. */
const PAIRS: readonly (readonly [low: number, high: number])[] = Array.from({ length: NEVER + 1 }, (_, i) =>
  Array.from({ length: NEVER + 1 - i }, (_, k) => [i - 1, i + k] as const),
)
  .flat()
  .filter(([low, high]) => low >= 0 || high < NEVER);

/** Expected trials at each point until it is certified unbroken (all b ≤ point rejected) or broken (all b > point rejected). */
function needed(posterior: Posterior, evidence: BreakEvidence, tau: number, limit: number) {
  const unbroken: number[] = [];
  const broken: number[] = [];
  const weakest = { before: Number.POSITIVE_INFINITY, after: Number.POSITIVE_INFINITY };
  const predictive = Array.from({ length: LAST + 1 }, (_, index) => posterior.predictive(index));
  for (let index = 0; index <= LAST; index += 1) {
    weakest.before = min(weakest.before, evidence.of(index));
    unbroken[index] = trials(limit - weakest.before, predictive[index]! <= tau, predictive[index]!, tau);
  }
  for (let index = LAST; index >= 0; index -= 1) {
    weakest.after = min(weakest.after, evidence.of(index + 1));
    broken[index] = trials(limit - weakest.after, predictive[index]! > tau, predictive[index]!, tau);
  }
  return { unbroken, broken };
}

/** Missing evidence over its expected growth, where the predictive is on the side that counts. */
function trials(missing: number, counts: boolean, p: number, tau: number): number {
  if (missing <= 0) return 0;
  return counts ? missing / divergence(p, tau) : Number.POSITIVE_INFINITY;
}
