import { combination } from '../frame';
import type { Dictionary } from './dictionary';

/**
 * The first n concepts become one, carried together and with one sign: a word of it is the sum of their words and its label
 * vector the sum of their label vectors, as in a sparse code with n entries (bu2024, several co-concepts). The other
 * concepts follow. Throws RangeError unless 1 ≤ n ≤ K1.
 */
export function mergedDictionary({ a, b, c, d, nu }: Dictionary, n: number): Dictionary {
  if (!(n >= 1 && n <= a.length)) {
    throw new RangeError(`merged dictionary: expected 1 … ${a.length} concepts to merge, got ${n}`);
  }
  const ones = new Float64Array(n).fill(1);
  const merged = (vectors: readonly Float64Array[]) => [combination(ones, vectors.slice(0, n)), ...vectors.slice(n)];
  return { a: merged(a), b: merged(b), c: merged(c), d: merged(d), nu };
}
