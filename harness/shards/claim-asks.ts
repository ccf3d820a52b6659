import { type Standing, standingIn } from '../project/standing';
import type { Engine } from '../statement/family';
import type { Gate } from '../statement/gate';
import type { Lab } from '../trials/lab';
import { distinct, type Stream } from '../trials/stream';
import { Assembly } from '../verdict/assembly';
import type { Claim } from '../verdict/claim/claim';
import { Faults } from '../verdict/claim/faults';
import { planned, type Reader } from '../verdict/claim/reader';
import { takeKnown } from '../verdict/claim/take-known';
import type { WindowTask } from '../verdict/claim/window-task';
import { needsOf } from '../verdict/claim-outlook';
import { open } from '../verdict/opening';
import type { Ask } from './ask';

interface ClaimQuestion {
  readonly gates: readonly Gate[];
  readonly epoch: string;
  readonly profile: 'pr' | 'nightly';
  readonly engine?: Engine | undefined;
  /** By the names of claims, see `VerifyOptions`. */
  readonly standings?: ReadonlyMap<string, Standing> | undefined;
  /** Told once per family: each engine that will be used, in words. */
  readonly prepared?: ((family: string, engines: readonly string[]) => void) | undefined;
}

/**
 * What claims need for their verdicts if every trial that is not known passes: of their own streams as many units as corroborate
 * them, of their controls as many as are read, and what the witness looks at. A claim that meets a violation needs more; what
 * that is only the verdict's own order of reading can tell. A pure function of claims, code, epoch and the trials that the lab
 * knows: every shard of a run computes the same.
 */
export async function claimAsks(
  lab: Lab,
  { gates, epoch, profile, engine, standings, prepared }: ClaimQuestion,
): Promise<readonly Ask[]> {
  const standingOf = standingIn(standings, epoch);
  const streams = await open(gates, lab, engine, (gate) => standingOf(gate).epoch, prepared);
  const assembly = new Assembly({ profile, standingOf, streams });
  const claims = gates.map((gate) => assembly.claim(gate));
  for (const claim of claims) takeKnown(claim, new Faults());
  return asksOf(claims.filter((claim) => !claim.decided));
}

function asksOf(claims: readonly Claim[]): readonly Ask[] {
  const readers = readersByStream(claims);
  const tasks = new Set(claims.flatMap((claim) => claim.witness?.tasks ?? []).filter((task) => !task.done));
  const asks: Ask[] = [];
  for (const [stream, indices] of unitsOf(claims)) {
    for (const index of [...indices].sort((a, b) => a - b)) {
      const requests = requestsOf(readers.get(stream) ?? [], stream, index);
      if (requests.length > 0) asks.push({ stream, index, requests, ...onTheWay(tasks, stream, index, requests) });
    }
  }
  const alone = [...tasks].map(({ trained, index, windows }) => ({ stream: trained, index, requests: [], windows }));
  return [...asks, ...alone];
}

/** Units of every stream that some claim needs. */
function unitsOf(claims: readonly Claim[]): ReadonlyMap<Stream, ReadonlySet<number>> {
  const units = new Map<Stream, Set<number>>();
  for (const { stream, from, units: count } of claims.flatMap(needsOf)) {
    const known = units.get(stream) ?? new Set<number>();
    units.set(stream, known);
    for (let index = from; index < from + count; index++) known.add(index);
  }
  return units;
}

function readersByStream(claims: readonly Claim[]): ReadonlyMap<Stream, readonly Reader[]> {
  const readers = new Map<Stream, Reader[]>();
  for (const reader of claims.flatMap((claim) => claim.allReaders).filter((each) => each.wants()))
    readers.set(reader.stream, [...(readers.get(reader.stream) ?? []), reader]);
  return readers;
}

/** One training serves everybody who may read the unit. */
function requestsOf(readers: readonly Reader[], stream: Stream, index: number) {
  const wanted = readers.filter(({ next, limit }) => next <= index && index < limit);
  return stream.missing(index, distinct(wanted.flatMap((reader) => planned(reader, index))));
}

/** Windows that a training can serve on its way: they need none of their own. */
function onTheWay(tasks: Set<WindowTask>, stream: Stream, index: number, requests: Ask['requests']) {
  const last = Math.max(...requests.map(({ at }) => at));
  const task = [...tasks].find((one) => one.trained === stream && one.index === index && one.horizon <= last);
  if (!task) return {};
  tasks.delete(task);
  return { windows: task.windows };
}
