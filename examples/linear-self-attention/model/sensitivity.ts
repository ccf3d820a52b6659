import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Shaped, Tfjs } from 'theoremcheck/tfjs';
import type { Problem } from '../task/problem';
import { differentiate } from './autodiff';
import { type LayerTensors, predict } from './layer';

/**
 * Derivatives of a layer's predictions by the query's input, [n, dy, dx]. A query token is (x, −W_0 x), so its target entries
 * move along with x.
 *
 * @param arrays weights and prompts as a layer reads them
 * @param W0 [dy, dx]
 */
export function sensitivity(
  tf: Tfjs,
  problem: Problem,
  { query, ...given }: Readonly<Record<string, Shaped>>,
  W0: ArrayLike<number>,
): Float64Array {
  const { dx, dy } = problem;
  const n = query!.shape[0]!;
  const map = new Float64Array(n * dy * dx);
  for (let row = 0; row < dy; row++) {
    const entry = (arrays: object) => tf.sum<Scalar>(column(tf, predict(tf, problem, arrays as LayerTensors), row));
    const byToken = differentiate(tf, { query: query! }, given, entry).gradients.query!; // [n, D]
    for (let b = 0; b < n; b++) {
      const token = byToken.subarray(b * (dx + dy), (b + 1) * (dx + dy));
      for (let i = 0; i < dx; i++) {
        let slope = token[i]!;
        for (let k = 0; k < dy; k++) slope -= W0[k * dx + i]! * token[dx + k]!;
        map[(b * dy + row) * dx + i] = slope;
      }
    }
  }
  return map;
}

const column = (tf: Tfjs, matrix: Tensor, i: number): Tensor => tf.slice(matrix, [0, i], [matrix.shape[0]!, 1]);
