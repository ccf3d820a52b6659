import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Seeds } from '../../harness';
import { rows, type ShapedArrays, stepArrays } from '../../model/one-layer/arrays';
import type { Batch } from '../../model/reference/types';
import { startTraining } from './training';

/** One trial as arrays: the dictionary (one row per feature), the read-out, and the training step by step (`stepArrays`). */
export async function conceptArrays(
  problem: ConceptProblem,
  seeds: Seeds,
  steps: number,
): Promise<{ arrays: ShapedArrays; json: Record<string, number> }> {
  const training = await startTraining(problem, seeds, 'fused');
  const { departures: _, ...numbers } = problem;
  const { dX, dY, L, m } = problem;
  const { a, b, c, d, nu } = training.dictionary;
  const batch = ({ n, x, y, xq, label }: Batch, t: number): ShapedArrays => ({
    [`x_${t}`]: { shape: [n, L, dX], data: x },
    [`y_${t}`]: { shape: [n, L, dY], data: y },
    [`xq_${t}`]: { shape: [n, dX], data: xq },
    [`label_${t}`]: { shape: [n], data: label },
  });
  const arrays = {
    ...{ a: rows(a, dX), b: rows(b, dX), nu: rows(nu, dX), c: rows(c, dY), d: rows(d, dY) },
    r: { shape: [m], data: training.weights().r },
    ...stepArrays(training, steps, { loss: problem.departures.hingeLoss === 1 ? 'hinge' : 'logistic', batch }),
  };
  return { arrays, json: { ...numbers, steps } };
}
