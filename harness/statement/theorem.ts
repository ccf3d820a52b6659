import type { Citation } from './cite';
import type { ControlSpec, Shifted } from './controls';
import type { Assumption, Family } from './family';
import type { Block } from './gate';
import type { Ours } from './ours';
import type { Relation } from './relation';
import type { Words } from './words';

/**
 * What a claim says of the units it is tried on: `prob`, that P(violation) ≤ δ; `mean`, that an expectation is at most a bound
 * ({@link meanAtMost}); `forall`, an identity that no unit violates, to a tolerance that is derived.
 */
export type Kind = 'prob' | 'mean' | 'forall';

/** One line of the paper's hypotheses, beside what was checked. */
export interface PaperHypothesis {
  /** What it restricts: `sigma`, `eta, lambda`. */
  readonly symbol: string;
  /** What the paper demands: `d = Ω(polylog …)`. */
  readonly hypothesis: string;
  /** What was checked instead: `d in 20 … 48`. */
  readonly checked: string;
  /** Whether the checked region lies outside the hypothesis, as far as a finite region can tell. */
  readonly outside?: boolean;
}

/** Why a green tick means something: checks that must fail, and one that must pass, or the verdict is `vacuous`. */
export interface Controls {
  /**
   * `auto` (the default): the same trials measured at step 0 must falsify the claim; otherwise the reason to go without.
   * Claims of kind `forall` have none.
   */
  readonly untrained?:
    | 'auto'
    | {
        /** The reason. */
        readonly without: string;
      };
  /** At least one: badly broken, and falsified; {@link perturbed} among them for an identity. */
  readonly gross?: readonly ControlSpec[];
  /**
   * At least one, except for identities: barely broken, and still falsified within the trials that it is read on. One of them
   * has to be *graded*: with what is allowed scaled by its grade it passes.
   */
  readonly nearMiss?: readonly ControlSpec[];
  /**
   * One for every atom that nothing above breaks: {@link shifted}. A shift moves a quantity no further than the median that an
   * untrained, frozen or dialled training of this claim reached.
   */
  readonly pins?: readonly Shifted[];
  /** At least one: other trials, on which the claim must be corroborated. Made by {@link dialled} or {@link synthetic}. */
  readonly positive?: ControlSpec | readonly ControlSpec[];
}

/**
 * A theorem as a gated claim: data only. A misspelt field is refused, not ignored.
 *
 * @typeParam F its family; `claim` knows the names of its observations.
 */
export interface TheoremSpec<F extends Family = Family> {
  /** Unique and short. */
  readonly name: string;
  /** All quantifiers, in words. */
  readonly statement: string;
  /** Where it comes from: {@link cite}. */
  readonly source: Citation;
  /** What the claim is about: problems, trainings and observations. */
  readonly family: F;
  /** Assumptions of the family, by name or as a record of them. */
  readonly forAll: readonly string[] | Readonly<Record<string, Assumption<unknown>>>;
  /** Dial → severity of the claim's own trials; claims with the same settings read the same trials. */
  readonly stream?: Readonly<Record<string, number>>;
  /** Where trials are drawn: the family's region (the default), or always its reference problem. */
  readonly at?: 'region' | 'reference';
  /** A `prob` claim over the region has a part for every corner of it, unless a reason is given. */
  readonly corners?: {
    /** The reason. */
    readonly without: string;
  };
  /** Constants that the paper hides, by the name that formulas use; made by `ours(value, reason)`. */
  readonly ours?: Readonly<Record<string, Ours>>;
  /** A step, as a formula; the symbol `horizon` of every other formula. */
  readonly horizon?: string;
  /**
   * How the paper's statement quantifies over time, in words: `at the horizon`, `some t ≤ T`, `every grid t ≥ T`, `for t → ∞, at a
   * finite T`. Printed, and it changes nothing that is measured.
   */
  readonly horizonForm?: string;
  /**
   * Symbols that a trial measures, such as the margin of the data that it drew: name → observation, taken at step 0 of the same
   * training. Bounds, levels and formulas of quantities may use them; a step (`horizon`, `at`, a grid) may not, since it has to be
   * known before the training. Not for blocks of several trainings, nor for claims of kind `mean`.
   */
  readonly measured?: Readonly<Record<string, string>>;
  /** Fresh evaluation prompts per measurement, for observations over prompts. */
  readonly prompts?: number;
  /** Smallest error bound of the claim, as a formula; demands prompts ≥ 20 / accuracy. */
  readonly accuracy?: string;
  /** What must hold on every unit, in terms of observations: `({ at }) => atLeast(at('horizon').margin, '1 - c')`. */
  readonly claim: (words: Words<F>) => Relation;
  /** `prob` unless told. */
  readonly kind?: Kind;
  /** The claimed bound on P(violation), in [0, 1); .05 unless told. Of claims of kind `prob`. */
  readonly delta?: number;
  /** Corroborated means that P(violation) ≥ delta + margin is refuted; in (0, 1), .05 unless told. */
  readonly margin?: number;
  /** Largest number of units (trials, or blocks) of any part; 300 unless told. */
  readonly budget?: number;
  /** For claims about several trainings of one problem: the unit is then the block. */
  readonly block?: Partial<Block> & Pick<Block, 'repeats'>;
  /**
   * `nightly`: it gates runs of the profile nightly only, and is listed as skipped in others; its verdict lives in docs/record.json.
   * Without it, it gates every run.
   */
  readonly profile?: 'nightly';
  /** Why to believe the verdict. */
  readonly controls: Controls;
  /** The paper's hypotheses beside what was checked. */
  readonly paper?: readonly PaperHypothesis[];
  /** What the theorem says beyond what is checked here. */
  readonly notChecked?: readonly string[];
}

/** What a theorem file exports by default. */
export interface Theorem {
  /** Tells it from whatever else a file exports. */
  readonly theoremcheck: 'theorem';
  /** What was stated. */
  readonly spec: TheoremSpec;
}

/**
 * States a theorem: the default export of a file `*.theorem.ts`, or `*.exploratory.ts`, below `theorems/`. Nothing is evaluated
 * here, and nothing thrown: a run checks it before it trains anything, and names file, field and cure in its errors.
 */
export function theorem<F extends Family>(spec: TheoremSpec<F>): Theorem {
  return { theoremcheck: 'theorem', spec: spec as unknown as TheoremSpec };
}

// Theorem files and the harness are bundled apart, so a tag decides and not a class.
export function isTheorem(value: unknown): value is Theorem {
  return typeof value === 'object' && value !== null && (value as Partial<Theorem>).theoremcheck === 'theorem';
}
