import type { LanguageProblem } from '../../generators/language/problem';
import type { Seeds } from '../../harness';
import { rows, type ShapedArrays, stepArrays } from '../../model/one-layer/arrays';
import type { Batch } from '../../model/reference/types';
import { startTraining } from './training';

/** One trial as arrays: a and b of the concepts, label vectors (−, + of each), the read-out, and the training step by step. */
export async function wordArrays(
  problem: LanguageProblem,
  seeds: Seeds,
  steps: number,
): Promise<{ arrays: ShapedArrays; json: Record<string, number> }> {
  const training = await startTraining(problem, seeds, 'fused');
  const { dX, dY, L, m, split, bag, B, eta, lambda, concepts } = problem;
  const { directions, labels } = training.material;
  const batch = ({ n, x, y, xq, label }: Batch, t: number): ShapedArrays => ({
    [`x_${t}`]: { shape: [n, L, dX], data: x },
    [`y_${t}`]: { shape: [n, L, dY], data: y },
    [`xq_${t}`]: { shape: [n, dX], data: xq },
    [`label_${t}`]: { shape: [n], data: label },
  });
  const vectors = (of: 'a' | 'b') => directions.map((direction) => direction[of]);
  const arrays = {
    ...{ a: rows(vectors('a'), dX), b: rows(vectors('b'), dX), labels: rows(labels, dY) },
    r: { shape: [m], data: training.weights().r },
    ...stepArrays(training, steps, { loss: 'logistic', batch }),
  };
  return { arrays, json: { K1: concepts.length, dX, dY, L, m, split, bag, B, eta, lambda, steps } };
}
