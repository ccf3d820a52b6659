import { messageOf } from '../base/blame';
import { statementDigest } from '../compile/describe';
import type { Gate } from '../statement/gate';
import type { Claim } from '../verdict/claim/claim';
import { resultOf } from '../verdict/conclusion/claim-result';
import type { ClaimResult } from '../verdict/results/result';
import { type Bench, bring, survivorOf } from './bring';
import type { WrittenClaim } from './claim-file';
import { bestOf } from './constants';
import { noticedBy, omissions } from './omissions';
import { weakened } from './statements';
import type { ClaimStrength, Mutant, MutantKind } from './strength';
import { type World, worlds } from './worlds';

/** A claim as the gate has it, decided. */
export interface Accepted extends WrittenClaim {
  readonly claim: Claim;
  readonly result: ClaimResult;
}

/** Claims brought to their verdicts as they stand: all that is measured of them starts from what the gate accepts. */
export async function acceptedClaims(claims: readonly WrittenClaim[], bench: Bench): Promise<readonly Accepted[]> {
  const brought = await bring(
    claims.map(({ gate }) => gate),
    bench,
  );
  return claims.map((one, i) => ({ ...one, claim: brought[i]!, result: resultOf(brought[i]!) }));
}

/** Whether there is anything to weaken. */
export const isAccepted = ({ result }: Accepted): boolean => result.verdict === 'corroborated';

/** Weakens the statement of an accepted claim in every way, and has the gate, or a comparison with the accepted run, judge it. */
export async function statementAttempts(one: Accepted, bench: Bench): Promise<readonly Mutant[]> {
  const { gate, claim, result } = one;
  const made = weakened(one, bestOf(gate, claim)).map((mutant) => ({ mutant, ...compiled(mutant.gate) }));
  const claims = await bring(
    made.flatMap((entry) => entry.gate ?? []),
    bench,
  );
  const queue = [...claims];
  return made.map(({ mutant: { way, name, gate: again }, gate: other, refused }) => {
    const why = other ? rejection(queue.shift()!) : refused;
    const compared = why === undefined ? noticedBy(result, gate, again) : undefined;
    return attempt(way, name, why, compared);
  });
}

/** Judges an accepted claim in every false world, on the trials of another epoch than the one that `notices` was found on. */
export async function worldAttempts({ gate, result }: Accepted, bench: Bench): Promise<readonly Mutant[]> {
  const noticed = result.notices ?? Number.POSITIVE_INFINITY;
  const all = worlds(gate);
  const claims = await bring(
    all.map((world) => world.gate),
    bench,
  );
  return all.map((world, i) => attempt(kindOf(world, noticed), world.name, uncorroborated(claims[i]!)));
}

/** Leaves something out of an accepted claim, and compares it with the accepted run. */
export function omissionAttempts(one: Accepted): readonly Mutant[] {
  return omissions(one).map(({ name, gate }) => attempt('left out', name, noticedBy(one.result, one.gate, gate)));
}

/** All that was tried on a claim. */
export function claimStrength({ gate, result }: Accepted, attempts: readonly Mutant[]): ClaimStrength {
  const { name, file } = gate;
  const { verdict, notices } = result;
  return {
    ...{ name, file, digest: statementDigest(gate.description), verdict, attempts },
    ...(notices === undefined ? {} : { notices }),
  };
}

const kindOf = ({ factor }: World, noticed: number): MutantKind =>
  factor === undefined ? 'design permuted' : factor >= noticed ? 'beyond notices' : 'within notices';

function attempt(kind: MutantKind, name: string, why: string | undefined, compared?: string): Mutant {
  if (why !== undefined) return { kind, name, rejected: true, because: why };
  return { kind, name, rejected: false, ...(compared === undefined ? {} : { baseline: compared }) };
}

function compiled(gate: () => Gate): { readonly gate?: Gate; readonly refused?: string } {
  try {
    return { gate: gate() };
  } catch (error) {
    return { refused: messageOf(error) };
  }
}

/** Why the gate does not corroborate a claim; undefined where it does. */
function rejection(claim: Claim): string | undefined {
  const survivor = survivorOf(claim);
  if (survivor) return `vacuous: the control "${survivor.control.name}" survives`;
  const { verdict, because } = resultOf(claim);
  return verdict === 'corroborated' ? undefined : `${verdict}: ${because}`;
}

/** The same of its own trials alone. */
function uncorroborated({ main, error, vacuity }: Claim): string | undefined {
  const status = main?.evidence.status ?? 'undecided';
  if (status === 'corroborated') return undefined;
  return error ?? vacuity ?? (status === 'falsified' ? 'falsified' : 'inconclusive: the budget is spent');
}
