import { combination, orthonormalFrame, orthonormalised } from '../frame';
import { Random } from '../random';
import type { Dictionary } from './dictionary';
import { allDepartures, type ConceptProblem } from './problem';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { sqrt } = Math;

/**
 * Concepts whose features leave the span of the learned ones on one side (bu2024, mechanism 3: its break condition): each
 * b_k (`words`) or d_k (`labels`) keeps its length and `departures.insideSpan` of its square, and the rest points along a
 * direction of its own, uniform among those apart from all learned features. a_k, c_k and the other side stay as they are.
 *
 * Pure function of (problem, dictionary, key). Throws RangeError where learned features fill the side's space.
 */
export function outsideDictionary(
  { departures }: ConceptProblem,
  dictionary: Dictionary,
  side: 'words' | 'labels',
  key: readonly [number, number],
): Dictionary {
  const { a, b, c, d, nu } = dictionary;
  const [learned, signed] = side === 'words' ? [[...a, ...b, ...nu], b] : [[...c, ...d], d];
  const dimension = signed[0]!.length;
  if (dimension <= learned.length) {
    throw new RangeError(
      `outside dictionary: expected more than ${learned.length} dimensions of ${side}, got ${dimension}`,
    );
  }
  const random = new Random(key);
  const frame = orthonormalised(learned);
  const moved = signed.map((vector) =>
    leaving(vector, orthonormalFrame(random, 1, dimension, frame)[0]!, allDepartures(departures).insideSpan),
  );
  return side === 'words' ? { ...dictionary, b: moved } : { ...dictionary, d: moved };
}

function leaving(vector: Float64Array, fresh: Float64Array, inside: number): Float64Array {
  const length = sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return combination([sqrt(inside), sqrt(1 - inside) * length], [vector, fresh]);
}
