import { hash } from '../base/hash';
import { UsageError } from '../base/usage-error';
import { countingEngine } from '../statement/engines';
import type { Family } from '../statement/family';
import type { Lab } from '../trials/lab';
import type { Stream } from '../trials/stream';
import { sliceOf } from './slice';

/** Training → the first 64 bits of SHA-256 over the numbers that were observed, and over the parameters. */
export type Digests = Readonly<Record<string, string>>;

/** What is on file of a family. What it has beyond that is held by nobody yet. */
interface FamilyOnFile {
  /** What the digests are of, beside the weights. */
  readonly observations: readonly string[];
  readonly trainings: Digests;
}

/** `theorems/digests.json`. */
export interface OnFile {
  /** Observations that cost as much as all others together: one training gives them. */
  readonly costly: readonly string[];
  /** By the name of the family. */
  readonly families: Readonly<Record<string, FamilyOnFile>>;
}

/** Of this purpose alone: its trials are no claim's. */
const EPOCH = 'selftest';

/**
 * Trains the slice of a family as the gate trains its trials, with the lab's workers at once.
 *
 * @throws UsageError where a training gives no numbers
 */
export async function recompute(lab: Lab, family: Family, { costly, families }: OnFile): Promise<Digests> {
  const slice = sliceOf(family, families[family.name]?.observations ?? [], costly);
  const digests = await Promise.all(slice.map((training) => digestOf(lab, family, training)));
  return Object.fromEntries(slice.map(({ name }, i) => [name, digests[i]!]));
}

async function digestOf(lab: Lab, family: Family, training: ReturnType<typeof sliceOf>[number]): Promise<string> {
  const { name, source, dials, index, requests } = training;
  const stream = await lab.stream({ family, source, dials }, { epoch: EPOCH, engine: countingEngine(family) });
  const answer = await lab.ask(stream, index, requests);
  if (answer.kind !== 'unit') throw UsageError.expected(`selftest, ${family.name} ${name}`, 'numbers', answer.message);
  const [member] = answer.members;
  return hash(member!.values.map(written), member!.diverged ?? null, parametersOf(stream, index)).slice(0, 16);
}

/** By their own hashes, after the first and the last step. */
const parametersOf = (stream: Stream, index: number) => Object.entries(stream.digests(index, 0)).sort();

/** A double as its shortest text, which no other double has; JSON knows neither NaN nor ±∞, and takes −0 for 0. */
const written = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));
