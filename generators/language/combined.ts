import { Random } from '../random';
import { mean } from './geometry';
import type { FeatureVectors } from './material';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { floor, SQRT2 } = Math;

/** Words a side of a combined concept. */
const WORDS = 64;

/**
 * Concepts that nobody trained on, each a conic combination of two trained ones, the next one round: a word of either sign is the
 * scaled sum of a word of each, both with that sign; label vectors likewise.
 *
 * @param next how many features on the other one lies: 2, of the same sign of the next concept.
 */
export function combinedWords(features: FeatureVectors, key: readonly [number, number], next = 2): FeatureVectors {
  const random = new Random(key);
  const any = (side: readonly Float64Array[]) => side[floor(random.uniform() * side.length)]!;
  return features.map((side, i) => {
    const other = features[(i + next) % features.length]!;
    return Array.from({ length: WORDS }, () => scaledSum(any(side), any(other)));
  });
}

export function combinedLabels(labels: readonly Float64Array[]): Float64Array[] {
  return labels.map((label, i) => scaledSum(label, labels[(i + 2) % labels.length]!));
}

/** (u + v)/√2: norms are kept where the two are orthogonal. */
const scaledSum = (u: Float64Array, v: Float64Array): Float64Array => mean([u, v]).map((x) => SQRT2 * x);
