import { Evidence, type X } from './evidence';
import type { Asserted } from './grids';
import { logSumExp } from './logsumexp';
import { passesNeeded } from './nmin';
import { reachesLevel } from './reaches';

export type Status = 'undecided' | 'corroborated' | 'falsified';

// Taken once: in a Jest sandbox every access to a global is expensive.
const { log, min } = Math;

/**
 * The evidence for a claim of one or several parts.
 *
 * Every part has its own outcomes, added in index order; parts may run ahead of each other. The verdict is a function of the
 * outcomes alone: at the claim's index n, part j has consumed its first min(n, latch_j) outcomes, where latch_j is the index
 * at which its own corroboration first reached 1/α_C. At each n, first: is the average of the parts' e-values against
 * their statements at least 1/α_F → falsified; then: have all parts latched → corroborated. The first n decides.
 *
 * Why this is sound: a claim that does not hold has a part that does not, and that part latches with probability ≤ α_C. If all
 * parts hold, the average of (stopped) e-processes is an e-process. Running maxima are never averaged.
 */
export class ClaimEvidence {
  private readonly parts: readonly PartTrack[];
  private frontier = 0;
  private decided: Status = 'undecided';

  /** Throws a RangeError for parts that are statically vacuous (see `staticVacuity`) and for levels outside (0, 1). */
  constructor(
    parts: readonly Asserted[],
    readonly alphaC: number,
    readonly alphaF: number,
    readonly budget: number = Number.POSITIVE_INFINITY,
  ) {
    checkLevel('alphaC', alphaC);
    checkLevel('alphaF', alphaF);
    if (parts.length === 0) throw new RangeError('evidence: expected a claim of at least one part, got none');
    this.parts = parts.map((asserted) => new PartTrack(asserted, alphaC));
  }

  /** Whether one more outcome of this part could matter. */
  needs(part: number): boolean {
    const track = this.parts[part]!;
    return this.decided === 'undecided' && track.latch === undefined && track.outcomes.length < this.budget;
  }

  /** Adds the next outcome of a part, in its index order. Outcomes that cannot matter any more (see `needs`) are ignored. */
  add(part: number, x: X): void {
    if (!this.needs(part)) return;
    this.parts[part]!.add(x);
    while (this.decided === 'undecided' && this.parts.every((track) => track.reachesTo(this.frontier + 1))) this.step();
  }

  get status(): Status {
    return this.decided;
  }

  /** Undecided, and no outcome within the budget can change that. */
  get exhausted(): boolean {
    return this.decided === 'undecided' && this.parts.every((_, part) => !this.needs(part));
  }

  /** The claim's index: how many outcomes per part the status rests on, at most. */
  get index(): number {
    return this.frontier;
  }

  /** How many outcomes of this part the status rests on. */
  consumed(part: number): number {
    return this.parts[part]!.consumedAt(this.frontier);
  }

  /** The index at which this part's corroboration first reached 1/α_C, if the claim got that far. */
  latchedAt(part: number): number | undefined {
    const { latch } = this.parts[part]!;
    return latch !== undefined && latch <= this.frontier ? latch : undefined;
  }

  /** The part's evidence at the claim's index. */
  evidence(part: number): Evidence {
    const track = this.parts[part]!;
    const evidence = new Evidence(track.asserted);
    for (const x of track.outcomes.slice(0, this.consumed(part))) evidence.add(x);
    return evidence;
  }

  /** ln of the average of the parts' e-values against their statements, at the claim's index. */
  get logEFalsify(): number {
    return this.logEFalsifyAt(this.frontier);
  }

  /**
   * How many further trials corroborate the claim if all of them pass, the parts running side by side; 0 once decided or
   * latched everywhere.
   */
  get trialsNeeded(): number {
    if (this.decided !== 'undecided') return 0;
    return Math.max(...this.parts.map((track) => track.needed()));
  }

  /**
   * What all outcomes say that are there, however far one part is ahead of another: ln E against each part's negation, and ln
   * of the average e-value against the statements. For people who wait; the status rests on `index`.
   */
  get soFar(): { readonly logECorroborate: readonly number[]; readonly logEFalsify: number } {
    return {
      logECorroborate: this.parts.map((track) => track.logECorroborate),
      logEFalsify: this.logEFalsifyAt(Number.POSITIVE_INFINITY),
    };
  }

  /** How many further outcomes of this part corroborate it if all of them are passes; 0 once it has latched. */
  passesNeeded(part: number): number {
    return this.parts[part]!.needed();
  }

  private step(): void {
    this.frontier += 1;
    if (reachesLevel(this.logEFalsifyAt(this.frontier), this.alphaF)) this.decided = 'falsified';
    else if (this.parts.every((track) => track.latchedBy(this.frontier))) this.decided = 'corroborated';
  }

  private logEFalsifyAt(index: number): number {
    return logSumExp(this.parts.map((track) => track.logEFalsifyAt(index))) - log(this.parts.length);
  }
}

/** One part's outcomes and what they imply on their own, however far the other parts are. */
class PartTrack {
  readonly outcomes: X[] = [];
  /** Own index of the first crossing of corroboration. */
  latch: number | undefined;
  private readonly logEFalsify: number[] = [0];
  private readonly now: Evidence;

  constructor(
    readonly asserted: Asserted,
    private readonly alphaC: number,
  ) {
    this.now = new Evidence(asserted);
  }

  add(x: X): void {
    this.now.add(x);
    this.outcomes.push(x);
    this.logEFalsify.push(this.now.logEFalsify);
    if (reachesLevel(this.now.logECorroborate, this.alphaC)) this.latch = this.outcomes.length;
  }

  get logECorroborate(): number {
    return this.now.logECorroborate;
  }

  consumedAt(index: number): number {
    return min(index, this.outcomes.length);
  }

  latchedBy(index: number): boolean {
    return this.latch !== undefined && this.latch <= index;
  }

  reachesTo(index: number): boolean {
    return this.latchedBy(index) || this.outcomes.length >= index;
  }

  logEFalsifyAt(index: number): number {
    return this.logEFalsify[this.consumedAt(index)]!;
  }

  needed(): number {
    if (this.latch !== undefined) return 0;
    return passesNeeded((passes) => this.now.logECorroborateAfter(passes), this.alphaC);
  }
}

function checkLevel(name: string, alpha: number): void {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`evidence: expected ${name} in (0, 1), got ${alpha}`);
}
