import type { Lab } from '../trials/lab';
import { sameBits } from '../trials/replay';
import type { Claim } from './claim';
import { resultOf, worstOf } from './claim-result';
import type { ClaimResult } from './result';

/**
 * The result of a decided claim. A falsified claim's worst unit has to come out the same, to the last bit, in a fresh process;
 * and so has that of a corroborated claim which no second engine looks at: nobody else would notice numbers that come from
 * elsewhere than the seeds.
 */
export async function conclude(claim: Claim, lab: Lab): Promise<ClaimResult> {
  const result = resultOf(claim);
  const worst = isReplayed(claim, result) ? worstOf(claim) : undefined;
  if (!worst) return result;
  const { reader, seen } = worst;
  const requests = reader.requests(seen.index);
  const answer = await lab.replay(reader.stream, seen.index, requests);
  const known = reader.stream.known(seen.index, requests)!;
  if (answer.kind === 'unit' && sameBits(known, answer.members)) {
    return resultOf(claim, { ...seen, stream: reader.stream.id, part: reader.part.label });
  }
  const got = answer.kind === 'unit' ? 'other numbers' : answer.message;
  const cure = 'is every random number of the family drawn from a key of its seeds?';
  claim.fail(`replay: expected trial ${seen.index} of "${reader.part.label}" to the last bit, got ${got} (${cure})`);
  return resultOf(claim);
}

function isReplayed({ gate }: Claim, { verdict }: ClaimResult): boolean {
  const alone = gate.parts[0]!.stream.family.engines.length === 1;
  return verdict === 'falsified' || (alone && verdict === 'corroborated');
}
