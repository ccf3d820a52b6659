import { messageOf } from '../base/blame';
import { AtomTests } from '../evidence/atom-tests';
import type { Status } from '../evidence/conjunction';
import { passesRelaxed, type Relaxed } from '../evidence/grading';
import { type Outcome, unknownOutcome } from '../evidence/outcome';
import type { Control, MemberResult, Part, Request } from '../statement/gate';
import type { Stream } from '../trials/stream';
import type { Reader } from './reader';
import type { Outcomes } from './result';
import { columnsOf } from './track';

/**
 * A negative control under test: what it shows of each atom of the claim. A near miss is read on exactly as many units as it
 * says. Others are read until an atom falls, and then as many units again for the atoms that have not; all of them within the
 * budget. What has been read by then is a function of the outcomes alone.
 */
export class ControlTest {
  readonly readers: readonly AtomReader[];
  /** Turned off when its result no longer matters. */
  idle = false;
  /** Why it cannot be decided: a fault of the harness or of the family. */
  error: string | undefined;

  constructor(
    readonly control: Control,
    readonly budget: number,
    /** Of the test of one atom under one control. */
    readonly level: number,
    streamOf: (part: Part) => Stream,
  ) {
    this.readers = control.parts.map((part, place) => new AtomReader(this, part, place, streamOf(part)));
  }

  /** Units of each part that are read at most. */
  get limit(): number {
    const { near } = this.control;
    if (near) return Math.min(near.trials, this.budget);
    return this.first === undefined ? this.budget : Math.min(this.budget, 2 * this.first);
  }

  get settled(): boolean {
    return this.error !== undefined || this.readers.every((reader) => reader.done);
  }

  /** `falsified` once a part fell. */
  get status(): Status {
    return this.first === undefined ? 'undecided' : 'falsified';
  }

  /** Units until the first part fell; all that were read where none did. */
  get trials(): number {
    return this.first ?? Math.max(...this.readers.map(({ next }) => next));
  }

  private get first(): number | undefined {
    const firsts = this.readers.flatMap(({ whole }) => whole.first ?? []);
    return firsts.length > 0 ? Math.min(...firsts) : undefined;
  }
}

/** Reads the stream of one part of a control. */
export class AtomReader implements Reader {
  readonly outcomes: Outcome[] = [];
  /** Of each atom. */
  readonly tests: AtomTests;
  /** Of all of them together, where whatever goes wrong counts, a divergence included. */
  readonly whole: AtomTests;
  private readonly relaxed: Outcome[] = [];
  private readonly asked: (readonly Request[])[] = [];

  constructor(
    private readonly test: ControlTest,
    readonly part: Part,
    private readonly place: number,
    readonly stream: Stream,
  ) {
    this.tests = new AtomTests(part.evidence, part.atoms.length, test.level);
    this.whole = new AtomTests(part.evidence, 1, test.level / test.control.parts.length);
  }

  get next(): number {
    return this.outcomes.length;
  }

  get limit(): number {
    return this.test.limit;
  }

  get done(): boolean {
    return this.next >= this.limit || (this.tests.all && this.whole.all && !this.test.control.near);
  }

  wants(): boolean {
    return !this.test.idle && this.test.error === undefined && !this.done;
  }

  requests(index: number): readonly Request[] {
    this.asked[index] ??= this.part.plan(this.stream.problem(index));
    return this.asked[index];
  }

  take(members: readonly MemberResult[] | undefined, why: string): void {
    const problem = this.stream.problem(this.next);
    const judge = (part: Part) => (members ? part.judge(problem, members) : unknownOutcome(why));
    const graded = this.test.control.near?.graded[this.place];
    this.add(judge(this.part), graded && judge(graded));
  }

  fail(message: string): void {
    this.test.error = message;
  }

  /** The next unit, judged; `relaxed`: with the bounds of a graded near miss. */
  add(outcome: Outcome, relaxed: Outcome | undefined): void {
    this.tests.add(outcome);
    this.whole.add(asOneAtom(outcome));
    this.outcomes.push(outcome);
    if (relaxed) this.relaxed.push(relaxed);
  }

  /** What the relaxed claim made of a near miss; undefined for other controls. */
  get graded(): Relaxed | undefined {
    const near = this.test.control.near;
    return near && passesRelaxed(near.graded[this.place]!.evidence, this.relaxed, this.test.level);
  }

  get columns(): Outcomes {
    return columnsOf(this.outcomes);
  }
}

/** The part as one atom, which every violation breaks. */
function asOneAtom({ x, ...rest }: Outcome): Outcome {
  const violated = x === 1;
  return { ...rest, x, atoms: [{ violated, shows: violated, measured: 0, allowed: 0, factor: rest.factor }] };
}

/** A control whose outcomes come from a law: nothing is trained. */
export function synthesizeTest(test: ControlTest): void {
  const { synthetic, near } = test.control;
  try {
    for (let index = 0; !test.settled; index++) {
      test.readers.forEach((reader, part) => {
        if (reader.wants()) reader.add(synthetic!(part, index), near?.synthetic?.(part, index));
      });
    }
  } catch (error) {
    test.error = messageOf(error);
  }
}
