import { isLost, LostProcess } from '../base/lost-process';
import type { Arrays, Divergence, Measurement, Seeds, Training } from '../statement/family';
import type { Host } from './host';
import { arraysFromWire, arraysToWire, fromWire, keyText } from './protocol';

/** What a training starts from. */
interface Beginning {
  readonly problem: unknown;
  readonly seeds: Seeds;
}

/** A training in another process. */
export class ExternalTraining implements Training {
  step = 0;
  private readonly incarnation: number;

  constructor(
    readonly engine: string,
    private readonly host: Host,
    readonly number: number,
  ) {
    this.incarnation = host.incarnation;
  }

  advance(to: number): Divergence | undefined {
    return advanceTogether([this], to)[0];
  }

  parameters(): Arrays {
    return arraysFromWire(this.living().ask('parameters', { training: this.number }).arrays);
  }

  load(parameters: Arrays, step: number): void {
    this.living().ask('load', { training: this.number, step, arrays: arraysToWire(parameters) });
    this.step = step;
  }

  /** A hash of all the state that the next step reads, as the process computes it. */
  digest(): string {
    return this.living().ask('digest', { training: this.number }).digest;
  }

  /** The process may forget it; one that ended has. */
  end(): void {
    if (this.host.incarnation !== this.incarnation) return;
    try {
      this.host.ask('end', { trainings: [this.number] });
    } catch (error) {
      if (!isLost(error)) throw error;
    }
  }

  /** The process that holds it. @throws LostProcess where that ended since */
  living(): Host {
    if (this.host.incarnation === this.incarnation) return this.host;
    throw new LostProcess({ who: this.engine, expected: 'the process that began the training', got: 'another' });
  }
}

/** Starts trainings, which the process may take as one. */
export function startTogether(
  host: Host,
  engine: { readonly name: string; readonly words: string },
  purposes: readonly string[],
  beginnings: readonly Beginning[],
): readonly ExternalTraining[] {
  const trainings = beginnings.map(({ problem, seeds }) => ({
    training: host.number(),
    problem,
    keys: Object.fromEntries(purposes.map((purpose) => [purpose, keyText(seeds(purpose))])),
  }));
  host.ask('start', { engine: engine.name, trainings });
  return trainings.map(({ training }) => new ExternalTraining(engine.words, host, training));
}

/** Advances trainings of one process to the same step; a divergence ends its own training alone. */
export function advanceTogether(
  trainings: readonly ExternalTraining[],
  to: number,
): readonly (Divergence | undefined)[] {
  const host = trainings[0]!.living();
  const { diverged } = host.ask('advance', { trainings: trainings.map(({ number }) => number), to });
  return trainings.map((training) => {
    const found = diverged.find((one) => one.training === training.number);
    if (found) return { step: found.step, what: found.what };
    training.step = to;
    return undefined;
  });
}

/** One observation of several trainings. */
export function observeTogether(
  observation: string,
  asked: readonly { readonly training: ExternalTraining; readonly at: Pick<Measurement<unknown>, 'prompts' | 'key'> }[],
): readonly number[] {
  const trainings = asked.map(({ training, at: { prompts, key } }) => ({
    training: training.number,
    prompts,
    key: keyText(key),
  }));
  const { values } = asked[0]!.training.living().ask('observe', { observation, trainings });
  return values.map(fromWire);
}
