import type { PartResult } from '../../../verdict/results/result';
import { type StoredClaim, tokenOf } from '../../../verdict/results/verdicts-file';

/** A trial of a claim that was close to its bound, or beyond. */
export interface WorstTrial {
  readonly part: string;
  readonly index: number;
  readonly measured: number;
  readonly allowed: number;
  readonly factor: number;
  readonly token: string;
}

/** The trials with the largest factors, worst first; ties in the order of parts and trials. Unknown outcomes have none. */
export function worstTrials(claim: StoredClaim, most: number): readonly WorstTrial[] {
  const all = claim.parts.flatMap((part) => trialsOf(claim, part));
  return all.sort((a, b) => (a.factor === b.factor ? 0 : b.factor - a.factor)).slice(0, most);
}

function trialsOf(claim: StoredClaim, { label, stream, outcomes }: PartResult): WorstTrial[] {
  return outcomes.x.flatMap((x, index) => {
    const [measured, allowed, factor] = [outcomes.measured[index]!, outcomes.allowed[index]!, outcomes.factor[index]!];
    if (x === 'unknown' || Number.isNaN(factor)) return [];
    return [{ part: label, index, measured, allowed, factor, token: tokenOf(claim, stream, index) }];
  });
}
