import { messageOf } from '../base/blame';
import type { Control, Gate, Part } from '../statement/gate';
import type { Stream } from '../trials/stream';
import { Detectable } from './detectable';
import type { Reader } from './reader';
import { type Levels, Track } from './track';
import { vacuityOf } from './vacuity';
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

export interface ControlTrack {
  readonly control: Control;
  readonly track: Track;
}

/**
 * One claim on its way to a verdict: its own track, its controls', its witness.
 *
 * The loop hands `readers` what is known, calls `update`, which notes what that changed, and asks `decided`. Getters change
 * nothing. The order is that of the decision, so that a fault counts exactly when what it concerns would have counted:
 * positive controls, the witness, the claim itself, negative controls.
 */
export class Claim {
  readonly main: Track | undefined;
  readonly controls: readonly ControlTrack[] = [];
  readonly vacuity: string | undefined;
  readonly detectable: Detectable;
  witness: Witness | undefined;
  /** What went wrong outside all tracks: the witness disagrees, a replay differs. */
  fault: string | undefined;

  constructor(
    readonly gate: Gate,
    readonly setting: Setting,
  ) {
    this.detectable = new Detectable(gate, setting);
    this.vacuity = vacuityOf(gate, setting, this.detectable);
    if (this.vacuity !== undefined) return;
    this.main = this.track(gate.parts);
    this.controls = gate.controls.map((control) => ({ control, track: this.track(control.parts) }));
    for (const { control, track } of this.controls) if (control.synthetic) synthesize(control, track);
  }

  readonly fail = (message: string): void => {
    this.fault ??= message;
  };

  /**
   * In the order in which their units are worth training. Positive controls come before all else: when one fails, nothing
   * else matters, and what else happened to be seen by then must not.
   */
  get readers(): readonly Reader[] {
    if (!this.main || this.fault !== undefined) return [];
    const positive = tracked(this.positives).flatMap((track) => track.readers);
    if (!this.trusted) return positive;
    const rest = [this.main, ...tracked(this.negatives)].flatMap((track) => track.readers);
    return [...(this.witness?.readers ?? []), ...rest];
  }

  /** Everything that it may ever read. */
  get allReaders(): readonly Reader[] {
    const tracks = this.main ? [this.main, ...tracked(this.controls)] : [];
    return [...(this.witness?.readers ?? []), ...tracks.flatMap((track) => track.readers)];
  }

  /** Single steps that the second engine has still to look at on their own. */
  get windowTasks(): readonly WindowTask[] {
    return this.trusted && this.fault === undefined ? (this.witness?.tasks ?? []) : [];
  }

  /** Notes what the units seen so far change: a witness that disagrees, and tracks that no longer matter. */
  update(): void {
    if (!this.main || this.fault !== undefined) return;
    if (!this.trusted) {
      if (this.positives.every(({ track }) => track.settled)) this.abandon(this.main);
      return;
    }
    this.fault = this.witness?.fault;
    if (this.fault !== undefined || !this.main.settled) return;
    for (const { track } of this.negatives) track.idle = !this.corroborated;
  }

  /** Whether the verdict is known, once `update` has noted all that was seen. */
  get decided(): boolean {
    const { main, negatives } = this;
    if (!main || this.fault !== undefined) return true;
    if (!this.trusted) return this.positives.every(({ track }) => track.settled);
    if (!main.settled) return false;
    if (main.error !== undefined) return true;
    return (this.witness?.done ?? true) && negatives.every(({ track }) => track.idle || track.settled);
  }

  get positives(): readonly ControlTrack[] {
    return this.controls.filter(({ control }) => control.kind === 'positive');
  }

  get negatives(): readonly ControlTrack[] {
    return this.controls.filter(({ control }) => control.kind !== 'positive');
  }

  /** Why there is no verdict; a fault of a track that no longer matters is none. */
  get error(): string | undefined {
    const first = (tracks: readonly ControlTrack[]) =>
      tracks.find(({ track }) => track.error !== undefined)?.track.error;
    const negative = this.negatives.some(({ track }) => track.idle) ? undefined : first(this.negatives);
    return this.fault ?? first(this.positives) ?? this.main?.error ?? negative;
  }

  /** Whether every positive control came out as it must: only then is the claim itself worth a look. */
  private get trusted(): boolean {
    return this.positives.every(({ track }) => track.error === undefined && track.evidence.status === 'corroborated');
  }

  private get corroborated(): boolean {
    return this.main?.error === undefined && this.main?.evidence.status === 'corroborated';
  }

  /** A positive control failed: nothing else matters, so nothing else is trained or shown. */
  private abandon(main: Track): void {
    for (const { control, track } of this.controls) track.idle = control.kind !== 'positive';
    main.idle = true;
    this.witness = undefined;
  }

  private track(parts: readonly Part[]): Track {
    return new Track(parts, this.gate.budget, this.setting, this.setting.streamOf);
  }
}

/** The tracks of controls that are trained. */
export function tracked(controls: readonly ControlTrack[]): readonly Track[] {
  return controls.filter(({ control }) => !control.synthetic).map(({ track }) => track);
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
