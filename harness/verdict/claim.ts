import { messageOf } from '../base/blame';
import type { Status } from '../evidence/conjunction';
import { nMin } from '../evidence/nmin';
import { minimalDetectable } from '../evidence/power';
import { slack } from '../evidence/slack';
import { staticVacuity } from '../evidence/vacuity';
import { type Decision, decide } from '../evidence/verdict';
import type { Control, Gate, Part } from '../statement/gate';
import type { Stream } from '../trials/stream';
import { corroborating, evidenceSoFar, falsifying, type Need, needOf, stepsOf } from './outlook';
import type { Reader } from './reader';
import type { ClaimProgress, ClaimResult, ControlResult, PartResult, Sighting } from './result';
import { type Levels, Track } from './track';
import type { WindowTask } from './window-task';
import type { Witness } from './witness';

/** What a claim takes over from the run it is part of. */
export interface Setting extends Levels {
  readonly epoch: string;
  readonly profile: 'pr' | 'nightly';
  readonly engine: string;
  readonly code: string;
  readonly streamOf: (part: Part) => Stream;
}

interface ControlTrack {
  readonly control: Control;
  readonly track: Track;
}

/** One claim on its way to a verdict: its own track, its controls', its witness. */
export class Claim {
  readonly main: Track | undefined;
  readonly controls: readonly ControlTrack[] = [];
  readonly vacuity: string | undefined;
  witness: Witness | undefined;
  /** What went wrong outside all tracks: the witness disagrees, a replay differs. */
  private fault: string | undefined;
  /** Minimal detectable violations by what is asserted: exact, and slow for large budgets. */
  private readonly power = new Map<string, number | undefined>();
  /** Passing units that corroborate each part. */
  private readonly least: readonly number[] = [];

  constructor(
    readonly gate: Gate,
    private readonly setting: Setting,
  ) {
    const asserted = gate.parts.map((part) => part.evidence);
    this.vacuity = gate.vacuity ?? staticVacuity(asserted, setting.alphaC, gate.budget) ?? this.dullNearMiss();
    if (this.vacuity !== undefined) return;
    this.main = this.track(gate.parts);
    this.least = asserted.map((part) => nMin(part, setting.alphaC));
    this.controls = gate.controls.map((control) => ({ control, track: this.track(control.parts) }));
    for (const { control, track } of this.controls) if (control.synthetic) synthesize(control, track);
  }

  readonly fail = (message: string): void => {
    this.fault ??= message;
  };

  /**
   * A near miss has to violate the claim often enough to be found: at 1.5 times the smallest detectable rate. Not asked of
   * means, whose two-point outcome is the hardest case and says little of the measured one.
   */
  private dullNearMiss(): string | undefined {
    const known = this.gate.controls.filter((control) => control.measuredRate !== undefined);
    if (known.length === 0 || this.gate.parts[0]!.evidence.kind === 'mean') return undefined;
    const needed = 1.5 * (this.detectable() ?? Number.POSITIVE_INFINITY);
    const dull = known.find(({ measuredRate }) => !(measuredRate! >= needed));
    if (!dull) return undefined;
    return (
      `controls.nearMiss "${dull.name}": expected a measured violation rate of at least 1.5 times the minimal detectable one, ` +
      `${needed.toPrecision(3)}, got ${dull.measuredRate} (violate the assumption more, or raise the budget)`
    );
  }

  /**
   * In the order in which their units are worth training. Positive controls come before all else: when one fails, nothing
   * else matters, and what else happened to be seen by then must not.
   */
  get readers(): readonly Reader[] {
    if (!this.main || this.fault !== undefined) return [];
    const positive = this.tracked(this.positives).flatMap((track) => track.readers);
    if (!this.trusted) return positive;
    const rest = [this.main, ...this.tracked(this.negatives)].flatMap((track) => track.readers);
    return [...(this.witness?.readers ?? []), ...rest];
  }

  /** Everything that it may ever read. */
  get allReaders(): readonly Reader[] {
    const tracks = this.main ? [this.main, ...this.tracked(this.controls)] : [];
    return [...(this.witness?.readers ?? []), ...tracks.flatMap((track) => track.readers)];
  }

  /** Single steps that the second engine has still to look at on their own. */
  get windowTasks(): readonly WindowTask[] {
    return this.trusted && this.fault === undefined ? (this.witness?.tasks ?? []) : [];
  }

  /** Steps of training that corroborate it if all goes well, judged by the first unit of each part. */
  get effort(): number {
    try {
      const readers = this.main?.readers ?? [];
      return total(readers.map((reader, i) => this.least[i]! * stepsOf(reader)));
    } catch {
      return 0; // A plan that cannot be made: the error is reported where the unit is asked for.
    }
  }

  /**
   * Turns off what has stopped to matter, and tells whether the verdict is known. The order is that of the decision, so
   * that a fault counts exactly when what it concerns would have counted.
   */
  settle(): boolean {
    if (!this.main || this.fault !== undefined) return true;
    if (!this.trusted) return this.positives.every(({ track }) => track.settled) && this.rest();
    const witnessed = this.witness?.settle() ?? true;
    if (this.fault !== undefined) return true;
    if (!this.main.settled) return false;
    const corroborated = this.main.error === undefined && this.main.evidence.status === 'corroborated';
    for (const { track } of this.negatives) track.idle = !corroborated;
    return (
      this.main.error !== undefined || (witnessed && this.negatives.every(({ track }) => track.idle || track.settled))
    );
  }

  get progress(): ClaimProgress {
    const seen = this.main?.readers.map((reader) => reader.outcomes.length) ?? [];
    const needed = seen.map((n, i) => Math.min(this.gate.budget, n + this.main!.evidence.passesNeeded(i)));
    const decided = this.controls.filter(({ track }) => track.settled).length;
    const controls = { decided, total: this.controls.length };
    const evidence = this.main ? evidenceSoFar(this.main) : { corroborate: 0, falsify: 0 };
    const open = { name: this.gate.name, trials: total(seen), needed: total(needed), evidence, controls };
    return this.witness ? { ...open, witness: this.witness.progress } : open;
  }

  /** What is still to be trained if all goes well. */
  get needs(): readonly Need[] {
    if (!this.main || this.fault !== undefined) return [];
    try {
      const witness = this.witness?.readers.flatMap((reader) => needOf(reader, 1)) ?? [];
      const negative = this.negatives.flatMap(({ track, control }) => falsifying(track, control.measuredRate));
      return [
        ...witness,
        ...this.tracked(this.positives).flatMap(corroborating),
        ...corroborating(this.main),
        ...negative,
      ];
    } catch {
      return []; // A plan that cannot be made: the error is reported where the unit is asked for.
    }
  }

  /** The worst unit of the claim's own parts at the decision. */
  worst(): { readonly reader: Track['readers'][number]; readonly seen: Sighting } | undefined {
    const all = this.main!.results().map((part, i) => ({ reader: this.main!.readers[i]!, seen: part.worst }));
    const seen = all.filter((one): one is { reader: Track['readers'][number]; seen: Sighting } => Boolean(one.seen));
    return seen.reduce<(typeof seen)[number] | undefined>(
      (worst, one) => (worst && !(one.seen.factor > worst.seen.factor) ? worst : one),
      undefined,
    );
  }

  /** The result, once `settle` said so. `replayed` is the counterexample after its replay. */
  result(replayed?: ClaimResult['counterexample']): ClaimResult {
    const { gate, setting } = this;
    const error = this.error;
    const main = this.main?.idle || error !== undefined ? undefined : this.main;
    const parts = (main?.results() ?? []).map((part, i) => this.withDetectable(part, i));
    const status = main?.evidence.status ?? 'undecided';
    const decision =
      error === undefined
        ? placed(gate.file, decide({ vacuity: this.vacuity, controls: this.findings(), status }))
        : { verdict: 'error' as const, because: error };
    const detectable = this.vacuity === undefined ? this.detectable() : undefined;
    const loose = main && decision.verdict === 'corroborated' ? slack(main.consumed(), setting.alphaC) : undefined;
    const witness = this.witness?.result();
    return {
      name: gate.name,
      file: gate.file,
      ...decision,
      epoch: setting.epoch,
      profile: setting.profile,
      engine: setting.engine,
      code: setting.code,
      alphaC: setting.alphaC,
      alphaF: setting.alphaF,
      budget: gate.budget,
      trials: main?.evidence.index ?? 0,
      parts,
      controls: this.controlResults(),
      unknown: parts.reduce((sum, part) => sum + part.unknown, 0),
      ...(detectable === undefined ? {} : { minimalDetectable: detectable }),
      ...(loose === undefined ? {} : { slack: loose }),
      ...(decision.verdict === 'inconclusive' && main ? { trialsNeeded: main.evidence.trialsNeeded } : {}),
      ...(witness ? { witness } : {}),
      ...(replayed && decision.verdict === 'falsified' ? { counterexample: replayed } : {}),
    };
  }

  private track(parts: readonly Part[]): Track {
    return new Track(parts, this.gate.budget, this.setting, this.setting.streamOf);
  }

  private get positives(): readonly ControlTrack[] {
    return this.controls.filter(({ control }) => control.kind === 'positive');
  }

  private get negatives(): readonly ControlTrack[] {
    return this.controls.filter(({ control }) => control.kind !== 'positive');
  }

  /** Whether every positive control came out as it must: only then is the claim itself worth a look. */
  private get trusted(): boolean {
    return this.positives.every(({ track }) => track.error === undefined && track.evidence.status === 'corroborated');
  }

  private get error(): string | undefined {
    const first = (tracks: readonly ControlTrack[]) =>
      tracks.find(({ track }) => track.error !== undefined)?.track.error;
    const negative = this.negatives.some(({ track }) => track.idle) ? undefined : first(this.negatives);
    return this.fault ?? first(this.positives) ?? this.main?.error ?? negative;
  }

  private tracked(controls: readonly ControlTrack[]): readonly Track[] {
    return controls.filter(({ control }) => !control.synthetic).map(({ track }) => track);
  }

  /** A positive control failed: nothing else matters, so nothing else is trained or shown. */
  private rest(): true {
    for (const { control, track } of this.controls) track.idle = control.kind !== 'positive';
    this.main!.idle = true;
    this.witness = undefined;
    return true;
  }

  private findings(): { name: string; kind: Control['kind']; status: Status }[] {
    return this.controls.map(({ control, track }) => ({
      name: control.name,
      kind: control.kind,
      status: track.evidence.status,
    }));
  }

  // What an idle track happened to have seen depends on timing, so it is not shown.
  private controlResults(): readonly ControlResult[] {
    return this.controls.map(({ control: { name, kind, doc, synthetic }, track }) => {
      if (track.idle) return { name, kind, doc, status: 'not needed', trials: 0 };
      const { status, index } = track.evidence;
      const outcomes = synthetic ? {} : { outcomes: track.columns(0) };
      return { name, kind, doc, status, trials: index, ...outcomes };
    });
  }

  /**
   * Smallest violation that is falsified within the budget: of a rate, the rate itself (of the first part, which all
   * corners join); of means, by how much the least tested of them exceeds its bound.
   */
  private detectable(): number | undefined {
    const { parts } = this.gate;
    const counted = parts[0]!.evidence.kind === 'mean' ? parts : parts.slice(0, 1);
    const least = counted.map(({ evidence }) => this.detected(evidence));
    return least.some((one) => one === undefined) ? undefined : Math.max(...(least as number[]));
  }

  private withDetectable(part: PartResult, place: number): PartResult {
    const detectable = this.detected(this.gate.parts[place]!.evidence);
    return detectable === undefined ? part : { ...part, detectable };
  }

  private detected(asserted: Part['evidence']): number | undefined {
    const { gate, setting } = this;
    const { alphaC, alphaF } = setting;
    const key = JSON.stringify(asserted);
    if (!this.power.has(key)) {
      const design = { asserted, alphaC, alphaF, budget: gate.budget, parts: gate.parts.length };
      this.power.set(key, minimalDetectable(design));
    }
    const found = this.power.get(key);
    return found === undefined || asserted.kind !== 'mean' ? found : found - asserted.delta;
  }
}

/** A vacuous claim is a mistake in its file, which is named. */
function placed(file: string, decision: Decision): Decision {
  return decision.verdict === 'vacuous' ? { ...decision, because: `${file}, ${decision.because}` } : decision;
}

/** A control whose outcomes come from a law: nothing is trained. */
function synthesize(control: Control, track: Track): void {
  try {
    for (let index = 0; !track.settled; index++) {
      control.parts.forEach((_, part) => {
        if (track.evidence.needs(part)) track.evidence.add(part, control.synthetic!(part, index).x);
      });
    }
  } catch (error) {
    track.error = messageOf(error);
  }
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
