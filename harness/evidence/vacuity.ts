import { assertsNothing } from './evidence';
import type { Asserted } from './grids';
import { nMin } from './nmin';

/** Why a claim of these parts could not be corroborated by any outcomes within the budget; undefined when it could. */
export function staticVacuity(parts: readonly Asserted[], alphaC: number, budget: number): string | undefined {
  if (parts.length === 0) return 'the claim has no parts';
  for (const part of parts) {
    const reason = vacuous(part, alphaC, budget);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function vacuous(part: Asserted, alphaC: number, budget: number): string | undefined {
  if (assertsNothing(part))
    return `delta + margin: expected less than 1, got ${part.delta + part.margin}, which no outcome can contradict (lower one)`;
  const needed = nMin(part, alphaC);
  if (needed <= budget) return undefined;
  if (needed === Number.POSITIVE_INFINITY)
    return 'delta + margin: expected more than 0, got 0, which no number of trials can corroborate (raise margin)';
  return `budget: expected at least ${needed} trials, which corroboration needs, got ${budget} (raise budget, or delta + margin)`;
}
