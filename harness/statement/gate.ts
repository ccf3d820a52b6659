import type { Family } from './family';

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
}

/** The outcome of one unit (trial or block) for one part of a claim. */
export interface Outcome {
  /** In [0, 1]: a violation indicator or a bounded mean. `unknown` only for what does not reproduce. */
  readonly x: number | 'unknown';
  /** Worst relation of the unit, printed: what was measured, what was allowed. */
  readonly measured: number;
  readonly allowed: number;
  /**
   * Smallest factor by which `allowed` could be multiplied with the unit still holding (≤ 1 when it holds, > 1 when it
   * does not, +∞ on divergence). Used for slack.
   */
  readonly factor: number;
  /** For example `loss is NaN at step 84`. */
  readonly note?: string;
}

/** One part of a claim's conjunction. */
export interface Part {
  readonly label: string;
  readonly stream: StreamSpec;
  /** `prob` and `forall` have outcomes 0/1; `mean` has bounded ones. delta (or the bound b) and margin enter the e-processes. */
  readonly evidence: { readonly kind: 'prob' | 'mean' | 'forall'; readonly delta: number; readonly margin: number };
  /** The numbers to take on each member training of a unit with this problem. Pure. */
  plan(problem: unknown): readonly Request[];
  /** Pure. `members[d * repeats + r]` is repeat r of design point d; a single trial has one member. */
  judge(problem: unknown, members: readonly MemberResult[]): Outcome;
}

export interface Control {
  readonly name: string;
  /** `untrained`, `gross` and `nearMiss` must be falsified; `positive` must be corroborated. */
  readonly kind: 'untrained' | 'gross' | 'nearMiss' | 'positive';
  readonly doc: string;
  /** Of a near miss: the violation rate at its setting, measured once. */
  readonly measuredRate?: number;
  /**
   * Parts whose outcomes come from trainings — or, when `synthetic` is set, from `synthetic(index)` without any training.
   */
  readonly parts: readonly Part[];
  readonly synthetic?: (part: number, index: number) => Outcome;
}

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
}
