import { blame } from '../../base/blame';
import { UsageError } from '../../base/usage-error';
import type { Arrays, Divergence, Engine, Family, Training } from '../../statement/family';
import type { Request } from '../../statement/gate';
import type { Member } from '../draw/members';
import { parametersOf } from './digest';
import { take } from './measure';
import type { Repeats } from './prepare-engine';
import { startTraining } from './start-training';
import { type StepCheck, windowSteps } from './windows';

/** What a training is compared with that started over from its parameters. */
interface Restart {
  readonly family: Family;
  readonly member: Member;
  readonly engine: Engine;
  readonly requests: readonly Request[];
  readonly repeats: Repeats;
}

/**
 * Looks whether `parameters()` and `load()` carry all the state that the next step reads: at the beginning, in the middle and at
 * the end a second training of the same trial restarts from the first one's parameters, and both take the same step.
 */
export class LoadCheck implements StepCheck {
  readonly steps: ReadonlySet<number>;

  private constructor(
    private readonly restart: Restart,
    private readonly second: Training,
  ) {
    this.steps = windowSteps(Math.max(...restart.requests.map(({ at }) => at)), 1);
  }

  static async open(restart: Restart): Promise<LoadCheck> {
    return new LoadCheck(restart, await startTraining(restart.family, restart.member, restart.engine));
  }

  /** Throws an Error that names the family where the step after a restart is another one. */
  take(first: Training): Divergence | undefined {
    const { second, restart } = this;
    const step = first.step + 1;
    const before = parametersOf(restart.family, first);
    if (Object.keys(before).length === 0) return first.advance(step); // nothing to restart from
    // Two trainings at their start need no restart: where they differ, nothing is said of load().
    const fresh = first.step === 0 && second.step === 0;
    if (!fresh) this.load(before, step - 1);
    const [a, b] = [first.advance(step), second.advance(step)];
    const difference = a || b ? alone(a, b) : this.difference(first);
    if (difference === undefined) return a;
    const who = `family ${restart.family.name}`;
    if (fresh)
      throw UsageError.expected(`${who}, train()`, 'the same step 1 of the same trial twice', difference, SEEDS);
    throw UsageError.expected(`${who}, load()`, `the same step ${step} after it as without it`, difference, CURE);
  }

  private load(parameters: Arrays, step: number): void {
    const what = `family ${this.restart.family.name}, load()`;
    blame(what, () => this.second.load(parameters, step));
    if (this.second.step !== step) throw UsageError.expected(what, `step ${step}`, String(this.second.step), CURE);
  }

  close(): void {
    this.second.end?.();
  }

  private difference(first: Training): string | undefined {
    const { family, member, requests, repeats } = this.restart;
    if (repeats === 'exact') return otherArray(parametersOf(family, first), parametersOf(family, this.second));
    for (const request of requests) {
      const [a, b] = [first, this.second].map((one) => take(family, one, member, { ...request, at: one.step }));
      const bound = repeats[request.observation]!;
      if (!(Math.abs(a! - b!) <= bound)) return `${request.observation} ${a} and ${b}, more than ${bound} apart`;
    }
    return undefined;
  }
}

const SEEDS = 'every random number has to come from a key of `seeds`, and nothing may outlive a training';
const CURE = 'parameters() has to give, and load() to restore, all the state that the next step reads';

function alone(a: Divergence | undefined, b: Divergence | undefined): string | undefined {
  return a && b ? undefined : 'a divergence on one side alone';
}

function otherArray(a: Arrays, b: Arrays): string | undefined {
  const name = Object.keys(a).find((key) => !sameArray(a[key]!, b[key]));
  return name === undefined ? undefined : `other values of ${name}`;
}

function sameArray(a: Arrays[string], b: Arrays[string] | undefined): boolean {
  return a.length === b?.length && a.every((value, i) => Object.is(value, b[i]));
}
