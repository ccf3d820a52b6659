import type { Claim } from '../claim/claim';
import type { ClaimResult } from '../results/result';
import { agreementFault } from './agreement';
import { resultOf, worstSighting } from './claim-result';
import { curesOf } from './cures';
import type { Independence } from './independence';

/**
 * The result of a decided claim, once its trials are seen to be independent. A falsified claim's worst unit has to come out the
 * same in a fresh process, too.
 */
export async function conclude(claim: Claim, independence: Independence): Promise<ClaimResult> {
  const result = resultOf(claim);
  if (result.verdict === 'error') {
    claim.fault = (await independence.cause(claim)) ?? claim.fault;
    return resultOf(claim);
  }
  const worst = result.verdict === 'falsified' ? worstSighting(claim) : undefined;
  const replayed = worst && { stream: worst.reader.stream, index: worst.seen.index };
  // Whether a witness could have disagreed is asked where a verdict rests on its silence.
  const silent = result.verdict === 'corroborated' ? agreementFault(claim) : undefined;
  const fault = (await independence.fault(claim, replayed)) ?? silent;
  if (fault !== undefined) {
    claim.fail(fault);
    return resultOf(claim);
  }
  if (!worst) return withCures(claim, result);
  const { reader, seen } = worst;
  return resultOf(claim, { ...seen, stream: reader.stream.id, part: reader.part.label });
}

/** A vacuous claim, with what to do about it. */
function withCures(claim: Claim, result: ClaimResult): ClaimResult {
  const cures = result.verdict === 'vacuous' && result.strength ? curesOf(claim, result.strength) : [];
  return cures.length > 0 ? { ...result, cures } : result;
}
