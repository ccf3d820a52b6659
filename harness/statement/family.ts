import type { Arbitrary } from 'fast-check';

/** 64 bits that start a random stream: two unsigned 32-bit words. */
export type Key = readonly [number, number];

/** The seeds of one trial: an independent key for every named purpose (`dictionary`, `init`, `batches`, `observe:<name>`, …). */
export type Seeds = (purpose: string) => Key;

/** What trains, by a name of the family's own: `fused`, `tfjs`, `jax`. Without spaces and slashes, as it stands in tokens. */
export type Engine = string;

/** A training that stopped being finite. An outcome (a violation), never a crash. */
export interface Divergence {
  /** First step (1-based) whose loss is not finite. */
  readonly step: number;
  /** For example `loss is NaN`. */
  readonly what: string;
}

/** The arrays of a training by name, row-major, in the precision that the family trains in. */
export type Arrays = Readonly<Record<string, Float32Array | Float64Array>>;

/** One training in progress, as the harness sees it. */
export interface Training {
  /** For example `fused` or `tfjs(wasm)`. */
  readonly engine: string;
  /** Steps taken so far. */
  readonly step: number;
  /** Trains until `to` steps have been taken, or returns the divergence that ended it before. */
  advance(to: number): Divergence | undefined;
  /** Copies of all the state that the next step reads, by name: the trained parameters, an optimizer's moments included. */
  parameters(): Arrays;
  /**
   * Restarts from these parameters after `step` steps: the next step has to be the one that the training would have taken
   * which they were copied from.
   */
  load(parameters: Arrays, step: number): void;
  /**
   * Per parameter entry, a bound on how far one further step may differ between two correct implementations in
   * the family's arithmetic that start from the present parameters. Needed only by families with more than one engine.
   */
  stepBound?(): Readonly<Record<string, Float64Array>>;
  /** Frees what it holds outside of this thread. Called once, when nothing more is asked of it. */
  end?(): void;
}

/**
 * One number measured on a training at a step.
 *
 * @typeParam P a problem of the family.
 * @typeParam T a training of the family.
 */
export interface Observation<P, T extends Training> {
  /** One line: what is measured, with its unit. */
  readonly doc: string;
  /** The values it can take; used to tell how far a bound is from being reached. */
  readonly range: readonly [number, number];
  /** Whether it averages over fresh prompts; then a request carries how many. */
  readonly prompted: boolean;
  /** How far two engines may differ in it, given the claim's number of prompts (the reason stands beside the figure). */
  readonly witnessBound: (prompts: number) => number;
  /** The smallest amount by which it can change at all, where it counts something; by default one of the prompts that it averages over. */
  count?(problem: P, prompts: number): number;
  /** The number itself, of a training that has taken `at.step` steps. It has to be finite: NaN and ±∞ are errors of the family; a training that is not finite says so in `advance`. */
  measure(training: T, at: Measurement<P>): number;
}

/**
 * What an observation is told beside the training.
 *
 * @typeParam P a problem of the family.
 */
export interface Measurement<P> {
  /** What is trained. */
  problem: P;
  /** Steps taken; 0 is the initialisation. */
  step: number;
  /** How many fresh prompts to average over; 0 unless the observation is `prompted`. */
  prompts: number;
  /** Seeds the fresh prompts, and whatever else is drawn to measure. */
  key: Key;
}

/**
 * A named transformation of problems with a severity. Assumptions have one (0 = satisfied, 1 = badly violated); so do
 * interventions.
 *
 * @typeParam P a problem of the family.
 */
export interface Dial<P> {
  /** One line: what it does to a problem. */
  readonly doc: string;
  /** The physical value at a severity, for printing: `sigma/|b| = 0.34`. */
  physical(severity: number): string;
  /** The problem at a severity. An assumption's dial leaves it as it is at 0; an intervention may take a physical value instead. */
  apply(problem: P, severity: number): P;
  /** `false`: what it leads to is not trained (weights in closed form), so that no step of it is compared with another. */
  readonly trains?: false;
}

/**
 * An assumption of a paper: a region that satisfies it, and a dial that violates it.
 *
 * @typeParam P a problem of the family.
 */
export interface Assumption<P> {
  /** Its key among the assumptions of the family. */
  readonly name: string;
  /** One line: what is assumed. */
  readonly doc: string;
  /** What the paper demands, as far as the sources state it. */
  readonly paper: string;
  /** The region that is drawn, printed with every verdict: symbol → text such as `0.02 … 0.1, log-uniform`. */
  readonly region: Readonly<Record<string, string>>;
  /** Violates it, and nothing else. */
  readonly dial: Dial<P>;
}

/** One symbol of the region that a family draws its problems from. */
export interface Range {
  /** As it is printed: `K1`, `sigma/|b|`. */
  readonly symbol: string;
  /** `count` (whole numbers), `even count`, `uniform`, `log-uniform`, `constant`, or another law in a word. */
  readonly law: string;
  /** Smallest value. */
  readonly from: number;
  /** Largest value. */
  readonly to: number;
  /** Its value at a problem as a formula of the family's symbols: `eta / m`. The symbol itself when absent. */
  readonly as?: string;
}

/**
 * Problems, trainings and observations that claims share. The harness knows no machine learning: it sees plain-data
 * problems, a training it can advance, and numbers.
 *
 * @typeParam P a problem: plain data, as JSON has it.
 * @typeParam T a training of one.
 */
export interface Family<P = unknown, T extends Training = Training> {
  /** Short, without spaces and slashes; the first part of every replay token. */
  readonly name: string;
  /** The declared region; `fc.sample(family.problems)` works. Trial i is its value for the trial's seed, without bias. */
  readonly problems: Arbitrary<P>;
  /**
   * The whole region, every symbol that is drawn with its range: printed with every verdict, compared by `--baseline`, and what a
   * kept counterexample has to lie in.
   */
  readonly region?: readonly Range[];
  /** The epochs that were looked at before the region was chosen, where some were: printed beside it. */
  readonly regionChosenAfter?: readonly string[];
  /** The reference problem: witnesses and cheap controls run there. */
  readonly reference: P;
  /** Corner problems of the region, at least four for a gated family. */
  readonly corners: Readonly<Record<string, P>>;
  /**
   * Refuses an infeasible problem.
   *
   * @throws Error that names the problem's symbol and the violated inequality.
   */
  check(problem: P): void;
  /** The symbols that expressions may use: K1, m, eta, …. Numbers only. */
  symbols(problem: P): Readonly<Record<string, number>>;
  /** By name; assumptions contribute their dial under their own name. */
  readonly assumptions: Readonly<Record<string, Assumption<P>>>;
  /** By name: interventions, which theorems and controls may use beside the assumptions. */
  readonly dials: Readonly<Record<string, Dial<P>>>;
  /** At least one: the first is the one that counts, the second, if any, witnesses it, further ones can be asked for by name. */
  readonly engines: readonly Engine[];
  /** Makes whatever the engines need (compiled kernels, backends); returns what the numbers depend on beside the source. */
  prepare(engine: Engine): Promise<Prepared>;
  /** Starts a training at step 0. Every random number comes from a key of `seeds`, by a purpose of its own. */
  train(problem: P, seeds: Seeds, engine: Engine): Promise<T>;
  /**
   * Why two of its trainings may agree after their first step although they are independent, for example `weights are small
   * integers`. By default no two may; this is printed.
   */
  readonly discrete?: string;
  /** How trials of one stream are trained at once, where that is faster than one after the other. */
  readonly together?: Together<P, T>;
  /** By name: what claims can measure, `at('horizon').error`. */
  readonly observations: Readonly<Record<string, Observation<P, T>>>;
  /** One trial as named arrays for export (NumPy); `json` goes into `problem.json`. */
  arrays(problem: P, seeds: Seeds, steps: number): Promise<ExportedTrial>;
}

/**
 * Several trainings at once, for engines that train many as fast as one. In whatever company a training is, its numbers are its
 * own: verdicts do not depend on who is trained beside whom.
 *
 * @typeParam P a problem of the family.
 * @typeParam T a training of the family.
 */
export interface Together<P = unknown, T extends Training = Training> {
  /** How many at most. */
  readonly most: number;
  /** Starts them, each as `train` does, in the order of the members. */
  start(members: readonly { readonly problem: P; readonly seeds: Seeds }[], engine: Engine): Promise<readonly T[]>;
  /** Advances those that are named to the same step; others of a start may have ended before. */
  advance(trainings: readonly T[], to: number): readonly (Divergence | undefined)[];
  /** One observation of several, as its `measure` gives it. */
  measure(
    observation: string,
    asked: readonly { readonly training: T; readonly at: Measurement<P> }[],
  ): readonly number[];
}

/** What an engine of a family says of itself once it is ready. */
export interface Prepared {
  /** What the numbers depend on beside the source: versions, compiled bytes. Part of the code hash of every trial. */
  readonly fingerprint: string;
  /** For printing: `tfjs(wasm)`. */
  readonly describe: string;
  /** The engine gives the same bits whenever it trains the same trial; so it is held to that unless it states a `repeatBound`. */
  readonly exact?: true;
  /** Per observation, how far a training of the same trial may come out otherwise. For engines that are not exact. */
  readonly repeatBound?: Readonly<Record<string, number>>;
  /**
   * Steps that a training may take between two signs of life, 8 by default: as many as certainly take less than a few seconds.
   * Changes no number.
   */
  readonly stride?: number;
}

/** One trial for `theoremcheck export`. */
export interface ExportedTrial {
  /** Members of the archive, by name. */
  readonly arrays: Record<string, NamedArray>;
  /** The numbers of `problem.json`. */
  readonly json: Record<string, number>;
}

/** An array with its shape. */
export interface NamedArray {
  /** `[]` for a number. */
  readonly shape: readonly number[];
  /** Row-major; 64-bit numbers are written as such. */
  readonly data: Float32Array | Float64Array;
}
