import type { PatternProblem } from '../../generators/patterns/problem';
import type { Seeds } from '../../harness';
import { deepArrays, deepBatch } from '../../model/engines/tfjs/deep';
import { rows, type ShapedArrays } from '../../model/one-layer/arrays';
import { type DeepTraining, startTraining } from './training';

/**
 * One trial as arrays: patterns, label embedding, read-out, initial weights, and for t = 1 … steps the batch that step t used
 * and the weights after it. Throws when the training diverges within these steps.
 */
export async function deepTrial(
  problem: PatternProblem,
  seeds: Seeds,
  steps: number,
): Promise<{ arrays: ShapedArrays; json: Record<string, number> }> {
  const training = await startTraining(problem, seeds, 'tfjs');
  const { departures: _, ...numbers } = problem;
  const { mu, nu, q } = training.patterns;
  const arrays: ShapedArrays = {
    ...{ mu: rows(mu, problem.dX), nu: rows(nu, problem.dX), q: rows([q], problem.dY) },
    ...weightsAt(training),
  };
  for (let t = 1; t <= steps; t++) Object.assign(arrays, stepTaken(training, t));
  return { arrays, json: { ...numbers, steps } };
}

function stepTaken(training: DeepTraining, t: number): ShapedArrays {
  const batch = named(deepBatch(training.batch(t)), t);
  const diverged = training.advance(t);
  if (diverged) throw new Error(`export: expected ${t} finite steps, got ${diverged.what} at step ${diverged.step}`);
  return { ...batch, ...weightsAt(training) };
}

const weightsAt = (training: DeepTraining): ShapedArrays =>
  named(deepArrays(training.weights(), training.problem.dX + training.problem.dY), training.step);

const named = (arrays: ShapedArrays, t: number): ShapedArrays =>
  Object.fromEntries(Object.entries(arrays).map(([name, array]) => [`${name}_${t}`, array]));
