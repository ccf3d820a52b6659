/**
 * The one-layer model of both papers in tfjs operations. R independent models may be batched together along a leading axis:
 * W_Q, W_K [R, dX, dX], W_V [R, dY, dY] or absent, W_O [R, m, dY], r [R, m, 1], x_q [R, B, dX], x [R·B, L, dX],
 * y [R·B, L, dY] or absent where it is x, label [R, B].
 */
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Batch, Loss, Weights } from '../../reference/types';
import type { Shaped, Tensors } from './autodiff';
import type { Tfjs } from './backend';

/** softmax_l((W_K x_l)ᵀ (W_Q x_q)) → [R·B, L] */
export function attention(tf: Tfjs, a: Tensors): Tensor2D {
  const [rows, L, dX] = a.x!.shape as [number, number, number];
  const u = tf.matMul(a.xq!, a.WQ!, false, true); // [R, B, dX]
  const v = tf.matMul(u, a.WK!); // [R, B, dX]: W_Kᵀ u
  const scores = tf.matMul(a.x!, tf.reshape(v, [rows, dX, 1])); // [R·B, L, 1]
  return tf.softmax(tf.reshape(scores, [rows, L]) as Tensor2D);
}

/** rᵀ ReLU(W_O W_V Σ_l s_l y_l) → [R, B] */
export function output(tf: Tfjs, a: Tensors, s: Tensor2D): Tensor {
  const y = a.y ?? a.x!;
  const [R, B] = a.xq!.shape as [number, number, number];
  const [rows, L, dY] = y.shape as [number, number, number];
  const mixed = tf.reshape(tf.matMul(tf.reshape(s, [rows, 1, L]), y), [R, B, dY]);
  const value = a.WV ? tf.matMul(mixed, a.WV, false, true) : mixed; // [R, B, dY]
  const h = tf.matMul(value, a.WO!, false, true); // [R, B, m]
  return tf.reshape(tf.matMul(rectified(tf, h), a.r!), [R, B]);
}

/**
 * max(0, h) with slope 0 at 0. Not `tf.relu`: on the wasm backend it turns a NaN of negative sign, which is what ∞ − ∞ gives,
 * into 0, and a training that has diverged would look alive.
 */
export function rectified(tf: Tfjs, h: Tensor): Tensor {
  return tf.mul(h, tf.step(h));
}

/** What each loss makes of the margins z f. */
export const LOSSES: Readonly<Record<Loss, (tf: Tfjs, margins: Tensor) => Tensor>> = {
  logistic: (tf, margins) => tf.softplus(tf.neg(margins)),
  hinge: (tf, margins) => rectified(tf, tf.sub(1, margins)),
};

/** Mean loss over the batch, summed over the R models. */
export function meanLoss(tf: Tfjs, a: Tensors, loss: Loss): Scalar {
  const margins = tf.mul(a.label!, output(tf, a, attention(tf, a)));
  return tf.div(tf.sum(LOSSES[loss](tf, margins)), a.label!.shape[1]!) as Scalar;
}

/** One array of R copies along a leading axis. */
export function stacked(parts: readonly Float32Array[], shape: readonly number[]): Shaped {
  const size = parts[0]!.length;
  const data = new Float32Array(parts.length * size);
  for (const [i, part] of parts.entries()) data.set(part, i * size);
  return { shape, data };
}

/** The arrays of R models, by the names the loss uses; all have W_V or none. */
export function modelArrays(w: readonly Weights[], dX: number, dY: number): Record<string, Shaped> {
  const R = w.length;
  const first = w[0]!;
  const stack = (name: keyof Weights, ...shape: number[]) =>
    stacked(
      w.map((one) => one[name]!),
      [R, ...shape],
    );
  return {
    ...{ WQ: stack('WQ', dX, dX), WK: stack('WK', dX, dX) },
    ...(first.WV && { WV: stack('WV', dY, dY) }),
    ...{ WO: stack('WO', first.r.length, dY), r: stack('r', first.r.length, 1) },
  };
}

/** The arrays of one batch per model; y only where it is not x. */
export function batchArrays(batches: readonly Batch[], dX: number, dY: number): Record<string, Shaped> {
  const R = batches.length;
  const { n: B, x, y } = batches[0]!;
  const L = x.length / (B * dX);
  const stack = (name: 'x' | 'y' | 'xq' | 'label', ...shape: number[]) =>
    stacked(
      batches.map((one) => one[name]),
      shape,
    );
  return {
    x: stack('x', R * B, L, dX),
    ...(y !== x && { y: stack('y', R * B, L, dY) }),
    xq: stack('xq', R, B, dX),
    label: stack('label', R, B),
  };
}
