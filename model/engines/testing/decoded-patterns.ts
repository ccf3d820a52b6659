import { dot, type Reals } from '../../reference/linear';
import type { Batch } from '../../reference/types';
import type { PatternPrompts } from '../pattern-law';

/** What a batch of pattern prompts is made of. Token L of a prompt is its query. */
export interface PatternSample {
  readonly n: number;
  /** [n, L + 1] index of the relevant pattern */
  readonly relevant: Int8Array;
  /** [n, L + 1] index of the irrelevant pattern; −1 where the law has none */
  readonly irrelevant: Int8Array;
  /** [n, L + 1] */
  readonly kappa: Float64Array;
  /** [n, L + 1] multiple of the label embedding: ±1, 0 for a query */
  readonly embedded: Float64Array;
  /** [n, L] as in `Batch` */
  readonly sign: Float32Array;
  /** [n] as in `Batch` */
  readonly label: Float32Array;
}

interface DecodedPatterns extends PatternSample {
  /** The largest deviation of an entry from `mu_j + κ nu_k + z q`, as a share of what rounding to float32 explains. */
  readonly worst: number;
  /** The largest distance of a κ from [−K, K], as a share of what rounding explains. */
  readonly beyond: number;
}

const { abs, floor, fround, max, round } = Math;
/** Half an ulp of float32, relative. */
const UNIT = 2 ** -24;

/** Reads a batch back through its patterns, which must be orthogonal. */
export function decodePatterns(prompts: PatternPrompts, batch: Batch): DecodedPatterns {
  const { n } = batch;
  const { contexts: L, K } = prompts;
  const reader = new TokenReader(prompts);
  const size = n * (L + 1);
  const [relevant, irrelevant] = [new Int8Array(size), new Int8Array(size)];
  const [kappa, embedded] = [new Float64Array(size), new Float64Array(size)];
  let [worst, beyond] = [0, 0];
  for (let i = 0; i < size; i++) {
    const token = reader.read(tokenOf(batch, i, L));
    [relevant[i], irrelevant[i], kappa[i], embedded[i]] = [token.j, token.k, token.kappa, token.z];
    worst = max(worst, token.share);
    const outside = abs(token.kappa) - fround(K);
    if (outside > 0) beyond = max(beyond, outside / token.doubt);
  }
  return { n, relevant, irrelevant, kappa, embedded, sign: batch.sign, label: batch.label, worst, beyond };
}

/** Token i of all in the batch, queries included. */
function tokenOf({ n, x, xq }: Batch, i: number, L: number): Float32Array {
  const d = xq.length / n;
  const [b, l] = [floor(i / (L + 1)), i % (L + 1)];
  return l < L ? x.subarray((b * L + l) * d, (b * L + l + 1) * d) : xq.subarray(b * d, (b + 1) * d);
}

/** Takes single tokens apart, by the patterns as float32 holds them. */
class TokenReader {
  private readonly mu: readonly Float32Array[];
  private readonly nu: readonly Float32Array[];
  private readonly q: Float32Array;

  constructor({ mu, nu, q }: PatternPrompts) {
    this.mu = mu.map((pattern) => Float32Array.from(pattern));
    this.nu = nu.map((pattern) => Float32Array.from(pattern));
    this.q = Float32Array.from(q);
  }

  read(token: Float32Array) {
    const { mu, nu, q } = this;
    const x = token.subarray(0, token.length - q.length);
    const y = token.subarray(x.length);
    const j = strongest(mu, x);
    const rest = new Float64Array(x.length);
    for (let i = 0; i < x.length; i++) rest[i] = x[i]! - mu[j]![i]!;
    const k = nu.length > 0 ? strongest(nu, rest) : -1;
    const pattern = nu[k] ?? new Float32Array(x.length);
    const kappa = k < 0 ? 0 : coefficient(pattern, rest);
    const z = round(coefficient(q, y));
    // Beside the zeros of the input ±q, and in a query 0, is exact.
    const exact = y.every((value, i) => value === z * q[i]!);
    const { share, doubt } = deviation(x, rest, pattern, kappa);
    return { j, k, kappa, z, doubt, share: exact ? share : Number.POSITIVE_INFINITY };
  }
}

/**
 * An entry is fl(mu + fl(κ nu)), so it is off by at most e = u (|κ nu| + |x|) (1 + 4 u). κ is then known up to Σ |nu_i| e_i / |nu|²,
 * its doubt, and what is left after its removal is at most e_i + |nu_i| doubt. Second orders are in 4 u.
 */
function deviation(x: Float32Array, rest: Float64Array, nu: Float32Array, kappa: number) {
  const off = (i: number) => UNIT * (1 + 4 * UNIT) * (abs(kappa * nu[i]!) + abs(x[i]!));
  let [sum, share] = [0, 0];
  for (let i = 0; i < x.length; i++) sum += abs(nu[i]!) * off(i);
  const doubt = sum / (dot(nu.length, nu, nu) || 1);
  for (let i = 0; i < x.length; i++) {
    const left = abs(rest[i]! - kappa * nu[i]!);
    if (left !== 0) share = max(share, left / (off(i) + abs(nu[i]!) * doubt));
  }
  return { share, doubt };
}

/** Index of the pattern that v has most of. */
function strongest(patterns: readonly Float32Array[], v: Reals): number {
  const sizes = patterns.map((pattern) => abs(coefficient(pattern, v)));
  return sizes.indexOf(max(...sizes));
}

const coefficient = (pattern: Float32Array, v: Reals): number =>
  dot(v.length, pattern, v) / dot(v.length, pattern, pattern);
