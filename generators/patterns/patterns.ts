import { coherent, combination, orthonormalFrame, orthonormalised, scaledBy } from '../frame';
import { Random } from '../random';
import { outOfDomainCoefficients } from './coefficients';
import type { PatternProblem } from './problem';

/** The patterns of a problem, all of norm beta: what prompts are made of. */
export interface Patterns {
  /** M1 in-domain relevant patterns of length dX. */
  readonly mu: Float64Array[];
  /** M2 in-domain irrelevant patterns of length dX. */
  readonly nu: Float64Array[];
  /** Label embedding: a unit vector of length dY. */
  readonly q: Float64Array;
  /** M1Out out-of-domain relevant patterns Σ_i k_{j,i} mu_i, orthogonal, with Σ_i k_{j,i} = S1. */
  readonly muOut: Float64Array[];
  /** M2 out-of-domain irrelevant patterns. */
  readonly nuOut: Float64Array[];
}

/** A task (a, b): indices of the relevant patterns that mean +1 and −1. */
export type Task = readonly [number, number];

/**
 * The patterns of a problem, uniformly rotated (li2024, data and tasks). In-domain patterns are a rotation-invariant random
 * orthonormal frame times beta, q a uniform unit vector. `muOut` mixes the mu by the orthonormal rows of
 * `outOfDomainCoefficients`; `nuOut` is a random rotation of the nu within their span.
 *
 * `departures.coherence` = ρ in [0, 1) gives any two normalised in-domain patterns the inner product ρ. The coefficients of
 * `muOut` stay orthonormal, so that |muOut_j|² = beta² (1 − ρ + ρ S1²); `nuOut` stays orthogonal with norm beta.
 * `departures.outOfSpan` = w mixes every nuOut as √(1 − w²)·(in the span of the nu) + w·(orthogonal to all patterns), and
 * `newDirection` every muOut in the same way, each with a direction of its own.
 *
 * Pure function of (problem, key). In-domain patterns and q are drawn first: they depend on none of M1Out, S1, outOfSpan.
 * Expects a problem that `checkPatternProblem` accepts.
 */
export function patternsOf(problem: PatternProblem, key: readonly [number, number]): Patterns {
  const { M1, M2, dX, dY, beta } = problem;
  const { coherence, outOfSpan, newDirection = 0 } = problem.departures;
  const random = new Random(key);
  const frame = orthonormalFrame(random, M1 + M2, dX);
  const [q] = orthonormalFrame(random, 1, dY);
  const patterns = coherent(frame, coherence);
  const mu = patterns.slice(0, M1);
  const nu = patterns.slice(M1);
  const inSpan = rotated(random, orthonormalised(nu));
  const mixed = outOfDomainCoefficients(random, problem).map((k) => combination(k, mu));
  const nuOut = tilted(random, inSpan, frame, outOfSpan);
  const muOut = tilted(random, mixed, frame, newDirection);
  const scaled = (vectors: Float64Array[]): Float64Array[] => vectors.map(scaledBy(beta));
  return { mu: scaled(mu), nu: scaled(nu), q: q!, muOut: scaled(muOut), nuOut: scaled(nuOut) };
}

/** A uniform rotation of orthonormal vectors within their span. */
function rotated(random: Random, vectors: Float64Array[]): Float64Array[] {
  return orthonormalFrame(random, vectors.length, vectors.length).map((row) => combination(row, vectors));
}

/** Orthonormal vectors, each turned by the angle of sine w into a direction of its own, orthogonal to `frame`. */
function tilted(random: Random, vectors: Float64Array[], frame: Float64Array[], w: number): Float64Array[] {
  if (w === 0) return vectors;
  const outside = orthonormalFrame(random, vectors.length, frame[0]!.length, frame);
  return vectors.map((vector, k) => combination([Math.sqrt(1 - w * w), w], [vector, outside[k]!]));
}
