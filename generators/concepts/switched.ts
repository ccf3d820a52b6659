import type { Dictionary } from './dictionary';

/**
 * The words of the first two concepts switched, their label vectors not: a word of concept 0 now comes with the labels that
 * concept 1 had in training (bu2024, figure on out-of-distribution prompts). Throws RangeError for fewer than two concepts.
 */
export function switchedDictionary({ a, b, ...others }: Dictionary): Dictionary {
  if (a.length < 2) throw new RangeError(`switched dictionary: expected at least 2 concepts, got ${a.length}`);
  const switched = ([first, second, ...rest]: readonly Float64Array[]) => [second!, first!, ...rest];
  return { a: switched(a), b: switched(b), ...others };
}
