import { combination, scaledBy } from '../frame';
import { Random } from '../random';
import type { Dictionary } from './dictionary';
import type { ConceptProblem } from './problem';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { abs, sqrt } = Math;

/**
 * K1 concepts that nobody trained on: the words of each combine all learned words, its labels all learned labels (bu2024,
 * mechanism 3: "knowledge intersection").
 *
 * With one vector of coefficients u for the words of a new concept, `a' ∝ Σ u_k a_k` and `b' ∝ Σ u_k b_k` with the norms of a
 * learned concept, so that each new word `a' ± b'` is itself the combination of the learned words of its sign; likewise
 * c' and d' with coefficients v, independent of u. Conic by default: |N(0, 1)| entrywise, so u/|u| is uniform on the part of
 * the sphere where nothing is negative. With `departures.negativeWords` = ν > 0 the first ⌊K1/2⌋ coefficients are negative
 * and the others scaled so that they hold ν of Σ|u_k|; `negativeLabels` does so for v. The draws do not depend on ν.
 *
 * New concepts are not orthogonal to each other. Irrelevant features stay. Pure function of (problem, dictionary, key).
 */
export function conicDictionary(
  { K1, departures }: ConceptProblem,
  { a, b, c, d, nu }: Dictionary,
  key: readonly [number, number],
): Dictionary {
  const random = new Random(key);
  const coefficients = (negative: number) =>
    Array.from({ length: K1 }, () =>
      withNegative(
        Float64Array.from({ length: K1 }, () => abs(random.normal())),
        negative,
      ),
    );
  const words = coefficients(departures.negativeWords);
  const labels = coefficients(departures.negativeLabels);
  const combined = (vectors: readonly Float64Array[], by: readonly Float64Array[]) =>
    by.map((u) => rescaled(combination(u, vectors), vectors[0]!));
  return { a: combined(a, words), b: combined(b, words), c: combined(c, labels), d: combined(d, labels), nu };
}

/** Gives the first half of positive coefficients a minus sign and the share ν of the sum of absolute values. */
function withNegative(u: Float64Array, share: number): Float64Array {
  if (share === 0) return u;
  const half = Math.floor(u.length / 2);
  const sum = (from: number, to: number) => u.subarray(from, to).reduce((total, value) => total + value, 0);
  const [negative, positive] = [sum(0, half), sum(half, u.length)];
  return u.map((value, k) => (k < half ? (-value * share) / negative : (value * (1 - share)) / positive));
}

/** The vector with the norm of another. */
function rescaled(vector: Float64Array, like: Float64Array): Float64Array {
  return scaledBy(sqrt(square(like) / square(vector)))(vector);
}

const square = (u: Float64Array): number => u.reduce((sum, value) => sum + value * value, 0);
