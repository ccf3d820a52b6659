import type { Reals } from '../reference/linear';
import { dot, matVec } from '../reference/linear';
import type { Parameters } from '../reference/transformer';

/** Taken out once: in some contexts (Jest) every look-up of a global is slow. */
const { exp, max } = Math;

/** A demonstration that carries one of two label vectors. */
interface TwoLabelled {
  readonly vector: Reals;
  readonly label: 1 | -1;
}

/** The label vectors of −1 and +1, as the neurons see them: W_O y. */
type SeenLabels = readonly [minus: Float64Array, plus: Float64Array];

export const seenLabels = ({ WO, r }: Pick<Parameters, 'WO' | 'r'>, minus: Reals, plus: Reals): SeenLabels => [
  matVec(WO, r.length, minus.length, minus),
  matVec(WO, r.length, plus.length, plus),
];

/**
 * The answers of the model to one query and any demonstrations, each with one of two label vectors: all that they need of the query
 * is v = M x_q, and of the demonstrations the attention p on those of +1, since f = rᵀ ReLU(p W_O y₊ + (1 − p) W_O y₋). Many prompts
 * about one query cost little beyond their scores; the model has no W_V here.
 *
 * @param M W_KᵀW_Q
 */
export function answersTo(
  M: Reals,
  r: Reals,
  labels: SeenLabels,
  query: Reals,
): (chosen: readonly TwoLabelled[]) => number {
  const v = matVec(M, query.length, query.length, query);
  const known = new Map<Reals, number>();
  const score = (vector: Reals): number => {
    const found = known.get(vector) ?? dot(v.length, v, vector);
    known.set(vector, found);
    return found;
  };
  return (chosen) => readOut(r, labels, attentionOnPlus(chosen, score));
}

function attentionOnPlus(chosen: readonly TwoLabelled[], score: (vector: Reals) => number): number {
  const scores = chosen.map(({ vector }) => score(vector));
  const top = scores.reduce((a, z) => max(a, z), Number.NEGATIVE_INFINITY);
  let [plus, all] = [0, 0];
  for (const [l, z] of scores.entries()) {
    const e = exp(z - top);
    all += e;
    if (chosen[l]!.label === 1) plus += e;
  }
  return plus / all;
}

function readOut(r: Reals, [minus, plus]: SeenLabels, p: number): number {
  let f = 0;
  for (let i = 0; i < r.length; i++) f += r[i]! * max(p * plus[i]! + (1 - p) * minus[i]!, 0);
  return f;
}
