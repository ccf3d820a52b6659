import type { Case } from '../problems';

/**
 * Floating-point operations of the matrix products of one step on tokens: W_Q x_q, W_Kᵀ u and back through both (5 products of
 * B vectors with dX × dX), W_O and back (3 with m × dY). Not those with features, nor softmax and loss. `undefined` where prompts
 * are read in the space of features: how many vectors are multiplied is then not the number of prompts.
 */
export function denseFlops({ setting: { rule, training } }: Case): number | undefined {
  if (training.features !== undefined) return undefined;
  return 2 * rule.B * (5 * training.dX ** 2 + 3 * rule.m * training.dY);
}
