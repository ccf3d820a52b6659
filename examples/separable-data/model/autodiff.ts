import type { Scalar } from '@tensorflow/tfjs-core';
import type { Backend } from 'theoremcheck/tfjs';

/** The gradient of Σ_n ℓ(w·x_n) as tfjs differentiates it, in 32 bits: the loss is all that it has in common with the other one. */
export function tfjsGradient({ tf }: Backend, points: readonly Float64Array[]): (w: Float64Array) => Float64Array {
  const [N, d] = [points.length, points[0]!.length];
  const flat = Float32Array.from(points.flatMap((x) => [...x]));
  return (w) => {
    const data = tf.tidy(() => {
      const X = tf.tensor2d(flat, [N, d]);
      const loss = (v: object) => tf.sum(tf.softplus(tf.neg(tf.matMul(X, v as never)))) as Scalar;
      return tf
        .grad(loss as never)(tf.tensor2d(Float32Array.from(w), [d, 1]))
        .dataSync();
    });
    return Float64Array.from(data);
  };
}

/** Half a unit in the last place of a number of 32 bits. */
const UNIT = 2 ** -24;

/**
 * How far an entry of this gradient may be from that of 64 bits, [d]: γ_k of higham2002 times Σ_n |x_ni| σ(−z_n) (1 + Σ_j |x_nj w_j|),
 * since an error δ of z_n changes σ(−z_n) by at most the factor e^δ. k: two roundings of each product's factors, d of its sum, N of
 * the gradient's, and sixteen for softplus's derivative (ours).
 */
export function gradientBound(
  points: readonly Float64Array[],
  w: Float64Array,
  slope: (z: number) => number,
): Float64Array {
  const k = 2 + w.length + points.length + 16;
  const bound = new Float64Array(w.length);
  for (const x of points) {
    const [z, size] = x.reduce<[number, number]>(([a, b], v, i) => [a + v * w[i]!, b + Math.abs(v * w[i]!)], [0, 0]);
    for (let i = 0; i < x.length; i++) bound[i] = bound[i]! + k * UNIT * Math.abs(x[i]!) * slope(z) * (1 + size);
  }
  return bound;
}
