import type { Problem } from '../task/problem';
import type { Weights } from './layer';

/**
 * The paper's weights, with which the layer takes one step of gradient descent (vonoswald2023, proposition 1):
 * W_K = W_Q = diag(1_dx, 0), W_V = [[0, 0], [W_0, −1]], P = (η/N) 1. The departures of the problem make them wrong.
 *
 * @param W0 [dy, dx]
 */
export function constructedWeights({ dx, dy, N, departures }: Problem, W0: ArrayLike<number>, eta: number): Weights {
  const D = dx + dy;
  const square = (entry: (row: number, column: number) => number) =>
    Float32Array.from({ length: D * D }, (_, i) => entry(Math.floor(i / D), i % D));
  const inputs = square((row, column) => (row === column && row < dx ? 1 : 0));
  const value = (row: number, column: number) => {
    if (row < dx) return 0;
    return column < dx ? W0[(row - dx) * dx + column]! : row === column ? -1 : 0;
  };
  const scale = (departures.stepFactor * eta) / N;
  return {
    WQ: inputs,
    WK: inputs,
    WV: square((row, column) => (departures.transposed ? value(column, row) : value(row, column))),
    P: square((row, column) => (row === column ? scale : 0)),
  };
}
