/**
 * The one-layer model of bu2024 in tfjs operations. R independent models may be batched together along a leading axis:
 * W_Q, W_K [R, dX, dX], W_O [R, m, dY], r [R, m, 1], x_q [R, B, dX], x [R·B, L, dX], y [R·B, L, dY], label [R, B].
 */
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Batch, Weights } from '../types';
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

/** rᵀ ReLU(W_O Σ_l s_l y_l) → [R, B] */
export function output(tf: Tfjs, a: Tensors, s: Tensor2D): Tensor {
  const [R, B] = a.xq!.shape as [number, number, number];
  const [rows, L, dY] = a.y!.shape as [number, number, number];
  const mixed = tf.reshape(tf.matMul(tf.reshape(s, [rows, 1, L]), a.y!), [R, B, dY]);
  const h = tf.matMul(mixed, a.WO!, false, true); // [R, B, m]
  return tf.reshape(tf.matMul(rectified(tf, h), a.r!), [R, B]);
}

/**
 * ReLU with ReLU'(0) = 0. Not `tf.relu`: on the wasm backend it turns a NaN of negative sign, which is what ∞ − ∞ gives,
 * into 0, and a training that has diverged would look alive.
 */
function rectified(tf: Tfjs, h: Tensor): Tensor {
  return tf.mul(h, tf.step(h));
}

/** Mean logistic loss over the batch, summed over the R models. */
export function logisticLoss(tf: Tfjs, a: Tensors): Scalar {
  const f = output(tf, a, attention(tf, a));
  const margins = tf.mul(tf.neg(a.label!), f);
  return tf.div(tf.sum(tf.softplus(margins)), a.label!.shape[1]!) as Scalar;
}

/** One array of R copies along a new leading axis. */
export function stacked(parts: readonly Float32Array[], shape: readonly number[]): Shaped {
  const size = parts[0]!.length;
  const data = new Float32Array(parts.length * size);
  for (const [i, part] of parts.entries()) data.set(part, i * size);
  return { shape, data };
}

/** The arrays of R models, by the names the loss uses. */
export function modelArrays(w: readonly Weights[], dX: number, dY: number): Record<keyof Weights, Shaped> {
  const R = w.length;
  const m = w[0]!.r.length;
  const stack = (name: keyof Weights, ...shape: number[]) =>
    stacked(
      w.map((one) => one[name]),
      [R, ...shape],
    );
  return { WQ: stack('WQ', dX, dX), WK: stack('WK', dX, dX), WO: stack('WO', m, dY), r: stack('r', m, 1) };
}

/** The arrays of one batch per model. */
export function batchArrays(batches: readonly Batch[], dX: number, dY: number): Record<string, Shaped> {
  const R = batches.length;
  const B = batches[0]!.n;
  const L = batches[0]!.x.length / (B * dX);
  const stack = (name: 'x' | 'y' | 'xq' | 'label', ...shape: number[]) =>
    stacked(
      batches.map((one) => one[name]),
      shape,
    );
  return {
    x: stack('x', R * B, L, dX),
    y: stack('y', R * B, L, dY),
    xq: stack('xq', R, B, dX),
    label: stack('label', R, B),
  };
}
