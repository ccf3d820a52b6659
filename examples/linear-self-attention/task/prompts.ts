import type { Key } from 'theoremcheck';
import { Random } from 'theoremcheck/generators';
import type { Problem } from './problem';

/** Prompts of in-context linear regression, each with a task matrix W of its own. All arrays are row-major. */
export interface Prompts {
  readonly n: number;
  /** Examples e_j = (x_j, y_j), [n, N, dx + dy]. */
  readonly tokens: Float32Array;
  /** Inputs to predict for, [n, dx]. */
  readonly query: Float32Array;
  /** W x of the queries, [n, dy]. */
  readonly target: Float32Array;
}

/**
 * Draws prompts: entries of every W are normal with mean `taskMean` and variance 1, inputs are uniform on the cube (the first
 * entry stretched), y = W x (vonoswald2023, section 3). Rounded to 32 bits once, so that every reader sees the same
 * examples.
 *
 * @param step prompts of different steps are independent.
 */
export function drawPrompts(problem: Problem, key: Key, step: number, n: number): Prompts {
  const { dx, dy, N } = problem;
  const random = new Random([(key[0] + step) >>> 0, key[1]]);
  const tokens = new Float32Array(n * N * (dx + dy));
  const [query, target] = [new Float32Array(n * dx), new Float32Array(n * dy)];
  for (let b = 0; b < n; b++) {
    const W = task(problem, random);
    for (let j = 0; j < N; j++) {
      const x = input(problem, random);
      const place = (b * N + j) * (dx + dy);
      tokens.set(x, place);
      tokens.set(applied(W, x), place + dx);
    }
    const asked = input(problem, random);
    query.set(asked, b * dx);
    target.set(applied(W, asked), b * dy);
  }
  return { n, tokens, query, target };
}

/** W x for W of shape [rows, x.length], in 64 bits. */
export function applied(W: ArrayLike<number>, x: ArrayLike<number>): Float64Array {
  const y = new Float64Array(W.length / x.length);
  for (let row = 0; row < y.length; row++) {
    for (let i = 0; i < x.length; i++) y[row]! += W[row * x.length + i]! * x[i]!;
  }
  return y;
}

/** A task matrix, [dy, dx]. */
function task({ dx, dy, departures }: Problem, random: Random): Float64Array {
  return Float64Array.from({ length: dx * dy }, () => departures.taskMean + random.normal());
}

function input({ dx, departures }: Problem, random: Random): Float32Array {
  return Float32Array.from({ length: dx }, (_, i) => (i === 0 ? departures.stretch : 1) * symmetric(random));
}

/** Uniform on the midpoints of 2^24 equal cells of (−1, 1): odd multiples of 2^-24, exact in 32-bit floats. */
const symmetric = (random: Random): number => ((random.uint32() >>> 8) + 0.5) * 2 ** -23 - 1;
