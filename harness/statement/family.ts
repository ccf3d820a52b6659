import type { Arbitrary } from 'fast-check';

/** 64 bits that start a random stream: two unsigned 32-bit words. */
export type Key = readonly [number, number];

/** The seeds of one trial: an independent key for every named purpose (`dictionary`, `init`, `batches`, `observe:<name>`, …). */
export type Seeds = (purpose: string) => Key;

export type Engine = 'fused' | 'tfjs';

/** A training that stopped being finite. An outcome (a violation), never a crash. */
export interface Divergence {
  /** First step (1-based) whose loss is not finite. */
  readonly step: number;
  /** For example `loss is NaN`. */
  readonly what: string;
}

export type Arrays = Readonly<Record<string, Float32Array>>;

/** One training in progress, as the harness sees it. */
export interface Training {
  /** For example `fused` or `tfjs(wasm)`. */
  readonly engine: string;
  readonly step: number;
  /** Trains until `to` steps have been taken. */
  advance(to: number): Divergence | undefined;
  /** Copies of the trained parameters, by name. */
  parameters(): Arrays;
  /** Restarts from these parameters after `step` steps. */
  load(parameters: Arrays, step: number): void;
  /**
   * Per parameter entry, a bound on how far one further step may differ between two correct implementations in
   * 32-bit arithmetic that start from the present parameters. Needed only by families with more than one engine.
   */
  stepBound?(): Readonly<Record<string, Float64Array>>;
}

/** One number measured on a training at a step. */
export interface Observation<P, T extends Training> {
  /** One line: what is measured, with its unit. */
  readonly doc: string;
  /** The values it can take; used to tell how far a bound is from being reached. */
  readonly range: readonly [number, number];
  /** Whether it averages over fresh prompts; then a request carries how many. */
  readonly prompted: boolean;
  /** How far two engines may differ in it, given the claim's number of prompts (the reason stands beside the figure). */
  readonly witnessBound: (prompts: number) => number;
  measure(training: T, at: { problem: P; step: number; prompts: number; key: Key }): number;
}

/** A named transformation of problems with a severity. Assumptions have one (0 = satisfied, 1 = badly violated); so do interventions. */
export interface Dial<P> {
  readonly doc: string;
  /** The physical value at a severity, for printing: `sigma/|b| = 0.34`. */
  physical(severity: number): string;
  apply(problem: P, severity: number): P;
}

/** An assumption of a paper: a region that satisfies it, and a dial that violates it. */
export interface Assumption<P> {
  readonly name: string;
  readonly doc: string;
  /** What the paper demands, as far as the sources state it. */
  readonly paper: string;
  /** The region that is drawn, printed with every verdict: symbol → text such as `0.02 … 0.1, log-uniform`. */
  readonly region: Readonly<Record<string, string>>;
  readonly dial: Dial<P>;
}

/**
 * Problems, trainings and observations that claims share. The harness knows no machine learning: it sees plain-data
 * problems, a training it can advance, and numbers.
 */
export interface Family<P = unknown, T extends Training = Training> {
  readonly name: string;
  /** The declared region; `fc.sample(family.problems)` works. Trial i is its value for the trial's seed, without bias. */
  readonly problems: Arbitrary<P>;
  /** The reference problem: witnesses and cheap controls run there. */
  readonly reference: P;
  /** Corner problems of the region, at least four for a gated family. */
  readonly corners: Readonly<Record<string, P>>;
  /** Refuses an infeasible problem by name, with the violated inequality. Throws. */
  check(problem: P): void;
  /** The symbols that expressions may use: K1, m, eta, …. Numbers only. */
  symbols(problem: P): Readonly<Record<string, number>>;
  /** By name; assumptions contribute their dial under their own name. */
  readonly assumptions: Readonly<Record<string, Assumption<P>>>;
  readonly dials: Readonly<Record<string, Dial<P>>>;
  /** The first is the one that counts; the second, if any, witnesses it. */
  readonly engines: readonly Engine[];
  /** Makes whatever the engines need (compiled kernels, backends); returns what the numbers depend on beside the source. */
  prepare(engine: Engine): Promise<{ fingerprint: string; describe: string }>;
  train(problem: P, seeds: Seeds, engine: Engine): Promise<T>;
  readonly observations: Readonly<Record<string, Observation<P, T>>>;
  /** One trial as named arrays for export (NumPy); `json` goes into `problem.json`. */
  arrays(
    problem: P,
    seeds: Seeds,
    steps: number,
  ): Promise<{ arrays: Record<string, NamedArray>; json: Record<string, number> }>;
}

export interface NamedArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}
