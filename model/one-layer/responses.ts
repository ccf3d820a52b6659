import type { Forward, Weights } from '../reference/types';

/** What the neurons make of prompts: f is their difference, weighted by the read-out. */
export interface Responses {
  /** Mean activation of the neurons whose read-out has the sign of the prompt's label. */
  readonly own: number;
  /** Mean activation of the others. */
  readonly other: number;
}

/** Copies, without the neurons whose read-out is negative: their rows of W_O are 0. */
export function positiveHalf(weights: Weights): Weights {
  const WO = weights.WO.slice();
  const width = WO.length / weights.r.length;
  weights.r.forEach((r, i) => {
    if (r < 0) WO.fill(0, i * width, (i + 1) * width);
  });
  return { ...weights, WO };
}

/** @param half the answers of `positiveHalf` to the same prompts. */
export function responsesOf({ r }: Pick<Weights, 'r'>, { f, label }: Forward, half: Forward): Responses {
  const [above, below] = [1, -1].map((sign) => r.reduce((sum, read) => sum + Math.max(sign * read, 0), 0));
  let [own, other] = [0, 0];
  for (const [b, positive] of half.f.entries()) {
    // Σ_i |r_i| h_i over the neurons of either sign, as a mean of h.
    const [plus, minus] = [positive / above!, (positive - f[b]!) / below!];
    own += label[b]! > 0 ? plus : minus;
    other += label[b]! > 0 ? minus : plus;
  }
  return { own: own / f.length, other: other / f.length };
}
