/** In-context learning beside learners that are fitted to every prompt; they are development dependencies (docs/decisions/0007). */

import type { PatternProblem } from '../../generators/patterns/problem';
import type { Key, Observation } from '../../harness';
import { contestants, contextErrors } from '../../model/classical/comparison';
import { loadKernel } from '../../model/engines/kernel';
import type { PatternPrompts } from '../../model/engines/pattern-law';
import { PromptSampler } from '../../model/engines/sampler';
import { errorRate, overPrompts } from '../../model/one-layer/observations';
import type { PatternTraining } from './measured/training';

export { contestants };

/** Prompts of every training, setting and length: a learner takes about a millisecond for each. */
const PROMPTS = 128;

type StreamOf = (training: PatternTraining, purpose: string) => Key;

/**
 * An observation `<setting> <contestant> <contexts>` for each of them: 0–1 error on held-out tasks, on the same prompts for
 * all contestants. The number of prompts is fixed, whatever is asked for.
 */
export function comparisons(
  settings: Readonly<Record<string, Partial<PatternPrompts>>>,
  lengths: readonly number[],
  streamOf: StreamOf,
): Record<string, Observation<PatternProblem, PatternTraining>> {
  const entries = Object.entries(settings).flatMap(([setting, change]) =>
    lengths.flatMap((contexts) => {
      const errors = remembered((training) => {
        const key = streamOf(training, `contexts ${setting} ${contexts}`);
        return errorsOf(training, { ...change, contexts }, key);
      });
      return contestants.map((name, i) => [
        `${setting} ${name} ${contexts}`,
        {
          ...overPrompts<PatternProblem, PatternTraining>(
            `0–1 error of ${name}, ${contexts} contexts, ${setting}`,
            errorRate,
          ),
          prompted: false,
          measure: (training: PatternTraining) => errors(training)[i]!,
        },
      ]);
    }),
  );
  return Object.fromEntries(entries);
}

/** What was computed of a training at its present step. */
function remembered<V>(compute: (training: PatternTraining) => V): (training: PatternTraining) => V {
  const known = new WeakMap<PatternTraining, { readonly step: number; readonly value: V }>();
  return (training) => {
    const { step } = training;
    const found = known.get(training);
    if (found?.step === step) return found.value;
    const value = compute(training);
    known.set(training, { step, value });
    return value;
  };
}

/** One error per contestant. */
function errorsOf(training: PatternTraining, change: Partial<PatternPrompts>, key: Key): readonly number[] {
  const law = training.heldOut(change);
  const batch = new PromptSampler(loadKernel(), law).batch(key, 0, PROMPTS);
  const shape = { dX: training.problem.dX, q: training.patterns.q };
  return contextErrors(batch, training.answers(key, 0, PROMPTS, law), shape);
}
