import type { Dictionary } from '../../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../../generators/concepts/problem';
import type { Batch } from '../../reference/types';

/** What a batch is made of, read back through its (orthogonal) dictionary. Word L of a prompt is its query. */
export interface DecodedPrompts {
  readonly n: number;
  /** [n] the co-concept: the one that the query and most demonstrations carry */
  readonly concept: Int8Array;
  /** [n, L + 1, K1] sign of concept j in a word, 0 = absent */
  readonly words: Int8Array;
  /** [n, L, K1] sign of concept j in a label vector, 0 = absent */
  readonly labels: Int8Array;
  /** [n, L + 1, K2] 1 = the word carries the irrelevant feature */
  readonly irrelevant: Int8Array;
  /** [n, L·dX + L·dY + dX] what is left, in units of sigma: demonstrations' words, their labels, the query */
  readonly noise: Float64Array;
  /** Coefficients that are no mixture of the data model: anything but 0 or `a ± b`, `c ± d`, `nu`. */
  readonly impure: number;
}

const { abs, round } = Math;

/**
 * Reads a batch back. Needs an orthogonal dictionary (coherence 0) and sigma at most about |b|/12, so that noise practically
 * never moves a coefficient to the next integer; residuals are exact up to float32 rounding of the words (6e-8).
 */
export function decodePrompts(problem: ConceptProblem, dictionary: Dictionary, batch: Batch): DecodedPrompts {
  const { K1, K2, dX, dY, L } = problem;
  const { n } = batch;
  const size = L * dX + L * dY + dX;
  const words = new Int8Array(n * (L + 1) * K1);
  const labels = new Int8Array(n * L * K1);
  const irrelevant = new Int8Array(n * (L + 1) * K2);
  const noise = new Float64Array(n * size);
  const [u, v, c, d] = [dictionary.a, dictionary.b, dictionary.c, dictionary.d].map(measured);
  const nu = measured(dictionary.nu);
  let impure = 0;
  for (let b = 0; b < n; b++) {
    const at = b * size;
    noise.set(batch.x.subarray(b * L * dX, (b + 1) * L * dX), at);
    noise.set(batch.y.subarray(b * L * dY, (b + 1) * L * dY), at + L * dX);
    noise.set(batch.xq.subarray(b * dX, (b + 1) * dX), at + L * (dX + dY));
    for (let l = 0; l <= L; l++) {
      const word = at + (l < L ? l * dX : L * (dX + dY));
      impure += takeSigned(noise, word, u!, v!, words, (b * (L + 1) + l) * K1);
      impure += takeUnsigned(noise, word, nu, irrelevant, (b * (L + 1) + l) * K2);
      if (l < L) impure += takeSigned(noise, at + L * dX + l * dY, c!, d!, labels, (b * L + l) * K1);
    }
  }
  for (let i = 0; i < noise.length; i++) noise[i]! /= problem.sigma;
  return { n, concept: coConcepts(problem, words, n), words, labels, irrelevant, noise, impure };
}

/** Finds and removes `u_j + s v_j` in the word that begins at a place; returns how many coefficients fit neither that nor 0. */
function takeSigned(
  x: Float64Array,
  at: number,
  u: readonly Feature[],
  v: readonly Feature[],
  signs: Int8Array,
  to: number,
): number {
  let impure = 0;
  for (let j = 0; j < u.length; j++) {
    const presence = round(coefficient(x, at, u[j]!));
    const sign = round(coefficient(x, at, v[j]!));
    if ((presence !== 0 && presence !== 1) || abs(sign) !== presence) impure++;
    remove(x, at, u[j]!, presence);
    remove(x, at, v[j]!, sign);
    signs[to + j] = sign;
  }
  return impure;
}

function takeUnsigned(x: Float64Array, at: number, nu: readonly Feature[], carried: Int8Array, to: number): number {
  let impure = 0;
  for (let j = 0; j < nu.length; j++) {
    const presence = round(coefficient(x, at, nu[j]!));
    if (presence !== 0 && presence !== 1) impure++;
    remove(x, at, nu[j]!, presence);
    carried[to + j] = presence;
  }
  return impure;
}

/** The concept that the query carries, and among several the one that most demonstrations do. */
function coConcepts({ K1, L }: ConceptProblem, words: Int8Array, n: number): Int8Array {
  const concept = new Int8Array(n);
  for (let b = 0; b < n; b++) {
    let best = -1;
    for (let k = 0; k < K1; k++) {
      let count = 0;
      for (let l = 0; l <= L; l++) count += abs(words[(b * (L + 1) + l) * K1 + k]!);
      if (words[(b * (L + 1) + L) * K1 + k] === 0 || count <= best) continue;
      best = count;
      concept[b] = k;
    }
  }
  return concept;
}

/** A vector of the dictionary, and the square of its length. */
interface Feature {
  readonly v: Float64Array;
  readonly square: number;
}

const measured = (vectors: readonly Float64Array[]): readonly Feature[] =>
  vectors.map((v) => ({ v, square: v.reduce((sum, each) => sum + each * each, 0) }));

// A place in the array, and no view of it: views would be made millions of times.
function coefficient(x: Float64Array, at: number, { v, square }: Feature): number {
  let product = 0;
  for (let i = 0; i < v.length; i++) product += x[at + i]! * v[i]!;
  return product / square;
}

function remove(x: Float64Array, at: number, { v }: Feature, factor: number): void {
  if (factor !== 0) for (let i = 0; i < v.length; i++) x[at + i]! -= factor * v[i]!;
}
