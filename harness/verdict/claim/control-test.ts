import { messageOf } from '../../base/blame';
import { AtomTests } from '../../evidence/atom-tests';
import type { Status } from '../../evidence/conjunction';
import { passesRelaxed, type Relaxed } from '../../evidence/grading';
import { type AtomOutcome, type Outcome, unknownOutcome } from '../../evidence/outcome';
import type { Control, MemberResult, Part, Request } from '../../statement/gate';
import type { Stream } from '../../trials/stream';
import type { Outcomes } from '../results/result';
import { OutcomeColumns } from './outcome-columns';
import { Plans } from './plans';
import type { Reader } from './reader';

/** Units that a control is read on for atoms which no control has broken, once its first atom fell. Ours: as a near miss is. */
const FURTHER = 40;

/**
 * A negative control under test: what it shows of each atom of the claim. A near miss is read on exactly as many units as it
 * says. Others are read until an atom falls; where, once all controls of the claim have come so far, an atom is left that none
 * broke, they are read further. What has been read by then is a function of the outcomes alone.
 */
export class ControlTest {
  readonly readers: readonly AtomReader[];
  /** Turned off when its result no longer matters. */
  idle = false;
  /** Turned on where an atom of the claim is left that no control broke. */
  further = false;
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
    if (this.first === undefined) return this.budget;
    if (!this.further) return this.first;
    // Parts of a mean have bounds of their own, of which the loosest needs the most.
    const mean = this.readers[0]!.part.evidence.kind === 'mean';
    return mean ? this.budget : Math.min(this.budget, Math.max(FURTHER, 2 * this.first));
  }

  get settled(): boolean {
    return this.error !== undefined || this.readers.every((reader) => reader.done);
  }

  /** `falsified` once an atom fell. */
  get status(): Status {
    return this.first === undefined ? 'undecided' : 'falsified';
  }

  /** Units until the first atom fell; all that were read where none did. */
  get trials(): number {
    return this.first ?? Math.max(...this.readers.map(({ units }) => units));
  }

  private get first(): number | undefined {
    const firsts = this.readers.flatMap(({ tests }) => tests.first ?? []);
    return firsts.length > 0 ? Math.min(...firsts) : undefined;
  }
}

/** Reads the stream of one part of a control. */
export class AtomReader implements Reader {
  private readonly outcomes = new OutcomeColumns();
  /** Of each atom. */
  readonly tests: AtomTests;
  private readonly relaxed: Outcome[] = [];
  private readonly plans: Plans;

  constructor(
    private readonly test: ControlTest,
    readonly part: Part,
    private readonly place: number,
    readonly stream: Stream,
  ) {
    this.plans = new Plans(part, stream);
    this.tests = new AtomTests(part.evidence, part.atoms.length, test.level);
  }

  get next(): number {
    return this.outcomes.length;
  }

  get limit(): number {
    return this.test.limit;
  }

  get done(): boolean {
    return this.next >= this.limit || (this.tests.all && !this.test.control.near);
  }

  wants(): boolean {
    return !this.test.idle && this.test.error === undefined && !this.done;
  }

  requests(index: number): readonly Request[] {
    return this.plans.of(index, this.next);
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
    this.plans.drop(this.next);
    this.outcomes.add(outcome);
    if (relaxed) this.relaxed.push(relaxed);
  }

  /** What the relaxed claim made of a near miss; undefined for other controls. */
  get graded(): Relaxed | undefined {
    const near = this.test.control.near;
    return near && passesRelaxed(near.graded[this.place]!.evidence, this.relaxed, this.test.level);
  }

  /** What counts: others of its parts may fall before what was read ahead here. */
  get counted(): readonly Outcome[] {
    return Array.from({ length: this.units }, (_, index) => this.outcomes.at(index));
  }

  /** How many count. */
  get units(): number {
    return Math.min(this.next, this.limit);
  }

  /** One atom of those that count. */
  atom(i: number): readonly AtomOutcome[] {
    return this.outcomes.atom(i, this.units);
  }

  /** After how many of the counted units an atom fell; undefined where it did not. */
  fellAt(atom: number): number | undefined {
    const at = this.tests.fellAt(atom);
    return at !== undefined && at <= this.limit ? at : undefined;
  }

  get columns(): Outcomes {
    return this.outcomes.columns(this.units);
  }
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
