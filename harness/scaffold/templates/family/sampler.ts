/** The data of a trial: pure functions of a key, so that the same seed gives the same data on every machine. */
import type { Key } from 'theoremcheck';
import { Random } from 'theoremcheck/generators';
import type { Problem } from './problem';

/** Samples of a batch: x is [n, d], y is [n, 1], both row-major. */
export interface Batch {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** The solution w* of a trial: a uniform direction of length 1. TODO: what your paper's data are drawn from. */
export function solutionOf({ d }: Problem, key: Key): Float32Array {
  const random = new Random(key);
  const w = Array.from({ length: d }, () => random.normal());
  const length = Math.sqrt(w.reduce((sum, v) => sum + v * v, 0));
  return Float32Array.from(w, (v) => v / length);
}

/** n samples of step t: x ~ N(0, I), y = ⟨w*, x⟩ + σ z. TODO: your paper's samples. */
export function sample(problem: Problem, solution: Float32Array, key: Key, t: number, n: number): Batch {
  const { d, sigma, shuffled } = problem;
  const random = new Random([(key[0] + t) >>> 0, key[1]]); // a stream of its own for every step
  const [x, y] = [new Float32Array(n * d), new Float32Array(n)];
  for (let i = 0; i < n; i++) {
    let label = 0;
    for (let j = 0; j < d; j++) {
      x[i * d + j] = random.normal();
      label += solution[j]! * x[i * d + j]!;
    }
    y[i] = (shuffled === 1 ? random.normal() : label) + sigma * random.normal();
  }
  return { x, y };
}
