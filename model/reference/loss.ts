/** The losses of both papers as functions of the margin z f, each value beside its slope. */
import type { Loss } from './types';

/** Taken out once: in some contexts (Jest) every look-up of a global is slow. */
const { abs, exp, log1p, max } = Math;

interface LossFunction {
  /** Loss at margin z f. */
  value(margin: number): number;
  /** Its derivative with respect to the margin. */
  slope(margin: number): number;
}

/** bu2024: log(1 + exp(−margin)), without overflow and accurate in both tails. */
const logistic: LossFunction = {
  value: (margin) => max(-margin, 0) + log1p(exp(-abs(margin))),
  slope(margin) {
    if (margin < 0) return -1 / (1 + exp(margin));
    const small = exp(-margin);
    return -small / (1 + small);
  },
};

/** li2024: max(0, 1 − margin); at the kink its slope is 0, like ReLU'(0). */
const hinge: LossFunction = {
  value: (margin) => max(0, 1 - margin), // NaN passes through
  slope: (margin) => (margin < 1 ? -1 : 0),
};

export const losses: Readonly<Record<Loss, LossFunction>> = { logistic, hinge };
