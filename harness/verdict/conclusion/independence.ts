import type { Family } from '../../statement/family';
import type { MemberResult, Request } from '../../statement/gate';
import type { Lab } from '../../trials/lab';
import { requestKey } from '../../trials/store/key';
import { distinct, type Stream } from '../../trials/stream';
import { problemDigest } from '../../trials/training/digest';
import type { UnitAnswer } from '../../trials/workers/job';
import { otherProblem } from '../../trials/workers/recheck';
import type { Claim } from '../claim/claim';
import { planned } from '../claim/reader';
import { type Reading, readingsOf, replayed } from './readings';
import { sameTraining } from './same-training';

/** Under what it is kept that a family draws from its keys. */
const KEYS = 'keys';

/** A unit that is to come out the same once more. */
interface RecheckedUnit {
  readonly reading: Reading;
  readonly index: number;
}

/**
 * Checks that trials are independent, as the mathematics of the verdicts assumes: that all random numbers of a family come from
 * its keys, that trials do not depend on what was trained before them in the same process, and that no two are the same one.
 */
export class Independence {
  private readonly families = new Map<Family, Promise<string | undefined>>();

  constructor(private readonly lab: Lab) {}

  /**
   * Why the trials of a decided claim are not independent, in one sentence that names the cause; undefined where nothing says so.
   *
   * @param worst a unit of the claim's own parts that is to be replayed beside those that are chosen
   */
  async fault(claim: Claim, worst?: { readonly stream: Stream; readonly index: number }): Promise<string | undefined> {
    const readings = readingsOf(claim);
    if (readings.length === 0) return undefined;
    const keys = await this.keys(claim, readings[0]!.stream);
    if (keys !== undefined) return keys;
    for (const sample of newestFirst(readings, worst)) {
      const fault = await this.replay(sample);
      if (fault !== undefined) return fault;
    }
    return sameTraining(readings);
  }

  /**
   * Why engines may disagree that do the same: a trial on which they do is replayed. Undefined where it comes out the same, so that
   * it is the engines that differ.
   */
  async cause(claim: Claim): Promise<string | undefined> {
    const disputed = claim.witness?.disputed;
    if (!disputed) return undefined;
    const { stream, index } = disputed;
    const keys = await this.keys(claim, stream);
    if (keys !== undefined) return keys;
    const readers = claim.allReaders.filter((reader) => reader.stream === stream && index < reader.limit);
    const asked = distinct(readers.flatMap((reader) => planned(reader, index)));
    const requests = asked.filter((request) => stream.known(index, [request]) !== undefined);
    return this.replay({ reading: { stream, label: 'witness', units: 1, own: true, requests: () => requests }, index });
  }

  /** Once per family: whether the keys that it asks for change something. */
  private keys(claim: Claim, of: Stream): Promise<string | undefined> {
    const { family } = of;
    const checked = this.families.get(family) ?? this.checkKeys(claim, of);
    this.families.set(family, checked);
    return checked;
  }

  private async checkKeys({ gate }: Claim, { family, engine }: Stream): Promise<string | undefined> {
    // A trial of its own: where a process keeps data, no other may be the one that it keeps them of.
    const stream = await this.lab.stream({ family, source: 'reference', dials: {} }, { engine, epoch: KEYS });
    if (stream.hasPassed(0, [KEYS])) return undefined;
    const answer = await this.lab.replay(
      stream,
      0,
      planOf(() => gate.witness.plan(stream.problem(0))),
      'keys',
    );
    if (answer.kind !== 'unit') return answer.message;
    stream.pass(0, [KEYS]);
    return undefined;
  }

  private async replay({ reading, index }: RecheckedUnit): Promise<string | undefined> {
    const { stream } = reading;
    const requests = reading.requests(index);
    const names = requests.map(requestKey);
    if (stream.hasPassed(index, names)) return undefined;
    const answer = await this.lab.replay(stream, index, requests);
    const fault = answer.kind === 'unit' ? difference({ reading, index }, requests, answer) : answer.message;
    if (fault === undefined) stream.pass(index, names);
    return fault;
  }
}

/** How many units of a decided claim are trained again. */
export const replaysOf = (claim: Claim): number => newestFirst(readingsOf(claim)).length;

/** Of all streams together: data that a process keeps show in trials that were not the first to see them. */
function newestFirst(
  readings: readonly Reading[],
  worst?: { readonly stream: Stream; readonly index: number },
): readonly RecheckedUnit[] {
  const samples = readings.flatMap((reading) => {
    const further = worst?.stream === reading.stream ? [worst.index] : [];
    return [...new Set([...replayed(reading), ...further])].map((index) => ({ reading, index }));
  });
  return samples.sort((a, b) => b.index - a.index);
}

/** None where no plan can be made: that is said elsewhere. */
function planOf(plan: () => readonly Request[]): readonly Request[] {
  try {
    return plan();
  } catch {
    return [];
  }
}

function difference(
  { reading, index }: RecheckedUnit,
  requests: readonly Request[],
  answer: UnitAnswer,
): string | undefined {
  const { stream, label } = reading;
  const { family, repeats } = stream;
  if (answer.problem !== undefined && answer.problem !== problemDigest(stream.problem(index)))
    return otherProblem(family.name, index, 'another one in a fresh process').message;
  const known = stream.known(index, requests)!;
  const got =
    repeats === 'exact'
      ? (otherParameters(stream, index, answer.members) ?? otherNumbers(requests, known, answer.members, () => 0))
      : otherNumbers(requests, known, answer.members, ({ observation }) => repeats[observation]!);
  if (got === undefined) return undefined;
  const bound = repeats === 'exact' ? 'to the last bit' : 'within its repeatBound';
  const cure =
    'is every random number of the family drawn from a key of its seeds, and does nothing outlive a training: no cache, no counter?';
  return `replay: expected trial ${index} of "${label}" ${bound} in a fresh process, got ${got} (${cure})`;
}

/** The first step after which the parameters of some member are others. */
function otherParameters(stream: Stream, index: number, members: readonly MemberResult[]): string | undefined {
  const steps = members.flatMap(({ digests = {} }, member) => {
    const known = stream.digests(index, member);
    return Object.keys(digests).filter((step) => known[step] !== undefined && known[step] !== digests[step]);
  });
  return steps.length === 0 ? undefined : `other parameters after step ${Math.min(...steps.map(Number))}`;
}

function otherNumbers(
  requests: readonly Request[],
  known: readonly MemberResult[],
  again: readonly MemberResult[],
  boundOf: (request: Request) => number,
): string | undefined {
  if (known.length !== again.length) return 'other numbers';
  for (const [member, { values, diverged }] of known.entries()) {
    const other = again[member]!;
    if (diverged?.step !== other.diverged?.step) return 'a divergence at another step';
    const wrong = requests.findIndex((request, i) => !agree(values[i]!, other.values[i]!, boundOf(request)));
    if (wrong < 0) continue;
    const { observation, at } = requests[wrong]!;
    return `other numbers: ${observation} at step ${at} is ${other.values[wrong]} instead of ${values[wrong]}`;
  }
  return undefined;
}

const agree = (a: number, b: number, bound: number): boolean =>
  Object.is(a, b) || (bound > 0 && Math.abs(a - b) <= bound);
