import type { Citation } from './cite';
import type { ControlSpec } from './controls';
import type { Assumption, Family } from './family';
import type { Block } from './gate';
import type { Ours } from './ours';
import type { Relation } from './relation';
import type { Words } from './words';

export type Kind = 'prob' | 'mean' | 'forall';

/** One line of the paper's hypotheses, beside what was checked. */
export interface PaperHypothesis {
  readonly symbol: string;
  /** What the paper demands: `d = Ω(polylog …)`. */
  readonly hypothesis: string;
  /** What was checked instead: `d in 20 … 48`. */
  readonly checked: string;
  /** Whether the checked region lies outside the hypothesis, as far as a finite region can tell. */
  readonly outside?: boolean;
}

export interface Controls {
  /** `auto` (the default): the same trials measured at step 0 must violate the claim. */
  readonly untrained?: 'auto' | { readonly without: string };
  readonly gross?: readonly ControlSpec[];
  readonly nearMiss?: readonly ControlSpec[];
  readonly positive?: ControlSpec | readonly ControlSpec[];
}

/** A theorem as a gated claim: data only. */
export interface TheoremSpec<F extends Family = Family> {
  /** Unique and short. */
  readonly name: string;
  /** All quantifiers, in words. */
  readonly statement: string;
  readonly source: Citation;
  readonly family: F;
  /** Assumptions of the family, by name or as a record of them. */
  readonly forAll: readonly string[] | Readonly<Record<string, Assumption<unknown>>>;
  /** Dial settings of the claim's own stream. */
  readonly stream?: Readonly<Record<string, number>>;
  /** Where trials are drawn: the family's region (the default), or always its reference problem. */
  readonly at?: 'region' | 'reference';
  /** A `prob` claim over the region has a part for every corner of it, unless a reason is given. */
  readonly corners?: { readonly without: string };
  readonly ours?: Readonly<Record<string, Ours>>;
  /** A step, as a formula; the symbol `horizon` of every other formula. */
  readonly horizon?: string;
  readonly horizonForm?: 'at the horizon' | 'some t ≤ T' | 'every grid t ≥ T';
  /** Fresh evaluation prompts per measurement, for observations over prompts. */
  readonly prompts?: number;
  /** Smallest error bound of the claim, as a formula; demands prompts ≥ 20 / accuracy. */
  readonly accuracy?: string;
  readonly claim: (words: Words<F>) => Relation;
  readonly kind?: Kind;
  readonly delta?: number;
  readonly margin?: number;
  /** Largest number of units (trials, or blocks) of any part. */
  readonly budget?: number;
  /** For claims about several trainings of one problem: the unit is then the block. */
  readonly block?: Partial<Block> & Pick<Block, 'repeats'>;
  readonly controls: Controls;
  readonly paper?: readonly PaperHypothesis[];
  readonly notChecked?: readonly string[];
}

/** What a theorem file exports by default. */
export interface Theorem {
  readonly theoremcheck: 'theorem';
  readonly spec: TheoremSpec;
}

/** States a theorem. Nothing is evaluated here: `compile` checks it and names the file in its errors. */
export function theorem<F extends Family>(spec: TheoremSpec<F>): Theorem {
  return { theoremcheck: 'theorem', spec: spec as unknown as TheoremSpec };
}

// Theorem files and the harness are bundled apart, so a tag decides and not a class.
export function isTheorem(value: unknown): value is Theorem {
  return typeof value === 'object' && value !== null && (value as Partial<Theorem>).theoremcheck === 'theorem';
}
