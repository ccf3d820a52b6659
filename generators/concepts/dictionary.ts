import { coherent, combination, orthonormalFrame, scaledBy } from '../frame';
import { Random } from '../random';
import { allDepartures, type ConceptProblem } from './problem';

/** The features of a problem. A concept's words are `a_k ± b_k`, its labels `c_k ± d_k`; `nu_j` are irrelevant to the task. */
export interface Dictionary {
  /** K1 vectors of length dX, |a_k|² = (1 + kappaX)/2 */
  readonly a: Float64Array[];
  /** K1 vectors of length dX, |b_k|² = (1 − kappaX)/2 */
  readonly b: Float64Array[];
  /** K1 vectors of length dY, |c_k|² = (1 + kappaY)/2 */
  readonly c: Float64Array[];
  /** K1 vectors of length dY, |d_k|² = (1 − kappaY)/2 */
  readonly d: Float64Array[];
  /** K2 unit vectors of length dX */
  readonly nu: Float64Array[];
}

/**
 * The dictionary of a problem, uniformly rotated: words and labels each get an orthonormal frame drawn from the
 * rotation-invariant law, scaled so that `|a_k ± b_k| = 1` and `<a_k + b_k, a_k − b_k> = kappa` (bu2024, data model).
 *
 * `departures.coherence` = ρ in [0, 1) breaks the orthogonality across features and leaves norms and `a_k ⟂ b_k`,
 * `c_k ⟂ d_k` alone. Normalised columns get inner product exactly ρ for the pairs (a_j, a_k), (b_j, b_k), (b_k, nu_i),
 * (nu_i, nu_j), (c_j, c_k), (d_j, d_k), j ≠ k; all other pairs stay orthogonal. More is impossible over the whole range:
 * no unit vector has inner product ρ > 1/√2 with both of the orthogonal a_k and b_k. The irrelevant features join the
 * b's, which carry the sign, because that is where they do harm.
 *
 * `departures.bias` = g > 0 adds g·u to every c_k, u a unit vector apart from all label features. Attention has mass 1, so the
 * mixture of labels carries g·u whatever it is, and W_O u is a bias of each neuron that is learned as any other weight is.
 *
 * Pure function of (problem, key). Expects a problem that `checkConceptProblem` accepts.
 */
export function conceptDictionary(problem: ConceptProblem, key: readonly [number, number]): Dictionary {
  const { K1, K2, dX, dY, kappaX, kappaY } = problem;
  const { coherence: rho, bias } = allDepartures(problem.departures);
  const random = new Random(key);
  const words = orthonormalFrame(random, 2 * K1 + K2, dX);
  const labels = orthonormalFrame(random, bias > 0 ? 2 * K1 + 1 : 2 * K1, dY);
  const signed = coherent(words.slice(K1), rho);
  return {
    a: coherent(words.slice(0, K1), rho).map(scaledBy(sqrt((1 + kappaX) / 2))),
    b: signed.slice(0, K1).map(scaledBy(sqrt((1 - kappaX) / 2))),
    c: biased(coherent(labels.slice(0, K1), rho).map(scaledBy(sqrt((1 + kappaY) / 2))), bias, labels[2 * K1]),
    d: coherent(labels.slice(K1, 2 * K1), rho).map(scaledBy(sqrt((1 - kappaY) / 2))),
    nu: signed.slice(K1),
  };
}

function biased(c: Float64Array[], bias: number, along: Float64Array | undefined): Float64Array[] {
  if (along === undefined) return c;
  return c.map((ck) => combination([1, bias], [ck, along]));
}

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { sqrt } = Math;
