import type { CategoryProblem } from '../../generators/categories/problem';
import type { Seeds } from '../../harness';
import { rows, type ShapedArrays, stepArrays } from '../../model/one-layer/arrays';
import { tasksArray, tokensOf } from '../li2024/export';
import { startTraining } from './training';

/** One trial as arrays: means of the categories, label embedding, training tasks, read-out, and the training step by step. */
export async function categoryArrays(
  problem: CategoryProblem,
  seeds: Seeds,
  steps: number,
): Promise<{ arrays: ShapedArrays; json: Record<string, number> }> {
  const training = await startTraining(problem, seeds, 'fused');
  const { categories, novel: _, departures: __, ...numbers } = problem;
  const { dX, dY, l, m } = problem;
  const { mu, q } = training.material;
  const arrays = {
    ...{ mu: rows(mu, dX), q: { shape: [dY], data: Float32Array.from(q) } },
    tasks: tasksArray(training.tasks.training),
    a: { shape: [m], data: training.weights().r },
    ...stepArrays(training, steps, { loss: 'hinge', batch: tokensOf(l, dX + dY) }),
  };
  return { arrays, json: { ...numbers, M1: categories.length, steps } };
}
