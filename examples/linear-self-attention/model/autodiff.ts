import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Shaped, Tfjs } from 'theoremcheck/tfjs';

type Shapes = Readonly<Record<string, Shaped>>;
type Loss = (arrays: Readonly<Record<string, Tensor>>) => Scalar;

/** Arrays as tensors. Call it within `tf.tidy`. */
export function tensors(tf: Tfjs, arrays: Shapes): Record<string, Tensor> {
  const entries = Object.entries(arrays).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])] as const);
  return Object.fromEntries(entries);
}

export interface Differentiated {
  readonly value: number;
  /** By name, in the order of the array itself. */
  readonly gradients: Readonly<Record<string, Float32Array>>;
}

/** A loss and its gradient by each of the trained arrays, as tfjs differentiates it. */
export function differentiate(tf: Tfjs, trained: Shapes, given: Shapes, loss: Loss): Differentiated {
  const names = Object.keys(trained);
  const [value, ...gradients] = tf.tidy(() => {
    const [weights, others] = [tensors(tf, trained), tensors(tf, given)];
    const of = (...list: Tensor[]) =>
      loss({ ...others, ...Object.fromEntries(names.map((name, i) => [name, list[i]!])) });
    const { value, grads } = tf.valueAndGrads(of)(names.map((name) => weights[name]!));
    return [value, ...grads].map((tensor) => new Float32Array(tensor.dataSync()));
  });
  return { value: value![0]!, gradients: Object.fromEntries(names.map((name, i) => [name, gradients[i]!])) };
}
