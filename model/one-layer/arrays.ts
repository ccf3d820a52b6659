import { losses } from '../reference/loss';
import type { Batch, Forward, Loss, Weights } from '../reference/types';
import type { OneLayerTraining } from './training';

/** An array with its shape, `[]` for a number; row-major. */
interface ShapedArray {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

export type ShapedArrays = Record<string, ShapedArray>;

/** Vectors of one length as the rows of a matrix. */
export function rows(vectors: readonly Float64Array[], width: number): ShapedArray {
  return { shape: [vectors.length, width], data: Float32Array.from(vectors.flatMap((row) => [...row])) };
}

/** What differs between papers in the arrays of a trial. */
interface Layout {
  readonly loss: Loss;
  /** The batch that step t uses, by the names of the paper. */
  batch(batch: Batch, t: number): ShapedArrays;
}

/**
 * A training step by step: initial weights, and for t = 1 … steps the batch that step t used, what the model answered before
 * the update (attention, f, mean loss without decay), and the weights after it. Matrices are row-major [out, in].
 * Throws when the training diverges within these steps.
 */
export function stepArrays<P>(training: OneLayerTraining<P>, steps: number, layout: Layout): ShapedArrays {
  const arrays = weightArrays(training.weights(), 0);
  for (let t = 1; t <= steps; t++) {
    const batch = training.batch(t);
    Object.assign(arrays, layout.batch(batch, t), answerArrays(batch, training.answersInBatch(t), t, layout.loss));
    const diverged = training.advance(t);
    if (diverged) {
      throw new Error(`export: expected ${steps} finite steps, got ${diverged.what} at step ${diverged.step}`);
    }
    Object.assign(arrays, weightArrays(training.weights(), t));
  }
  return arrays;
}

function weightArrays({ r, ...matrices }: Weights, t: number): ShapedArrays {
  const depth = matrices.WO.length / r.length;
  const dX = Math.sqrt(matrices.WQ.length);
  const shapes = { WQ: [dX, dX], WK: [dX, dX], WV: [depth, depth], WO: [r.length, depth] };
  const named = Object.entries(matrices).map(([name, data]): [string, ShapedArray] => [
    `${name}_${t}`,
    { shape: shapes[name as keyof typeof shapes], data },
  ]);
  return Object.fromEntries(named);
}

function answerArrays({ n, label }: Batch, { f, attention }: Forward, t: number, loss: Loss): ShapedArrays {
  const each = Array.from(f, (value, b) => losses[loss].value(label[b]! * value));
  const mean = each.reduce((sum, value) => sum + value, 0) / n;
  return {
    [`attention_${t}`]: { shape: [n, attention.length / n], data: attention },
    [`f_${t}`]: { shape: [n], data: f },
    [`loss_${t}`]: { shape: [], data: Float32Array.of(mean) },
  };
}
