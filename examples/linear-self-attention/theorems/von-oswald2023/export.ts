import type { NamedArray, Seeds } from 'theoremcheck';
import { NAMES } from '../../model/layer';
import type { Problem } from '../../task/problem';
import { drawPrompts } from '../../task/prompts';
import { startTraining } from './training';

type Named = Record<string, NamedArray>;

/**
 * One trial as arrays: the weights at t = 0 and, for t = 1 … steps, the examples, queries and targets that step t used
 * and the weights after it. Throws when the training diverges within these steps.
 */
export async function trialArrays(
  problem: Problem,
  seeds: Seeds,
  steps: number,
): Promise<{ arrays: Named; json: Record<string, number> }> {
  const training = await startTraining(problem, seeds, 'tfjs');
  const weights = (t: number) => shaped(problem, training.parameters(), t);
  const arrays: Named = weights(0);
  for (let t = 1; t <= steps; t++) {
    const diverged = training.advance(t);
    if (diverged) throw new Error(`export: expected ${t} finite steps, got ${diverged.what} at step ${diverged.step}`);
    Object.assign(arrays, batch(problem, seeds, t), weights(t));
  }
  const { departures: _, ...numbers } = problem;
  return { arrays, json: { ...numbers, steps } };
}

function shaped(
  { dx, dy }: Problem,
  parameters: Readonly<Record<string, Float32Array | Float64Array>>,
  t: number,
): Named {
  const entries = NAMES.map((name) => [`${name}_${t}`, { shape: [dx + dy, dx + dy], data: parameters[name]! }]);
  return Object.fromEntries(entries);
}

function batch(problem: Problem, seeds: Seeds, t: number): Named {
  const { dx, dy, N, B } = problem;
  const { tokens, query, target } = drawPrompts(problem, seeds('batches'), t, B);
  return {
    [`tokens_${t}`]: { shape: [B, N, dx + dy], data: tokens },
    [`query_${t}`]: { shape: [B, dx], data: query },
    [`target_${t}`]: { shape: [B, dy], data: target },
  };
}
