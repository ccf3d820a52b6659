import { EProcess } from './eprocess';
import { type Asserted, outcomeKind } from './grids';
import type { Outcome } from './outcome';
import { reachesLevel } from './reaches';

/** A part and the outcomes that its corroboration consumed, in index order. */
export interface Consumed {
  readonly asserted: Asserted;
  readonly outcomes: readonly Pick<Outcome, 'x' | 'factor'>[];
}

const BISECTIONS = 40;

/**
 * Smallest factor s ≤ 1 such that the claim with every bound multiplied by s is still corroborated at level alphaC by the
 * same outcomes: "the bound could be 40 times tighter" is s = .025. Undefined when the claim itself (s = 1) is not.
 *
 * For indicators the outcome becomes 1{factor > s}; delta is not shrunk. For means the bound becomes s·b with the margin kept.
 * The nulls are nested in s, so that choosing s from the data costs nothing: a false s needs a crossing under a true null.
 */
export function slack(parts: readonly Consumed[], alphaC: number): number | undefined {
  if (!parts.every((part) => corroboratedAt(part, 1, alphaC))) return undefined;
  return Math.max(...parts.map((part) => smallestFactor(part, alphaC)));
}

/** The parts share one s and each is monotone in it, so the smallest common s is the largest of their own. */
function smallestFactor(part: Consumed, alphaC: number): number {
  if (part.asserted.kind === 'mean') return smallestBound(part, alphaC);
  // NaN, the factor of what is unknown, is left out as well.
  const steps = [0, ...part.outcomes.map(({ factor }) => factor).filter((factor) => factor < 1), 1];
  steps.sort((a, b) => a - b);
  let failing = -1;
  let holding = steps.length - 1;
  while (holding - failing > 1) {
    const middle = Math.floor((failing + holding) / 2);
    if (corroboratedAt(part, steps[middle]!, alphaC)) holding = middle;
    else failing = middle;
  }
  return steps[holding]!;
}

function smallestBound(part: Consumed, alphaC: number): number {
  if (corroboratedAt(part, 0, alphaC)) return 0;
  let failing = 0;
  let holding = 1;
  for (let i = 0; i < BISECTIONS; i += 1) {
    const middle = (failing + holding) / 2;
    if (corroboratedAt(part, middle, alphaC)) holding = middle;
    else failing = middle;
  }
  return holding;
}

/** Whether the e-process with bounds multiplied by s reaches 1/α_C at some index of these outcomes. */
function corroboratedAt({ asserted, outcomes }: Consumed, s: number, alphaC: number): boolean {
  const isMean = asserted.kind === 'mean';
  const bound = isMean ? s * asserted.delta : asserted.delta;
  const process = EProcess.corroborating(outcomeKind(asserted.kind), bound + asserted.margin);
  return outcomes.some(({ x, factor }) => {
    const known = x === 'unknown' ? 1 : x;
    process.add(!isMean && factor > s ? 1 : known);
    return reachesLevel(process.logE, alphaC);
  });
}
