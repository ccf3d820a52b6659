import type { Batch, StreamKey, Weights } from '../../reference/types';
import { batchIndex, type PromptLaw, type PromptSource, type TrainingSetup } from '../law';
import type { FusedTrainer } from './fused';

/** Where the prompts of a training come from, step by step. */
export interface TrainingPrompts {
  /** The first n prompts that step t uses, the next one. */
  batch(t: number, n: number): Batch;
  /** Those of the last step or the next, with the labels of `law`. */
  seen(t: number, n: number, law: PromptLaw): Batch;
  /** The first n prompts of batch t of a stream. */
  fresh(key: StreamKey, t: number, n: number, law: PromptLaw): Batch;
  /** Prompts are asked for after so many steps. */
  advance(step: number): void;
  /** What the prompts after so many steps depend on, by name. */
  state(step: number): PromptState;
  /** @param state of `state`; where it is not given, prompts are those of a training with these weights */
  load(weights: Weights, step: number, state?: PromptState): void;
}

/** What prompts depend on beside weights, by name. Copies. */
type PromptState = Readonly<Record<string, Float32Array>>;

/** A training that other engines follow: it sees deferred prompts first, and completes what it has seen. */
export type Companion = Pick<
  FusedTrainer,
  'advance' | 'batchOf' | 'promptsInBatch' | 'prompts' | 'load' | 'step' | 'weights'
>;

/** Weights of a companion are apart from those of the training that follows it, by rounding at first. */
const OF_COMPANION = 'companion ';

/**
 * Prompts that a companion has seen: the same training on another engine then sees the same prompts, whole. A companion that has
 * diverged stays where it is.
 */
export function withCompanion(companion: Companion): TrainingPrompts {
  const advance = (step: number) => {
    if (step > companion.step) companion.advance(step);
  };
  return {
    advance,
    batch(t, n) {
      advance(t - 1);
      return companion.batchOf(Math.min(t, companion.step + 1), n);
    },
    seen: (t, n, law) => companion.promptsInBatch(t, n, law),
    fresh: (key, t, n, law) => companion.prompts(key, t, n, law),
    state: (step) => {
      advance(step);
      const { r: _, ...trained } = companion.weights();
      return Object.fromEntries(Object.entries(trained).map(([name, data]) => [`${OF_COMPANION}${name}`, data]));
    },
    load: (weights, step, state = {}) => {
      const own = Object.entries(weights).map(([name, data]) => [name, state[`${OF_COMPANION}${name}`] ?? data]);
      companion.load(Object.fromEntries(own) as Weights, step);
    },
  };
}

/** Prompts that do not depend on weights. */
export function fromLaws(
  { rule, training }: TrainingSetup,
  batchKey: StreamKey,
  prompts: (law: PromptLaw) => PromptSource,
): TrainingPrompts {
  const source = oncePerLaw(prompts);
  const batch = (t: number, n: number, law = training) => source(law).batch(batchKey, batchIndex(rule, t), n);
  return {
    batch,
    seen: batch,
    fresh: (key, t, n, law) => source(law).batch(key, t, n),
    advance: () => {},
    state: () => ({}),
    load: () => {},
  };
}

function oncePerLaw(prompts: (law: PromptLaw) => PromptSource): (law: PromptLaw) => PromptSource {
  const made = new Map<PromptLaw, PromptSource>();
  return (law) => {
    const source = made.get(law) ?? prompts(law);
    made.set(law, source);
    return source;
  };
}
