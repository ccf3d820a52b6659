import type { PromptLaw } from '../engines/law';
import type { Forward, StreamKey } from '../reference/types';
import { type ModelObservation, POSITIVE, TRAJECTORY } from './observations';
import { positiveHalf, type Responses, responsesOf } from './responses';
import type { OneLayerTraining } from './training';

/** What a training makes of n prompts of one law. */
interface Asked {
  readonly answers: Forward;
  responses(): Responses;
}

/**
 * Asks trainings about several laws of test prompts, each law once per step: whatever is measured on a law, by however many
 * observations, is measured on the same prompts, drawn from a stream that is the training's own.
 */
export class SideBySide<T extends OneLayerTraining<unknown>> {
  private readonly streams = new WeakMap<T, StreamKey>();
  private readonly last = new WeakMap<T, Map<PromptLaw, Asked & { readonly step: number }>>();

  /** From now on the training answers prompts of this stream. */
  follow(training: T, stream: StreamKey): T {
    this.streams.set(training, stream);
    return training;
  }

  /** Throws an Error for a training that is not followed. */
  ask(training: T, law: PromptLaw, step: number, n: number): Asked {
    const laws = this.last.get(training) ?? new Map();
    this.last.set(training, laws);
    const known = laws.get(law);
    if (known?.step === step && known.answers.label.length === n) return known;
    const asked = { step, ...this.asked(training, law, step, n) };
    laws.set(law, asked);
    return asked;
  }

  /** One observation for each reading of each law: `<reading> <law>`. */
  observations(
    laws: Readonly<Record<string, (training: T) => PromptLaw>>,
    readings: Readonly<Record<string, (asked: Asked) => number>>,
  ): Readonly<Record<string, ModelObservation<T>>> {
    const observed = (law: string, reading: string): ModelObservation<T> => ({
      ...{ doc: `${reading} on test prompts, ${law}`, range: POSITIVE, prompted: true, witnessBound: () => TRAJECTORY },
      measure: (training, { step, prompts }) =>
        readings[reading]!(this.ask(training, laws[law]!(training), step, prompts)),
    });
    return Object.fromEntries(
      Object.keys(readings).flatMap((reading) =>
        Object.keys(laws).map((law) => [`${reading} ${law}`, observed(law, reading)]),
      ),
    );
  }

  private asked(training: T, law: PromptLaw, step: number, n: number): Asked {
    const stream = this.streams.get(training);
    if (!stream) throw new Error('side by side: expected a training that is followed, got another one');
    const answers = training.answers(stream, step, n, law);
    let responses: Responses | undefined;
    const respond = () => {
      const weights = training.weights();
      return responsesOf(weights, answers, training.answersOf(positiveHalf(weights), stream, step, n, law));
    };
    return {
      answers,
      responses: () => {
        responses ??= respond();
        return responses;
      },
    };
  }
}
