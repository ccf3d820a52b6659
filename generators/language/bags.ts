import { Random } from '../random';
import { type Direction, mean, oracleSign } from './geometry';
import type { FeatureVectors } from './material';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { floor } = Math;

/** The mean of n different members of a side; one alone is itself. Throws RangeError when there are fewer. */
export function bagOf(random: Random, side: readonly Float64Array[], n: number): Float64Array {
  if (side.length < n) throw new RangeError(`bag: expected at least ${n} words, got ${side.length}`);
  const chosen = new Set<number>();
  while (chosen.size < n) chosen.add(floor(random.uniform() * side.length));
  const members = [...chosen].map((i) => side[i]!);
  return n === 1 ? members[0]! : mean(members);
}

/**
 * How often the plug-in oracle is wrong about a query: sign⟨x − a_k, b_k⟩, with a and b of training words and the concept known.
 * Of single words exactly; of bags over n of them, the concept and the sign in turn.
 */
export function oracleError(
  directions: readonly Direction[],
  features: FeatureVectors,
  bag: number,
  { n, key }: { n: number; key: readonly [number, number] },
): number {
  const wrong = (vector: Float64Array, i: number) => oracleSign(directions[i >> 1]!, vector) !== (i % 2 === 1 ? 1 : -1);
  if (bag === 1) {
    const shares = features.map((side, i) => side.filter((x) => wrong(x, i)).length / side.length);
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  }
  const random = new Random(key);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const at = i % features.length;
    if (wrong(bagOf(random, features[at]!, bag), at)) count++;
  }
  return count / n;
}
