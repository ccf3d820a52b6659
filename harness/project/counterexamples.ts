import { join, posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readText } from '../base/read-text';
import { UsageError } from '../base/usage-error';
import { writeWhole } from '../base/write-whole';
import type { Certified } from '../compile/counterexamples';
import schema from '../files/schemas/counterexamples.schema.json';
import { demandValid, parseValid } from '../files/validate';

interface Content {
  readonly version: 1;
  readonly counterexamples: readonly Certified[];
}

/** Where the counterexamples to a claim are kept, relative to the project: beside its file. */
export function counterexamplesFile(claimFile: string): string {
  return posix.join(posix.dirname(claimFile), 'counterexamples.json');
}

/** All that are kept beside a claim's file. @throws UsageError for a file that holds anything else */
export function readCounterexamples(cwd: string, claimFile: string): readonly Certified[] {
  const file = counterexamplesFile(claimFile);
  const text = readText(join(cwd, file));
  return text === undefined ? [] : parseValid<Content>(schema, text, file).counterexamples;
}

/**
 * Keeps counterexamples beside their claim's file, which is written whole; a problem that is there already is not kept twice.
 *
 * @returns how many are new
 */
export function keepCounterexamples(cwd: string, claimFile: string, found: readonly Certified[]): number {
  const known = readCounterexamples(cwd, claimFile);
  const same = (a: Certified, b: Certified) => a.claim === b.claim && isDeepStrictEqual(a.problem, b.problem);
  const fresh = found.filter((one) => !known.some((other) => same(one, other)));
  if (fresh.length === 0) return 0;
  const content = { version: 1, counterexamples: [...known, ...fresh] };
  const file = counterexamplesFile(claimFile);
  demandValid(schema, content, file);
  writeWhole(join(cwd, file), `${JSON.stringify(content, null, 1)}\n`);
  return fresh.length;
}

/**
 * Refuses counterexamples to a claim that is not there: a renaming clears none.
 *
 * @param claims files of claims
 * @param names of all claims
 */
export function refuseOrphans(
  cwd: string,
  claims: readonly string[],
  names: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const kept = new Map(claims.map((claim) => [counterexamplesFile(claim), claim]));
  return new Map([...kept].flatMap(([file, claim]) => orphanOf(cwd, file, claim, names)));
}

function orphanOf(cwd: string, file: string, claim: string, names: ReadonlySet<string>): [string, string][] {
  const orphan = readCounterexamples(cwd, claim).find((one) => !names.has(one.claim));
  if (!orphan) return [];
  const cure = 'rename it there, too: an entry is cleared by a region or by a bound, never by a name';
  return [[file, UsageError.expected(file, 'the name of a claim', `"${orphan.claim}"`, cure).message]];
}
