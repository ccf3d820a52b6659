import { messageOf } from '../../base/blame';
import { controlLevel, type Levels } from '../../evidence/levels';
import type { AttemptsOf } from '../../project/standing';
import type { Control, Gate, Part } from '../../statement/gate';
import type { Stream } from '../../trials/stream';
import { ControlTest, synthesizeTest } from './control-test';
import { Detectable } from './detectable';
import type { Reader } from './reader';
import { Track } from './track';
import { vacuityOf } from './vacuity';
import type { WindowTask } from './window-task';
import type { Witness } from './witness';

/** What a claim takes over from the run it is part of. */
interface ClaimContext extends Levels {
  readonly epoch: string;
  readonly profile: 'pr' | 'nightly';
  readonly engine: string;
  readonly code: string;
  /** Absent where nothing is counted. */
  readonly attempts?: AttemptsOf | undefined;
  readonly streamOf: (part: Part) => Stream;
}

/** A control that must hold, and its track. */
interface PositiveTrack {
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
  readonly positives: readonly PositiveTrack[] = [];
  readonly negatives: readonly ControlTest[] = [];
  readonly vacuity: string | undefined;
  readonly detectable: Detectable;
  witness: Witness | undefined;
  /** What went wrong outside all tracks: the witness disagrees, a replay differs. */
  fault: string | undefined;

  constructor(
    readonly gate: Gate,
    readonly setting: ClaimContext,
  ) {
    this.detectable = new Detectable(gate, setting);
    this.vacuity = vacuityOf(gate, setting);
    if (this.vacuity !== undefined) return;
    const negative = gate.controls.filter(({ kind }) => kind !== 'positive');
    this.main = this.track(gate.parts);
    const positive = gate.controls.filter(({ kind }) => kind === 'positive');
    this.positives = positive.map((control) => ({ control, track: this.track(control.parts) }));
    const level = controlLevel(setting, testsOf(negative));
    this.negatives = negative.map((control) => new ControlTest(control, gate.budget, level, setting.streamOf));
    for (const { control, track } of this.positives) if (control.synthetic) synthesize(control, track);
    for (const test of this.negatives) if (test.control.synthetic) synthesizeTest(test);
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
    const positive = this.trained(this.positives.map(({ control, track }) => ({ control, readers: track.readers })));
    if (!this.trusted) return positive;
    const rest = [...this.main.readers, ...this.trained(this.negatives)];
    return [...(this.witness?.readers ?? []), ...rest];
  }

  /** Everything that it may ever read. */
  get allReaders(): readonly Reader[] {
    const positive = this.positives.map(({ control, track }) => ({ control, readers: track.readers }));
    const controls = this.trained([...positive, ...this.negatives]);
    return [...(this.witness?.readers ?? []), ...(this.main?.readers ?? []), ...controls];
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
    for (const test of this.negatives) test.idle = !this.corroborated;
    if (this.corroborated && this.negatives.every((test) => test.settled)) this.readFurther();
  }

  /** Whether the verdict is known, once `update` has noted all that was seen. */
  get decided(): boolean {
    const { main, negatives } = this;
    if (!main || this.fault !== undefined) return true;
    if (!this.trusted) return this.positives.every(({ track }) => track.settled);
    if (!main.settled) return false;
    if (main.error !== undefined) return true;
    return (this.witness?.done ?? true) && negatives.every((test) => test.idle || test.settled);
  }

  /** Why there is no verdict; a fault of a track that no longer matters is none. */
  get error(): string | undefined {
    const first = (tracks: readonly { readonly error: string | undefined }[]) =>
      tracks.find(({ error }) => error !== undefined)?.error;
    const negative = this.negatives.some(({ idle }) => idle) ? undefined : first(this.negatives);
    return this.fault ?? first(this.positives.map(({ track }) => track)) ?? this.main?.error ?? negative;
  }

  /** Has controls read on where an atom is left that none of them broke. Laws cost nothing: their numbers are all there. */
  private readFurther(): void {
    const left = this.negatives[0]?.readers.some(({ part }, place) =>
      part.atoms.some((_, i) => this.negatives.every(({ readers }) => readers[place]!.fellAt(i) === undefined)),
    );
    if (!left) return;
    for (const test of this.negatives) {
      if (test.further) continue;
      test.further = true;
      if (test.control.synthetic) synthesizeTest(test);
    }
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
    for (const test of this.negatives) test.idle = true;
    main.idle = true;
    this.witness = undefined;
  }

  private track(parts: readonly Part[]): Track {
    return new Track(parts, this.gate.budget, this.setting, this.setting.streamOf);
  }

  /** Readers of controls that are trained. */
  private trained(
    controls: readonly { readonly control: Control; readonly readers: readonly Reader[] }[],
  ): readonly Reader[] {
    return controls.filter(({ control }) => !control.synthetic).flatMap(({ readers }) => readers);
  }
}

/** One for every control and atom. */
export function testsOf(negative: readonly Control[]): number {
  return negative.flatMap(({ parts }) => parts.flatMap(({ atoms }) => atoms)).length;
}

/** A control whose outcomes come from a law: nothing is trained. */
function synthesize(control: Control, track: Track): void {
  try {
    for (let index = 0; !track.settled; index++) {
      control.parts.forEach((_, part) => {
        if (track.evidence.needs(part)) track.readers[part]!.add(control.synthetic!(part, index));
      });
    }
  } catch (error) {
    track.error = messageOf(error);
  }
}
