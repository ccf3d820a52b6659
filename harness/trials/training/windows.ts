import { UsageError } from '../../base/usage-error';
import type { Arrays, Divergence, Engine, Family, Training } from '../../statement/family';
import type { Member } from '../draw/members';
import { startTraining } from './start-training';

/** Which steps of a training a second engine checks. */
export interface Windows {
  readonly engine: Engine;
  /** The last step of the training that the windows are spread over. */
  readonly horizon: number;
  /** Steps that each window takes. */
  readonly length: number;
}

/** After this step a parameter differs beyond its bound, or one engine alone diverged. */
type WindowViolation = { readonly step: number } & (
  | { readonly parameter: string; readonly index: number; readonly size: number; readonly bound: number }
  | { readonly alone: string }
);

/** The largest deviation of a parameter after one step, as it is and as a share of what was allowed there. */
export interface WindowFound {
  readonly engines: readonly [string, string];
  readonly deviation: number;
  readonly share: number;
  /** The first disagreement beyond its bound. */
  readonly violation?: WindowViolation;
}

/** What watches single steps of a training, each from just before it. */
export interface StepCheck {
  readonly steps: ReadonlySet<number>;
  /** Takes one step with the training, which must stand before it. */
  take(training: Training): Divergence | undefined;
  /** Nothing more is looked at. */
  close(): void;
}

/**
 * Looks over a training's shoulder: in windows at the beginning, the middle and the end the second engine is restarted
 * from the training's parameters, both take the step, and each parameter must agree within the bound that the training
 * derives for one step. The restart comes before every single step, so that errors do not pile up.
 */
export class WindowCheck implements StepCheck {
  readonly steps: ReadonlySet<number>;
  private deviation = 0;
  private share = 0;
  private violation: WindowFound['violation'];

  private constructor(
    private readonly second: Training,
    { horizon, length }: Windows,
  ) {
    this.steps = windowSteps(horizon, length);
  }

  static async open(family: Family, member: Member, windows: Windows): Promise<WindowCheck> {
    return new WindowCheck(await startTraining(family, member, windows.engine), windows);
  }

  take(first: Training): Divergence | undefined {
    const step = first.step + 1;
    const bounds = first.stepBound?.() ?? missing(first);
    this.second.load(first.parameters(), step - 1);
    const [a, b] = [first.advance(step), this.second.advance(step)];
    if (!a && !b) this.compare(first, bounds, step);
    else if (!a || !b) this.violate({ step, alone: (a ? first : this.second).engine });
    return a;
  }

  /** Nothing more is compared. */
  close(): void {
    this.second.end?.();
  }

  found(first: string): WindowFound {
    const { deviation, share, violation } = this;
    const seen = { engines: [first, this.second.engine] as const, deviation, share };
    return violation ? { ...seen, violation } : seen;
  }

  private compare(first: Training, bounds: Readonly<Record<string, Float64Array>>, step: number): void {
    const right: Arrays = this.second.parameters();
    for (const [parameter, values] of Object.entries(first.parameters())) {
      const [other, allowed] = [right[parameter]!, bounds[parameter]];
      for (let index = 0; index < values.length; index++) {
        const [a, b] = [Number.isFinite(values[index]), Number.isFinite(other[index])];
        // A number that neither engine has any more is a divergence of both: no difference between them.
        if (!a && !b) continue;
        if (!a || !b) {
          this.violate({ step, alone: (a ? this.second : first).engine });
          return;
        }
        const size = Math.abs(values[index]! - other[index]!);
        const bound = allowed?.[index] ?? 0; // frozen: no step may change it
        if (size > this.deviation) this.deviation = size;
        if (size > this.share * bound) this.share = size / bound;
        if (!(size <= bound)) this.violate({ step, parameter, index, size, bound });
      }
    }
  }

  private violate(violation: NonNullable<WindowFound['violation']>): void {
    this.violation ??= violation;
  }
}

/** At the beginning, in the middle and at the end. In a short training windows overlap, and some fall together. */
export function windowSteps(horizon: number, length: number): ReadonlySet<number> {
  const last = Math.max(0, horizon - length);
  const starts = [0, Math.floor(last / 2), last];
  const steps = starts.flatMap((start) => Array.from({ length }, (_, i) => start + 1 + i));
  return new Set(steps.filter((step) => step <= horizon));
}

function missing(training: Training): never {
  throw UsageError.expected('witness', `${training.engine} to give stepBound()`, 'none', 'a second engine needs it');
}
