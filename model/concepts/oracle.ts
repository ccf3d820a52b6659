import type { Dictionary } from '../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../generators/concepts/problem';
import { dot, type Reals } from '../reference/linear';
import { normalCdf } from './normal';

/**
 * The error of the best classifier that knows dictionary, noise and the prompt's co-concept k: Φ(−|b|/σ).
 *
 * Given k, `x_q = a_k + e b_k + rest`, where the rest (other concepts, irrelevant features, noise orthogonal to b_k) is
 * independent of e and of the component along b_k: other features are orthogonal to b_k, and isotropic noise has independent
 * components. So `<x_q, b_k>/|b_k|` ~ N(e|b|, σ²) is sufficient for e at every rate of polysemy; the demonstrations, whose
 * signs are drawn independently of e, add nothing. Everybody who knows less does at best as well.
 */
export function bayesError({ kappaX, sigma }: Pick<ConceptProblem, 'kappaX' | 'sigma'>): number {
  return sigma === 0 ? 0 : normalCdf(-Math.sqrt((1 - kappaX) / 2) / sigma);
}

/** The sign that this classifier gives the query `xq` of a prompt with co-concept k; 0 when it cannot tell. */
export function knowingOracle({ b }: Dictionary, k: number, xq: Reals): number {
  return Math.sign(dot(xq.length, b[k]!, xq));
}

/**
 * The log-likelihood ratio of e = +1 against −1 (its sign is the best decision) for one that knows dictionary and noise but not the co-concept, and
 * sees no demonstrations, at p = pNu = 0: x_q is a mixture over k of N(a_k + e b_k, σ² I). All means have norm 1, so the
 * likelihood of a component is `exp(<x, mean>/σ²)` up to a common factor.
 */
export function guessingOracle({ a, b }: Dictionary, sigma: number, xq: Reals): number {
  const along = (v: Float64Array) => dot(xq.length, v, xq) / (sigma * sigma);
  const logLikelihood = (e: number) => logSumExp(a.map((ak, k) => along(ak) + e * along(b[k]!)));
  return logLikelihood(1) - logLikelihood(-1);
}

function logSumExp(terms: readonly number[]): number {
  const top = Math.max(...terms);
  return top + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - top), 0));
}
