import { UsageError } from '../../base/usage-error';
import { dialOf } from '../../statement/dials';
import type { Family, Prepared } from '../../statement/family';
import { type Member, unitOf } from '../draw/members';
import { problemDigest } from '../training/digest';
import { checkKeys } from '../training/key-check';
import { LoadCheck } from '../training/load-check';
import { repeatsOf } from '../training/prepare-engine';
import type { Answer, Job } from './job';

/** Hash of the problem of a unit, which is drawn once more. Throws an Error that names the family where another one comes. */
export function problemOf(family: Family, { stream, index }: Job, problem: unknown): string {
  const digest = problemDigest(problem);
  if (problemDigest(unitOf(family, stream, index).problem) === digest) return digest;
  throw otherProblem(family.name, index, 'another one in the same process');
}

/** The sentence of a problem that is not a function of its seed. */
export function otherProblem(family: string, index: number, got: string): UsageError {
  const expected = `the same problem of trial ${index} whenever it is drawn`;
  const cure = 'problems and dials must not use counters, Math.random, the clock or anything that outlives a draw';
  return UsageError.expected(`family ${family}, problems`, expected, got, cure);
}

/** What restarts a training from its own parameters; undefined where nothing is trained. */
export async function restartOf(
  family: Family,
  { stream, engine, requests }: Job,
  member: Member,
  prepared: Prepared,
): Promise<LoadCheck | undefined> {
  if (!requests.some(({ at }) => at > 0) || !trains(family, stream.dials)) return undefined;
  return LoadCheck.open({ family, member, engine, requests, repeats: repeatsOf(prepared) });
}

/** Whether what these dials lead to is trained at all. */
export function trains(family: Family, dials: Readonly<Record<string, number>>): boolean {
  return Object.keys(dials).every((name) => dialOf(family, name)?.trains !== false);
}

/** Whether each key that the family asks for changes something, at the problem of the job. */
export async function checkKeysOf(family: Family, job: Job, prepared: Prepared): Promise<Answer> {
  const { engine, stream, index, requests } = job;
  const [member] = unitOf(family, stream, index).members;
  await checkKeys({ family, engine, member: member!, requests, repeats: repeatsOf(prepared) });
  return { kind: 'unit', engine, members: [] };
}
