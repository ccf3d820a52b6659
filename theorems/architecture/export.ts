import type { ArchitectureProblem } from '../../generators/concepts/architecture';
import type { Seeds } from '../../harness';
import { layerArrays, layerBatch } from '../../model/engines/tfjs/layers';
import { rows, type ShapedArrays } from '../../model/one-layer/arrays';
import { type ArchitectureTraining, startTraining } from './training';

/**
 * One trial as arrays: the dictionary, initial weights, and for t = 1 … steps the batch that step t used, as tokens with the query
 * last, and the weights after it. Throws when the training diverges within these steps.
 */
export async function layerTrial(
  problem: ArchitectureProblem,
  seeds: Seeds,
  steps: number,
): Promise<{ arrays: ShapedArrays; json: Record<string, number> }> {
  const training = await startTraining(problem, seeds, 'tfjs');
  const { departures: _, architecture, ...numbers } = problem;
  const { dX, dY } = problem;
  const { a, b, c, d, nu } = training.dictionary;
  const arrays: ShapedArrays = {
    ...{ a: rows(a, dX), b: rows(b, dX), nu: rows(nu, dX), c: rows(c, dY), d: rows(d, dY) },
    ...weightsAt(training),
  };
  for (let t = 1; t <= steps; t++) Object.assign(arrays, stepTaken(training, t));
  return { arrays, json: { ...numbers, ...architecture, steps } };
}

function stepTaken(training: ArchitectureTraining, t: number): ShapedArrays {
  const batch = named(layerBatch(training.batch(t), training.problem.dX), t);
  const diverged = training.advance(t);
  if (diverged) throw new Error(`export: expected ${t} finite steps, got ${diverged.what} at step ${diverged.step}`);
  return { ...batch, ...weightsAt(training) };
}

const weightsAt = (training: ArchitectureTraining): ShapedArrays =>
  named(layerArrays(training.weights(), training.problem.dX), training.step);

const named = (arrays: ShapedArrays, t: number): ShapedArrays =>
  Object.fromEntries(Object.entries(arrays).map(([name, array]) => [`${name}_${t}`, array]));
