import type { CategoryProblem } from '../../generators/categories/problem';
import type { Seeds } from '../../harness';
import { rows, type ShapedArrays, stepArrays } from '../../model/one-layer/arrays';
import type { Batch } from '../../model/reference/types';
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
  const tasks = training.tasks.training;
  const batch = ({ n, x, xq, label }: Batch, t: number): ShapedArrays => ({
    [`p_${t}`]: { shape: [n, l, dX + dY], data: x },
    [`pq_${t}`]: { shape: [n, dX + dY], data: xq },
    [`label_${t}`]: { shape: [n], data: label },
  });
  const arrays = {
    ...{ mu: rows(mu, dX), q: { shape: [dY], data: Float32Array.from(q) } },
    tasks: { shape: [tasks.length, 2], data: Float32Array.from(tasks.flat()) },
    a: { shape: [m], data: training.weights().r },
    ...stepArrays(training, steps, { loss: 'hinge', batch }),
  };
  return { arrays, json: { ...numbers, M1: categories.length, steps } };
}
