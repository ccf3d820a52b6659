import type { Random } from '../random';
import { bagOf } from './bags';
import type { FeatureVectors } from './material';
import type { Example } from './select';
import { shuffled } from './split';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { round } = Math;

/** An example of a pool: its label may be wrong, its sign is what its words say. */
interface Pooled extends Example {
  readonly sign: 1 | -1;
}

/** A pool, and a query of words that no example has. */
export interface PoolTask {
  readonly pool: readonly Pooled[];
  readonly query: Float64Array;
  readonly sign: 1 | -1;
}

/** How pools are made. */
export interface PoolRule {
  /** Examples of either sign; more of the plus sign where pools are imbalanced. */
  readonly plus: number;
  readonly minus: number;
  /** Fraction of either sign whose label is wrong. */
  readonly wrong: number;
  /** Fraction of either sign that is of the next concept: its words, labelled by their sign there. */
  readonly mixed: number;
  readonly bag: number;
}

/** One task over concept k: pool and query take the words of either side apart. */
export function taskOf(random: Random, features: FeatureVectors, k: number, rule: PoolRule): PoolTask {
  const sign = random.uniform() < 0.5 ? 1 : -1;
  const own = features[2 * k + Number(sign === 1)]!;
  const order = shuffled(random, own.length).map((i) => own[i]!);
  const query = bagOf(random, order.slice(0, rule.bag), rule.bag);
  const rest = order.slice(rule.bag);
  const of = (concept: number, s: 1 | -1) => features[(2 * concept + Number(s === 1)) % features.length]!;
  const side = (s: 1 | -1, n: number): Pooled[] => {
    const words = s === sign ? rest : of(k, s);
    const [wrong, foreign] = [round(rule.wrong * n), n - round(rule.mixed * n)];
    return Array.from({ length: n }, (_, i) => ({
      ...{ text: `${s}:${i}`, sign: s, vector: bagOf(random, i < foreign ? words : of(k + 1, s), rule.bag) },
      label: i < wrong ? (-s as 1 | -1) : s,
    }));
  };
  return { pool: [...side(1, rule.plus), ...side(-1, rule.minus)], query, sign };
}
