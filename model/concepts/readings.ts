/**
 * What attention makes of prompts in closed form: words without noise, infinitely many demonstrations. It tells what a
 * sampled prompt does not say, which concept each demonstration is about.
 */
import type { Dictionary } from '../../generators/concepts/dictionary';
import { exp } from '../../generators/math';
import { addScaled, dot, matVec, meanOf, transposedMatVec } from '../reference/linear';
import type { Parameters } from '../reference/transformer';

type Attention = Pick<Parameters, 'WQ' | 'WK'>;
type SignedFeatures = Pick<Dictionary, 'a' | 'b'>;

/** Both signs of a concept. */
export const SIGNS = [1, -1] as const;
export type Sign = (typeof SIGNS)[number];

/**
 * Attention on demonstrations of the query's concept where half of them are about it and the others evenly about every other
 * concept, all with balanced signs; mean over concepts and signs of the query. 1/2 for attention that is blind. Needs K1 >= 2.
 */
export function ownConceptMass(weights: Attention, features: SignedFeatures): number {
  const words = signedWords(features);
  const masses = words.map(({ concept, word }) => {
    const answered = answeredTo(weights, word);
    const weight = (own: boolean) =>
      meanOf(words.filter((one) => (one.concept === concept) === own).map((one) => exp(answered(one.word))));
    const [mine, others] = [weight(true), weight(false)];
    return mine / (mine + others);
  });
  return meanOf(masses);
}

/**
 * Attention on demonstrations with the sign of their own concept in a query that carries a second concept besides, with any
 * sign: which of its two meanings the demonstrations pick. The least over pairs of concepts and signs; 1/2 for blind attention.
 */
export function leastPolysemousMass(weights: Attention, features: SignedFeatures): number {
  const words = signedWords(features);
  const masses = words.flatMap((asked) => {
    const opposite = words.find(({ concept, sign }) => concept === asked.concept && sign === -asked.sign)!;
    const seconds = words.filter(({ concept }) => concept !== asked.concept);
    return seconds.map((second) => {
      const query = Float64Array.from(asked.word);
      addScaled(query, 1, second.word);
      const answered = answeredTo(weights, query);
      return 1 / (1 + exp(answered(opposite.word) - answered(asked.word)));
    });
  });
  return Math.min(...masses);
}

/** x ↦ xᵀ M x_q, M = W_Kᵀ W_Q: the score of a demonstration. */
export function answeredTo({ WQ, WK }: Attention, query: Float64Array): (word: Float64Array) => number {
  const d = query.length;
  const asked = transposedMatVec(WK, d, d, matVec(WQ, d, d, query));
  return (word) => dot(d, word, asked);
}

/** a_k ± b_k, both signs of a concept after one another. [2 K1] */
export function signedWords({ a, b }: SignedFeatures): { concept: number; sign: Sign; word: Float64Array }[] {
  return a.flatMap((ak, concept) =>
    SIGNS.map((sign) => ({ concept, sign, word: ak.map((x, i) => x + sign * b[concept]![i]!) })),
  );
}
