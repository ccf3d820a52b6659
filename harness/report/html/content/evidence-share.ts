import { logSumExp } from '../../../evidence/logsumexp';
import type { ClaimResult } from '../../../verdict/results/result';

/** How far the evidence towards one verdict got. */
export interface EvidenceShare {
  /** log10 of the e-value; 1/α decides. */
  readonly log10: number;
  readonly threshold: number;
  /** Of the way from 0 to the threshold, in [0, 1]. */
  readonly share: number;
}

/** Towards corroboration the part that is least far counts, towards falsification the average of the parts' e-values. */
export function evidenceShares({
  parts,
  alphaC,
  alphaF,
}: ClaimResult): Readonly<Record<'corroborate' | 'falsify', EvidenceShare>> {
  const least = Math.min(...parts.map(({ logECorroborate }) => logECorroborate));
  const average = logSumExp(parts.map(({ logEFalsify }) => logEFalsify)) - Math.log(parts.length);
  return { corroborate: share(parts.length ? least : 0, alphaC), falsify: share(parts.length ? average : 0, alphaF) };
}

function share(logE: number, alpha: number): EvidenceShare {
  const [log10, threshold] = [logE / Math.LN10, -Math.log10(alpha)];
  return { log10, threshold, share: Math.min(1, Math.max(0, log10 / threshold)) };
}
