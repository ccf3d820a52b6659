import type { ClaimResult } from '../../verdict/results/result';

const order: readonly ClaimResult['verdict'][] = ['error', 'falsified', 'vacuous', 'inconclusive', 'corroborated'];

/** Failing claims before the others, the worst of them first: what a reader with little time has to see. */
export function worstFirst(results: readonly ClaimResult[]): ClaimResult[] {
  return [...results].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
}
