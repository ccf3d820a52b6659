/**
 * What a model trained on pattern prompts has learned, read off its weights in float64 (li2024, section 3, propositions 1
 * and 2, theorem 3). M = W_Kᵀ W_Q; a neuron is a row of W_O W_V, its magnitude the norm of that row.
 */
import { combination } from '../../generators/frame';
import type { Patterns } from '../../generators/patterns/patterns';
import { randomSubset } from '../../generators/patterns/subset';
import { Random } from '../../generators/random';
import { attentionMatrix } from '../concepts/probes';
import { dot, type Reals, transposedMatVec } from '../reference/linear';
import type { StreamKey, Weights } from '../reference/types';

/** Taken out once: in some contexts (Jest) every look-up of a global is slow. */
const { abs, floor, max, min, round, sign, sqrt } = Math;

/**
 * How much more strongly attention reads relevant patterns than anything irrelevant, with u = v/|v|:
 * `min_j mu_jᵀ M mu_j / max |uᵀ M v|` over all pairs with a nu on either side. 1 for M ∝ I; ∞ where no nu is read at all.
 */
export function amplification(w: Pick<Weights, 'WQ' | 'WK'>, { mu, nu }: Pick<Patterns, 'mu' | 'nu'>): number {
  const M = attentionMatrix(w);
  const d = sqrt(M.length);
  const [relevant, irrelevant] = [mu.map(unit), nu.map(unit)];
  const all = [...relevant, ...irrelevant];
  const image = new Map(all.map((v) => [v, timesPadded(M, d, v)]));
  const product = (u: Float64Array, v: Float64Array) => dot(u.length, u, image.get(v)!);
  const gain = relevant.reduce((least, v) => min(least, product(v, v)), Number.POSITIVE_INFINITY);
  const noise = irrelevant.flatMap((k) => all.flatMap((v) => [abs(product(k, v)), abs(product(v, k))]));
  return gain / noise.reduce((a, p) => max(a, p), 0);
}

/** What each neuron reads. */
interface Neurons {
  /** [m] norm of its row of W_O W_V */
  readonly magnitude: Float64Array;
  /** [m] cosine of the last dY entries of the row with q */
  readonly labelCosine: Float64Array;
  /** [m] cosine of the first dX entries of the row with the mean of the relevant patterns */
  readonly featureCosine: Float64Array;
}

/** Cosines with a vector that is 0 are 0. */
export function neurons(w: Weights, { mu, q }: Pick<Patterns, 'mu' | 'q'>): Neurons {
  const mean = combination(new Float64Array(mu.length).fill(1 / mu.length), mu);
  const rows = neuronRows(w);
  const each = (f: (row: Float64Array) => number) => Float64Array.from(rows, f);
  return {
    magnitude: each(norm),
    labelCosine: each((row) => cosine(row.subarray(mean.length), q)),
    featureCosine: each((row) => cosine(row.subarray(0, mean.length), mean)),
  };
}

/** Norms of the rows of W_O W_V. [m] */
export function neuronMagnitudes(w: Weights): number[] {
  return neuronRows(w).map(norm);
}

/** Indices of all neurons by magnitude, the largest first; of equal ones the smaller index first. [m] */
export function byMagnitude(w: Weights): number[] {
  const magnitude = neuronMagnitudes(w);
  return Array.from(magnitude.keys()).sort((i, j) => magnitude[j]! - magnitude[i]! || i - j);
}

/** Fraction of the larger ⌊m/2⌋ neurons whose label part has `sign(r_i)·cosine ≥ threshold` with q. */
export function labelAlignment(w: Weights, patterns: Pick<Patterns, 'mu' | 'q'>, threshold = 0.9): number {
  const { labelCosine } = neurons(w, patterns);
  const larger = byMagnitude(w).slice(0, floor(w.r.length / 2));
  return average(larger, (i) => (sign(w.r[i]!) * labelCosine[i]! >= threshold ? 1 : 0));
}

/** Mean feature cosine of the larger ⌊m/2⌋ neurons, and of the others. */
export function featureAlignment(
  w: Weights,
  patterns: Pick<Patterns, 'mu' | 'q'>,
): { readonly larger: number; readonly smaller: number } {
  const { featureCosine } = neurons(w, patterns);
  const order = byMagnitude(w);
  const half = floor(order.length / 2);
  const over = (indices: readonly number[]) => average(indices, (i) => featureCosine[i]!);
  return { larger: over(order.slice(0, half)), smaller: over(order.slice(half)) };
}

/**
 * The model without a share of its neurons: copies, with `round(share·m)` rows of W_O set to 0. Random neurons are a uniform
 * subset drawn from the stream `key`. Throws a RangeError on a share outside [0, 1] and on random neurons without a key.
 */
export function pruned(w: Weights, share: number, order: 'smallest' | 'largest' | 'random', key?: StreamKey): Weights {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`pruned: expected a share in [0, 1], got ${share}`);
  const m = w.r.length;
  const d = w.WO.length / m;
  const WO = w.WO.slice();
  for (const i of chosen(w, round(share * m), order, key)) WO.fill(0, i * d, (i + 1) * d);
  return { WQ: w.WQ.slice(), WK: w.WK.slice(), ...(w.WV && { WV: w.WV.slice() }), WO, r: w.r.slice() };
}

function chosen(
  w: Weights,
  count: number,
  order: 'smallest' | 'largest' | 'random',
  key: StreamKey | undefined,
): number[] {
  const m = w.r.length;
  if (order === 'largest') return byMagnitude(w).slice(0, count);
  if (order === 'smallest') return byMagnitude(w).slice(m - count);
  if (!key) throw new RangeError('pruned: expected a key for random neurons, got none');
  return randomSubset(new Random(key), count, m);
}

/** Rows of W_O W_V, m of length dY. */
function neuronRows({ WV, WO, r }: Weights): Float64Array[] {
  const d = WO.length / r.length;
  const row = (i: number) => WO.subarray(i * d, (i + 1) * d);
  return Array.from(r, (_, i) => (WV ? transposedMatVec(WV, d, d, row(i)) : Float64Array.from(row(i))));
}

/** M v on the coordinates that v has, M [d, d]. */
function timesPadded(M: Float64Array, d: number, v: Float64Array): Float64Array {
  return v.map((_, i) => dot(v.length, M, v, i * d));
}

function norm(v: Reals): number {
  return sqrt(dot(v.length, v, v));
}

function unit(v: Float64Array): Float64Array {
  const length = norm(v);
  return v.map((x) => x / length);
}

function cosine(u: Float64Array, v: Float64Array): number {
  const size = norm(u) * norm(v);
  return size === 0 ? 0 : dot(v.length, u, v) / size;
}

/** Mean of f over indices. */
function average(indices: readonly number[], f: (i: number) => number): number {
  return indices.reduce((sum, i) => sum + f(i), 0) / indices.length;
}
