import { ClaimEvidence } from '../../evidence/conjunction';
import type { Levels } from '../../evidence/levels';
import { unknownOutcome } from '../../evidence/outcome';
import type { Consumed } from '../../evidence/slack';
import type { MemberResult, Outcome, Part, Request } from '../../statement/gate';
import type { Stream } from '../../trials/stream';
import type { Outcomes, PartResult, Sighting } from '../results/result';
import { OutcomeColumns } from './outcome-columns';
import { Plans } from './plans';
import type { Reader } from './reader';

/** A conjunction of parts under test: a claim, or one of its controls. */
export class Track {
  readonly evidence: ClaimEvidence;
  readonly readers: readonly PartReader[];
  /** Turned off when its result no longer matters. */
  idle = false;
  /** Why it cannot be decided: a fault of the harness or of the family, at the joint index. */
  error: string | undefined;

  constructor(
    readonly parts: readonly Part[],
    readonly budget: number,
    levels: Levels,
    streamOf: (part: Part) => Stream,
  ) {
    const asserted = parts.map((part) => part.evidence);
    this.evidence = new ClaimEvidence(asserted, levels.alphaC, levels.alphaF, budget);
    this.readers = parts.map((part, i) => new PartReader(this, part, i, streamOf(part)));
  }

  /** Takes over a part's error once the joint index has come to its unit; what is decided before stays decided. */
  check(): void {
    if (this.evidence.status !== 'undecided') return;
    const broken = this.readers.find((reader) => reader.error !== undefined && reader.next === this.evidence.index);
    if (broken) this.error ??= broken.error;
  }

  get settled(): boolean {
    return this.error !== undefined || this.evidence.status !== 'undecided' || this.evidence.exhausted;
  }

  /** The outcomes that the status rests on. */
  consumed(): readonly Consumed[] {
    return this.readers.map((reader, i) => ({
      asserted: reader.part.evidence,
      outcomes: reader.outcomes.counted(this.evidence.consumed(i)),
    }));
  }

  /** The same for one part, by column. */
  columns(place: number): Outcomes {
    return this.readers[place]!.outcomes.columns(this.evidence.consumed(place));
  }

  results(): readonly PartResult[] {
    return this.readers.map((reader, i) => partResult(this, reader, i));
  }
}

/** Reads one part's stream into its track. */
export class PartReader implements Reader {
  readonly outcomes = new OutcomeColumns();
  /** Why unit `next` cannot be taken. */
  error: string | undefined;
  private readonly plans: Plans;

  constructor(
    private readonly track: Track,
    readonly part: Part,
    private readonly place: number,
    readonly stream: Stream,
  ) {
    this.plans = new Plans(part, stream);
  }

  get next(): number {
    return this.outcomes.length;
  }

  get limit(): number {
    return this.track.budget;
  }

  wants(): boolean {
    return !this.track.idle && (this.error ?? this.track.error) === undefined && this.track.evidence.needs(this.place);
  }

  requests(index: number): readonly Request[] {
    return this.plans.of(index, this.next);
  }

  take(members: readonly MemberResult[] | undefined, why: string): void {
    this.add(members ? this.part.judge(this.stream.problem(this.next), members) : unknownOutcome(why));
    this.track.check();
  }

  /** Unit `next`, judged. */
  add(outcome: Outcome): void {
    this.track.evidence.add(this.place, outcome.x);
    this.plans.drop(this.next);
    this.outcomes.add(outcome);
  }

  fail(message: string): void {
    this.error = message;
    this.track.check();
  }
}

function partResult(track: Track, reader: PartReader, place: number): PartResult {
  const { part, stream } = reader;
  const evidence = track.evidence.evidence(place);
  const ranked = reader.outcomes.ranked(track.evidence.consumed(place));
  const sighted = (rank: number) => sighting(reader.outcomes, ranked[rank]!);
  return {
    label: part.label,
    stream: stream.id,
    delta: part.evidence.delta,
    margin: part.evidence.margin,
    trials: evidence.n,
    unknown: evidence.unknowns,
    mean: evidence.mean,
    interval: evidence.interval(),
    logECorroborate: evidence.logECorroborate,
    logEFalsify: evidence.logEFalsify,
    ...(ranked.length > 0
      ? { median: sighted(Math.floor((ranked.length - 1) / 2)), worst: sighted(ranked.length - 1) }
      : {}),
    outcomes: track.columns(place),
  };
}

function sighting(outcomes: OutcomeColumns, index: number): Sighting {
  const { measured, allowed, factor, note } = outcomes.at(index);
  return note === undefined ? { index, measured, allowed, factor } : { index, measured, allowed, factor, note };
}
