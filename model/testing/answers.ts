import type { Forward } from '../reference/types';

/** Taken out once: in Jest's context every look-up of a global is slow. */
const { exp, floor, log1p, max } = Math;

/** Means over the prompts of a forward pass. */
export const answers = {
  /** Fraction of prompts with z f <= 0. */
  error: ({ f, label }: Forward) => average(f, (v, b) => (v * label[b]! > 0 ? 0 : 1)),
  hinge: ({ f, label }: Forward) => average(f, (v, b) => max(0, 1 - label[b]! * v)),
  logistic: ({ f, label }: Forward) => average(f, (v, b) => log1p(exp(-label[b]! * v))),
  /** Attention on demonstrations that share the query's sign. */
  attention: ({ attention, sign, label }: Forward) => {
    const L = attention.length / label.length;
    return average(attention, (s, i) => (sign[i] === label[floor(i / L)] ? s * L : 0));
  },
} as const;

function average(values: Float32Array, of: (value: number, index: number) => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += of(values[i]!, i);
  return sum / values.length;
}
