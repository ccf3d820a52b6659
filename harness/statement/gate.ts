import type { Asserted } from '../evidence/grids';
import type { Outcome } from '../evidence/outcome';
import type { ControlKind } from '../evidence/verdict';
import type { ControlSpec, Shifted } from './controls';
import type { Family } from './family';

export type { Outcome } from '../evidence/outcome';

/** A stream: an endless sequence of trials of a family at given dial settings. */
export interface StreamSpec {
  readonly family: Family;
  /** `region`, `reference` or `corner:<name>` */
  readonly source: string;
  /** Dial name → severity. Sorted by name when hashed. */
  readonly dials: Readonly<Record<string, number>>;
  /** Present for claims whose unit is a block of several trainings. */
  readonly block?: Block;
}

/** A block of trainings of one problem: every design point × repeat is one member. */
export interface Block {
  /** Trainings per design point. */
  readonly repeats: number;
  /** Design points: each sets symbols of the problem through dials, e.g. `[{ batchSize: 8 }, { batchSize: 16 }]`; `[{}]` for none. */
  readonly design: readonly Readonly<Record<string, number>>[];
  /** Purposes whose seed all members share (`dictionary`, `init`); all others are fresh for every member. */
  readonly share: readonly string[];
}

/** One number to take: an observation at a step. */
export interface Request {
  readonly observation: string;
  /** Step, an integer ≥ 0. */
  readonly at: number;
  /** Fresh prompts, 0 where the observation is not over prompts. */
  readonly prompts: number;
}

/** What one member training gave: a value per request, in the order of the plan; NaN after a divergence. */
export interface MemberResult {
  readonly values: readonly number[];
  readonly diverged?: { readonly step: number; readonly what: string };
  /** Step → hash of the parameters after it: the first and the last step at least, where there are parameters. */
  readonly digests?: Readonly<Record<string, string>>;
}

/** An atom of a part, as a verdict speaks of it. */
export interface PartAtom {
  /** In words, with its direction. */
  readonly text: string;
  /** Whether its relation bounds the quantity from both sides. */
  readonly twoSided: boolean;
  /** The observation that it compares with its bound as it is; absent where it computes with several numbers. */
  readonly observed?: string;
  /** What a shift has to say to move it: its observation, the values of `forEvery`, and the direction that breaks it. */
  readonly moves?: { readonly of: string; readonly when: NonNullable<Shifted['when']>; readonly worse: 1 | -1 };
}

/** One part of a claim's conjunction. */
export interface Part {
  readonly label: string;
  readonly stream: StreamSpec;
  readonly evidence: Asserted;
  /** In the order of `Outcome.atoms`. */
  readonly atoms: readonly PartAtom[];
  /** The numbers to take on each member training of a unit with this problem. Pure. */
  plan(problem: unknown): readonly Request[];
  /** Of a counterexample that was certified before: where and how. */
  readonly certified?: string;
  /** Pure. `members[d * repeats + r]` is repeat r of design point d; a single trial has one member. */
  judge(problem: unknown, members: readonly MemberResult[]): Outcome;
}

export interface Control {
  readonly name: string;
  readonly kind: ControlKind;
  readonly doc: string;
  /**
   * Parts whose outcomes come from trainings — or, when `synthetic` is set, from `synthetic(index)` without any training.
   */
  readonly parts: readonly Part[];
  readonly synthetic?: (part: number, index: number) => Outcome;
  /** What moves measured numbers where nothing else does: so many tolerances, or a literal amount. */
  readonly moved?: 'tolerances' | 'amount';
  /** How a near miss is read. */
  readonly near?: NearReading;
}

/** A near miss is read on so many units, for two questions: does it break the claim, and does it pass a relaxed one? */
interface NearReading {
  readonly trials: number;
  /** What scales `allowed` in the second question. */
  readonly grade: number;
  /** The parts of the control with relaxed bounds: the same units, judged again. */
  readonly graded: readonly Part[];
  readonly synthetic?: (part: number, index: number) => Outcome;
}

/** The part that stands first in every claim and in its result: of the mixture. A claim's engine, block and kind are its. */
export const mainPart = <P>({ parts }: { readonly parts: readonly P[] }): P => parts[0]!;

/** A gated claim, compiled: all that the scheduler needs to know of a theorem. */
export interface Gate {
  readonly name: string;
  /** Path relative to the project root. */
  readonly file: string;
  readonly parts: readonly Part[];
  readonly controls: readonly Control[];
  /** Largest number of units of any part. */
  readonly budget: number;
  /** Why no outcome of a training could contradict it, whatever is measured. */
  readonly vacuity?: string;
  /** Requests per claim that are witnessed in full at the family's reference problem. */
  readonly witness: Part;
  /** Another control of the claim, as if its file had it. @throws UsageError where it could not have it */
  controlFrom?(control: ControlSpec, kind: 'nearMiss' | 'pin'): Control;
}
