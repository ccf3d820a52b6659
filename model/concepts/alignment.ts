/** How the leading directions of the attention matrix lie to given ones, in float64. */
import { orthonormalFrame, orthonormalised } from '../../generators/frame';
import { Random } from '../../generators/random';
import { dot } from '../reference/linear';

/** What the K leading eigenvectors of the symmetric part of a matrix have to do with K given vectors. */
interface Alignment {
  /** Mean squared cosine of the principal angles between the two spans: 1 = the same, K/d for a span at random. */
  readonly overlap: number;
  /** The K-th largest eigenvalue in absolute value against the largest of what is left; 1 where nothing stands out. */
  readonly gap: number;
}

/** Steps of the iteration; each multiplies what is wrong by 1/gap, so that a gap of 1.5 is resolved to 1e-7. */
const STEPS = 40;
/** Where it starts: fixed, and unlike any direction that something learned. */
const START = [0x616c6967, 0x6e6d656e] as const;

/** Orthogonal iteration on S = (M + Mᵀ)/2, one vector more than are asked for. @param M [d, d] row-major, K < d. */
export function alignment(M: Float64Array, vectors: readonly Float64Array[]): Alignment {
  const [d, K] = [vectors[0]!.length, vectors.length];
  let frame = orthonormalFrame(new Random(START), K + 1, d);
  for (let step = 0; step < STEPS; step++) frame = orthonormalised(frame.map((v) => symmetricImage(M, v)));
  const sizes = frame.map((v) => Math.abs(dot(d, v, symmetricImage(M, v)))).sort((a, b) => b - a);
  const given = orthonormalised(vectors);
  const leading = frame.slice(0, K);
  const overlap = given.reduce((sum, u) => sum + leading.reduce((s, v) => s + dot(d, u, v) ** 2, 0), 0) / K;
  return { overlap, gap: sizes[K - 1]! / sizes[K]! };
}

/** (M + Mᵀ)v / 2 */
function symmetricImage(M: Float64Array, v: Float64Array): Float64Array {
  const d = v.length;
  const out = new Float64Array(d);
  for (let i = 0; i < d; i++) {
    let sum = 0;
    for (let j = 0; j < d; j++) {
      const entry = M[i * d + j]!;
      sum += entry * v[j]!;
      out[j]! += (entry * v[i]!) / 2;
    }
    out[i]! += sum / 2;
  }
  return out;
}
