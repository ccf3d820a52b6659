import type { Verdict } from '../../evidence/verdict';
import { encodeNumbers } from '../../files/json-numbers';

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
): LedgerRecord {
  const fresh = new Map(
    (run?.claims ?? [])
      .filter((claim) => digests.get(claim.name) === claim.digest)
      .map((claim) => [claim.name, recorded(claim)]),
  );
  const known = new Map(record.claims.map((claim) => [claim.name, claim]));
  const claims = [...digests.keys()].sort().flatMap((name) => fresh.get(name) ?? known.get(name) ?? []);
  return { ...record, claims };
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
