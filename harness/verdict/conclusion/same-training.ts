import { UsageError } from '../../base/usage-error';
import type { Stream } from '../../trials/stream';
import { trains } from '../../trials/workers/recheck';
import type { Reading } from './readings';

/** One training of one unit. */
interface MemberTraining {
  readonly reading: Reading;
  readonly index: number;
  readonly member: number;
}

/**
 * Two trials that are the same training: their parameters agree after the first step, and after the last one where both are known.
 * Nothing is said where nothing trains, where a family declares itself discrete, of trials that no step was taken of or that
 * diverged in it, and of families without parameters.
 *
 * @returns one sentence, or undefined
 */
export function sameTraining(readings: readonly Reading[]): string | undefined {
  const seen = new Map<string, MemberTraining>();
  for (const reading of readings.filter(isCompared))
    for (const place of placesOf(reading)) {
      const first = digestsOf(place)[1]!;
      const earlier = seen.get(first);
      if (earlier && !laterApart(earlier, place)) return sentence(earlier, place);
      seen.set(first, place);
    }
  return undefined;
}

const isCompared = ({ stream: { family, id } }: Reading): boolean =>
  family.discrete === undefined && trains(family, id.dials);

/** One after the other: a run may have read very many. */
function* placesOf(reading: Reading): Iterable<MemberTraining> {
  const { stream, units, requests } = reading;
  const members = membersOf(stream);
  for (let index = 0; index < units; index++) {
    const places = members.map((member) => ({ reading, index, member }));
    const compared = places.filter((place) => digestsOf(place)[1] !== undefined);
    // Another claim may have trained what this one only looks at untrained. Asked last: it may take another draw.
    if (compared.length > 0 && requests(index).some(({ at }) => at > 0)) yield* compared;
  }
}

const digestsOf = ({ reading, index, member }: MemberTraining): Readonly<Record<string, string>> =>
  reading.stream.digests(index, member);

function membersOf({ id, members }: Stream): readonly number[] {
  const { repeats = 1, design = [{}] } = id.block ?? {};
  return Array.from({ length: members?.length ?? repeats * design.length }, (_, member) => member);
}

/** A model of few numbers may agree with another after one step by chance, but not after many. */
function laterApart(a: MemberTraining, b: MemberTraining): boolean {
  const other = digestsOf(b);
  return Object.entries(digestsOf(a)).some(([step, digest]) => other[step] !== undefined && other[step] !== digest);
}

function sentence(a: MemberTraining, b: MemberTraining): string {
  const { family } = a.reading.stream;
  const cure =
    'draw every random number from a key of `seeds`, whole; or say `discrete: reason` in the family, or `trains: false` in the dial';
  const got = `the same parameters after step 1 in ${placeText(a)} and in ${placeText(b)}`;
  return UsageError.expected(`family ${family.name}`, 'no two trials to be the same training', got, cure).message;
}

function placeText({ reading, index, member }: MemberTraining): string {
  const training = membersOf(reading.stream).length > 1 ? `training ${member} of ` : '';
  return `${training}trial ${index} of "${reading.label}"`;
}
