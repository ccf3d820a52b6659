import type { Verdict } from '../../evidence/verdict';
import { encodeNumbers } from '../../files/json-numbers';
import { type ClaimStrength, GROUPS, type RejectedShare, rejectedShare } from '../../strength/strength';

/** What is kept of a claim's verdict in docs/record.json: enough for a line of the ledger. */
export interface RecordedClaim {
  readonly name: string;
  readonly digest: string;
  readonly verdict: Verdict | 'error';
  readonly because: string;
  readonly epoch: string;
  readonly profile: string;
  readonly engine: string;
  readonly trials: number;
  readonly measured: number | string | null;
  readonly allowed: number | string | null;
  readonly slack: number | string | null;
  readonly notices: number | string | null;
  readonly minimalDetectable: number | string | null;
  /** What `mutate` found the last time that the claim stood as it does; absent where it was not tried. */
  readonly strength?: RecordedStrength;
}

/** How many of the weakened statements, and of the false worlds beyond what the claim notices, the gate rejected. */
interface RecordedStrength {
  readonly weakened: RejectedShare;
  readonly worlds: RejectedShare;
}

/** docs/record.json: the verdicts of the gate's own epoch, and figures that were measured once and written down by hand. */
export interface LedgerRecord {
  readonly version: 1;
  readonly claims: readonly RecordedClaim[];
  readonly figures: readonly string[];
}

/** The part of reports/verdicts.json that the record is made of. */
export interface LastRun {
  readonly epoch: string;
  readonly profile: string;
  readonly engine: string;
  readonly claims: readonly (Pick<
    RecordedClaim,
    'name' | 'digest' | 'verdict' | 'because' | 'epoch' | 'profile' | 'engine' | 'trials'
  > & {
    readonly parts: readonly {
      readonly median?: { readonly measured: number | string | null; readonly allowed: number | string | null };
    }[];
    readonly slack?: number | string | null;
    readonly notices?: number | string | null;
    readonly minimalDetectable?: number | string | null;
  })[];
}

/** The record with the claims of a run put in, where the run is about the statement as it stands; claims that are gone leave. */
export function merge(
  record: LedgerRecord,
  run: LastRun | undefined,
  digests: ReadonlyMap<string, string>,
  tried: readonly ClaimStrength[] = [],
): LedgerRecord {
  const fresh = new Map(
    (run?.claims ?? [])
      .filter((claim) => digests.get(claim.name) === claim.digest)
      .map((claim) => [claim.name, recorded(claim)]),
  );
  const known = new Map(record.claims.map((claim) => [claim.name, claim]));
  const claims = [...digests.keys()].sort().flatMap((name) => fresh.get(name) ?? known.get(name) ?? []);
  return { ...record, claims: claims.map((claim) => withStrength(claim, known.get(claim.name), tried)) };
}

/** Of the last run of `mutate` on the statement as it stands, else as it is recorded. */
function withStrength(
  claim: RecordedClaim,
  known: RecordedClaim | undefined,
  tried: readonly ClaimStrength[],
): RecordedClaim {
  const found = tried.find(({ name, digest }) => name === claim.name && digest === claim.digest);
  const kept = known?.digest === claim.digest ? known.strength : undefined;
  const strength = found && found.attempts.length > 0 ? sharesOf(found) : kept;
  return strength ? { ...claim, strength } : claim;
}

function sharesOf({ attempts }: ClaimStrength): RecordedStrength {
  const [weakened, worlds] = GROUPS.map((group) => rejectedShare(attempts, group));
  return { weakened: weakened!, worlds: worlds! };
}

function recorded(claim: LastRun['claims'][number]): RecordedClaim {
  const { name, digest, verdict, because, epoch, profile, engine, trials } = claim;
  const { measured = null, allowed = null } = claim.parts[0]?.median ?? {};
  const { slack = null, notices = null, minimalDetectable = null } = claim;
  const numbers = { measured, allowed, slack, notices, minimalDetectable };
  const rounded = Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, sixDigits(value)]));
  const line = { name, digest, verdict, because, epoch, profile, engine, trials, ...rounded };
  return encodeNumbers(line) as RecordedClaim;
}

/** Judging takes logarithms, whose last bit may differ between versions of V8: the committed record must not. */
function sixDigits(value: number | string | null): number | string | null {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : value;
}
