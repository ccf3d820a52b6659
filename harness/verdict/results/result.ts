import type { Status } from '../../evidence/conjunction';
import type { Interval } from '../../evidence/interval';
import type { Verdict } from '../../evidence/verdict';
import type { AttemptsOf } from '../../project/standing';
import type { Control } from '../../statement/gate';
import type { StreamId } from '../../trials/draw/seeds';
import type { CrewMember } from '../../trials/workers/workers';
import type { Strength } from './atom-strength';

/** One unit of a part, as it is printed. `index` is its place in the stream. */
export interface Sighting {
  readonly index: number;
  readonly measured: number;
  readonly allowed: number;
  readonly factor: number;
  readonly note?: string;
}

/** Every unit that a status rests on, in index order, by column; unknown ones have NaN. */
export interface Outcomes {
  readonly x: readonly (number | 'unknown')[];
  readonly measured: readonly number[];
  readonly allowed: readonly number[];
  readonly factor: readonly number[];
}

/** What a part of a claim (or of a control) rests on. Numbers of units, at the index of the decision. */
export interface PartResult {
  readonly label: string;
  readonly stream: StreamId;
  readonly delta: number;
  readonly margin: number;
  readonly trials: number;
  readonly unknown: number;
  /** Mean outcome: the violation rate of a `prob` part. NaN without trials. */
  readonly mean: number;
  readonly interval: Interval;
  /** Natural logarithms. */
  readonly logECorroborate: number;
  readonly logEFalsify: number;
  /** Smallest violation of this part alone that is falsified within the budget with probability ≥ .95 (see `minimalDetectable`). */
  readonly detectable?: number;
  /** By `factor`; absent without trials. */
  readonly median?: Sighting;
  readonly worst?: Sighting;
  readonly outcomes: Outcomes;
}

export interface ControlResult {
  readonly name: string;
  readonly kind: Control['kind'];
  readonly doc: string;
  /** `not needed` when the claim was decided without it. */
  readonly status: Status | 'not needed';
  /** Units to its decision. */
  readonly trials: number;
  /** Of its first part; absent where nothing was trained for it, or nothing of it counts. */
  readonly outcomes?: Outcomes;
}

/** How the engines agreed in the quantity of one atom, on the training that both did in full. */
export interface AtomAgreement {
  /** In words, with its direction. */
  readonly atom: string;
  readonly difference: number;
  /** A quarter of the room that the claim's own trials leave, or one count, whichever is larger. */
  readonly allowed: number;
}

/** How the second engine agreed with the first; absent when a family has one engine, or the second one counted. */
export interface WitnessResult {
  readonly engines: readonly [string, string];
  /** Trials that were compared in windows of steps, and the largest difference of a parameter after one step there. */
  readonly windows: { readonly trials: number; readonly deviation: number; readonly share: number };
  /** The training that was compared in full: the largest difference of an observation, and as a share of its bound. */
  readonly full: { readonly deviation: number; readonly share: number };
  /** The same training, atom by atom; absent where one training is no unit of the claim. */
  readonly atoms?: readonly AtomAgreement[];
  /** 0/1 outcomes on which the engines differ within the bound. */
  readonly borderline: number;
}

/** What was seen of the independence of a claim's trials; a claim whose trials are not independent has no verdict. */
interface IndependenceResult {
  /** Units that came out the same when they were trained again in a fresh process. */
  readonly replayed: number;
  /** What the same means for the engine: the same bits, or within a bound per observation. */
  readonly repeats: 'exact' | Readonly<Record<string, number>>;
  /** Why the family's trainings may agree after their first step; absent where no two may. */
  readonly discrete?: string;
}

/** What would make a claim less vacuous. */
export interface Cure {
  /** A line to paste into the theorem, or into a shell; absent where there is none. */
  readonly paste?: string;
  /** What it does, or why there is none. */
  readonly why: string;
}

/** All that is known of one claim when it is decided. Plain data. */
export interface ClaimResult {
  readonly name: string;
  readonly file: string;
  /** `error`: the harness could not do its work (exit status 2); never a statement about the claim. */
  readonly verdict: Verdict | 'error';
  /** One clause. */
  readonly because: string;
  /** The control that made the claim vacuous. */
  readonly control?: string;
  readonly epoch: string;
  readonly profile: 'pr' | 'nightly';
  /** What trained, for example `fused`. */
  readonly engine: string;
  readonly code: string;
  /** Absent where nothing is counted: of an exploratory claim, and in a project without theorems/attempts.jsonl. */
  readonly attempts?: AttemptsOf;
  /** Levels of this claim: the suite's, shared among K claims, and the share of those that its attempt has. */
  readonly alphaC: number;
  readonly alphaF: number;
  readonly budget: number;
  /** The claim's index: units of its longest part. */
  readonly trials: number;
  readonly parts: readonly PartResult[];
  readonly controls: readonly ControlResult[];
  /**
   * Smallest violation that is falsified within the budget with probability ≥ .95; absent where none is. A rate, or, for
   * claims about means, an excess over the bound.
   */
  readonly minimalDetectable?: number;
  /** Smallest factor by which the bounds could be multiplied and still be corroborated. */
  readonly slack?: number;
  /** Smallest factor by which the measured quantity could be worse on these trials and the claim would be falsified. */
  readonly notices?: number;
  /** What its controls showed of its atoms; of a corroborated claim. */
  readonly strength?: Strength;
  /** What to do about a vacuous claim that its own trials corroborate. */
  readonly cures?: readonly Cure[];
  /** For an inconclusive claim: how many further passing trials would corroborate it. */
  readonly trialsNeeded?: number;
  readonly unknown: number;
  readonly witness?: WitnessResult;
  /** Absent where nothing was trained. */
  readonly independence?: IndependenceResult;
  /** Present when falsified: the unit that replayed bit for bit in a fresh process. */
  readonly counterexample?: Sighting & { readonly stream: StreamId; readonly part: string };
}

/** An undecided claim: units it has seen and needs if all go well, within its budget, over all its parts; and its controls. */
export interface ClaimProgress {
  readonly name: string;
  readonly trials: number;
  readonly needed: number;
  readonly evidence: EvidenceProgress;
  readonly controls: { readonly decided: number; readonly total: number };
  /** Comparisons with the second engine; absent where there is none. */
  readonly witness?: { readonly done: number; readonly total: number };
  /** Seconds to its verdict (see `TimeLeft`); absent before trainings of all kinds that it needs were measured. */
  readonly left?: number;
}

/**
 * How far the outcomes seen so far speak for either verdict: ln e-value as a share of its threshold ln(1/α), at most 1 and
 * below 0 where they speak against it. Corroboration: the mean over the parts, as each of them has to get there.
 */
export interface EvidenceProgress {
  readonly corroborate: number;
  readonly falsify: number;
}

/** Where a run is, for people who wait. */
export interface Progress {
  readonly decided: number;
  readonly claims: number;
  /** In the order in which they are worked on. */
  readonly open: readonly ClaimProgress[];
  /** Trainings finished in this run. */
  readonly trained: number;
  /** Seconds to the last verdict (see `TimeLeft`), or to those that can be told by now: then it takes longer. */
  readonly left?: { readonly seconds: number; readonly least: boolean };
  /** The workers that train, where that is not this process alone. */
  readonly crew?: readonly CrewMember[];
  /** Nothing trains yet: a worker makes what the engines of this family need, such as a compiled kernel. */
  readonly preparing?: string;
}

export interface Events {
  /** Called once per family: each engine that will be used, in words. */
  prepared?(family: string, engines: readonly string[]): void;
  /** Called about once a second, and before each `decided`. */
  progress?(progress: Progress): void;
  /** Called with what people should know at once, such as a training that gives no sign of life. */
  notice?(sentence: string): void;
  /** Called as soon as a claim is decided. */
  decided?(result: ClaimResult): void;
}
