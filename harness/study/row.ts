import type { MemberResult, Part, Request, StreamSpec } from '../statement/gate';
import { distinct } from '../trials/stream';
import { violated } from './violated';

/** A claim as a study sees it: whether a trial violates it. */
export interface Column {
  readonly claim: string;
  /** Its parts over the row's stream, without corners: each is judged on the same trial. */
  readonly parts: readonly Part[];
}

/** Chooses where the next trials go, from the outcomes so far alone. */
export interface Placer {
  /** Trials in all, at most. */
  readonly most: number;
  /**
   * Trials that may be out at once: trial n is placed knowing the outcomes of trials 0 … n − ahead, and no others even where they
   * are there, so that placements do not depend on the number of workers.
   */
  readonly ahead: number;
  /** Severities of the row's dials; undefined when nothing is wanted now, for good if nothing is `pending` (placed, outcome out). */
  next(pending: readonly Severities[]): Severities | undefined;
  /** In the order of placement; one entry per column: 1 = violated. */
  observe(at: Severities, violated: readonly (0 | 1)[]): void;
}

/** One severity per dial of the row. */
export type Severities = readonly number[];

/** A trial of a row: where, which of the trials there, and what came of it for every column. */
export interface Placed {
  readonly at: Severities;
  /** Index of the trial in the stream of these severities. */
  readonly unit: number;
  /** Absent while it is out. `lost`: nothing reproducible came back; it counts for nobody. */
  outcome?: readonly (0 | 1)[] | 'lost';
}

/**
 * Trials of one stream at several settings of some dials, shared by the claims that read this stream. Placements are a pure
 * function of the outcomes, which are taken strictly in the order of placement: so is the whole row, whatever the workers.
 */
export class Row {
  readonly placed: Placed[] = [];
  /** Trials at each setting. */
  private readonly counts = new Map<string, number>();
  private taken = 0;
  private ended = false;
  /** Why the row cannot go on: a dial that leads to no problem. */
  fault: string | undefined;

  constructor(
    readonly base: StreamSpec,
    readonly dials: readonly string[],
    readonly columns: readonly Column[],
    readonly placer: Placer,
  ) {}

  /** Places one more trial, if one is wanted and the outcomes that it needs are there. */
  place(): Placed | undefined {
    while (!this.done) {
      if (this.pending >= this.placer.ahead && !this.takeOne()) return undefined;
      const at = this.placer.next(this.placed.slice(this.taken).map((trial) => trial.at));
      if (at) return this.add(at);
      // An outcome that is still out may ask for more.
      if (this.pending === 0) this.ended = true;
      else if (!this.takeOne()) return undefined;
    }
    return undefined;
  }

  private add(at: Severities): Placed {
    const unit = this.counts.get(at.join()) ?? 0;
    this.counts.set(at.join(), unit + 1);
    const trial: Placed = { at, unit };
    this.placed.push(trial);
    return trial;
  }

  /** Hands the placer the next outcome, if it is there. */
  private takeOne(): boolean {
    const trial = this.placed[this.taken];
    if (trial?.outcome === undefined) return false;
    this.taken++;
    if (trial.outcome !== 'lost') this.placer.observe(trial.at, trial.outcome);
    return true;
  }

  /** Hands the placer all that is there: a study that is stopped reports what it has. */
  takeRest(): void {
    while (this.takeOne());
  }

  /** Nothing more will be placed. Trials may still be out. */
  get done(): boolean {
    return this.ended || this.fault !== undefined;
  }

  /** Trials in all, at most. */
  get most(): number {
    return this.done ? this.placed.length : this.placer.most;
  }

  /** Placed, and not yet handed to the placer. */
  get pending(): number {
    return this.placed.length - this.taken;
  }

  /** The stream of a trial of this row. */
  stream(at: Severities): StreamSpec {
    const turned = Object.fromEntries(this.dials.map((dial, i) => [dial, at[i]!]));
    return { ...this.base, dials: { ...this.base.dials, ...turned } };
  }

  /** What all columns together ask of a trial with this problem. */
  requests(problem: unknown): readonly Request[] {
    return distinct(this.columns.flatMap(({ parts }) => parts.flatMap((part) => part.plan(problem))));
  }

  /** Whether each column is violated by what a trial gave; `view` answers one part's own requests. */
  judge(problem: unknown, view: (requests: readonly Request[]) => readonly MemberResult[]): readonly (0 | 1)[] {
    return this.columns.map(({ parts }) => {
      const outcomes = parts.map((part) => part.judge(problem, view(part.plan(problem))));
      return violated(
        parts.map((part) => part.evidence),
        outcomes,
      )
        ? 1
        : 0;
    });
  }

  /** Trials that counted. */
  get trials(): number {
    return this.placed.filter(({ outcome }) => outcome !== undefined && outcome !== 'lost').length;
  }
}
