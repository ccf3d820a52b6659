import type { PatternProblem } from '../../generators/patterns/problem';
import type { Seeds } from '../../harness';
import { rows, type ShapedArrays, stepArrays } from '../../model/one-layer/arrays';
import type { Batch } from '../../model/reference/types';
import { startTraining } from './measured/training';

/** One trial as arrays: patterns (one per row), label embedding, read-out, and the training step by step (`stepArrays`). */
export async function patternArrays(
  problem: PatternProblem,
  seeds: Seeds,
  steps: number,
): Promise<{ arrays: ShapedArrays; json: Record<string, number> }> {
  const training = await startTraining(problem, seeds, 'fused');
  const { departures: _, ...numbers } = problem;
  const { dX, dY, l, m } = problem;
  const { mu, nu, q } = training.patterns;
  const arrays = {
    ...{ mu: rows(mu, dX), nu: rows(nu, dX), q: { shape: [dY], data: Float32Array.from(q) } },
    tasks: tasksArray(training.tasks.training),
    a: { shape: [m], data: training.weights().r },
    ...stepArrays(training, steps, { loss: 'hinge', batch: tokensOf(l, dX + dY) }),
  };
  return { arrays, json: { ...numbers, steps } };
}

/** How a batch of so many contexts of width d is named: tokens p, queries pq, labels. */
export const tokensOf =
  (contexts: number, d: number) =>
  ({ n, x, xq, label }: Batch, t: number): ShapedArrays => ({
    [`p_${t}`]: { shape: [n, contexts, d], data: x },
    [`pq_${t}`]: { shape: [n, d], data: xq },
    [`label_${t}`]: { shape: [n], data: label },
  });

/** [n, 2] indices of the patterns that mean +1 and −1 in each training task. */
export function tasksArray(tasks: readonly (readonly [number, number])[]) {
  return { shape: [tasks.length, 2], data: Float32Array.from(tasks.flat()) };
}
