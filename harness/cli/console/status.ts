import type { ClaimResult } from '../../verdict/results/result';

/** Exit status of a verdict; `error` is what bad usage gives, too. */
export const statusOf: Readonly<Record<ClaimResult['verdict'], number>> = {
  corroborated: 0,
  falsified: 1,
  error: 2,
  vacuous: 3,
  inconclusive: 4,
};

/** Of several claims: the first of 2, 1, 3, 4 that occurs; 0 when all are corroborated. */
export function worstStatus(verdicts: readonly ClaimResult['verdict'][]): number {
  const found = new Set(verdicts.map((verdict) => statusOf[verdict]));
  return [2, 1, 3, 4].find((status) => found.has(status)) ?? 0;
}

/** Of exploratory claims: 0 when each got a verdict, whatever it is; 2 where the harness could not bring one to a verdict. */
export function exploredStatus(verdicts: readonly ClaimResult['verdict'][]): number {
  return verdicts.includes('error') ? statusOf.error : 0;
}
