/** Random models and prompts without any structure, for tests of gradients and rounding: every entry is a number float32 holds. */
import { Random } from '../generators/random';
import type { Batch, Weights } from './types';

export interface CaseShape {
  readonly n: number;
  readonly L: number;
  readonly dX: number;
  readonly dY: number;
  readonly m: number;
  /** Size of the entries of W_Q and W_K: large values saturate the softmax. */
  readonly attention: number;
  /** Neurons whose row of W_O is zero, so that h is exactly 0. */
  readonly dead?: number;
}

/** Shapes that have broken gradients before: dimensions not a multiple of 4, L = 1, m = 1, saturation, h exactly 0. */
export const AWKWARD_SHAPES: Readonly<Record<string, CaseShape>> = {
  plain: { n: 5, L: 4, dX: 8, dY: 12, m: 6, attention: 0.5 },
  'dimensions not a multiple of 4': { n: 3, L: 3, dX: 7, dY: 5, m: 9, attention: 0.6 },
  'one demonstration': { n: 4, L: 1, dX: 6, dY: 3, m: 5, attention: 0.5 },
  'one neuron': { n: 4, L: 2, dX: 5, dY: 4, m: 1, attention: 0.5 },
  'one of everything': { n: 1, L: 1, dX: 1, dY: 1, m: 1, attention: 0.7 },
  'saturated softmax': { n: 4, L: 5, dX: 9, dY: 6, m: 8, attention: 4 },
  'ReLU exactly at 0': { n: 4, L: 3, dX: 6, dY: 6, m: 8, attention: 0.5, dead: 5 },
};

/** Weights and a batch of normal entries, a pure function of shape and seed. */
export function randomCase(shape: CaseShape, seed: number): { weights: Weights; batch: Batch } {
  const random = new Random([seed, 0x5eed]);
  const normals = (size: number, scale: number) => Float32Array.from({ length: size }, () => scale * random.normal());
  const signs = (size: number) => Float32Array.from({ length: size }, () => (random.uniform() < 0.5 ? -1 : 1));
  const { n, L, dX, dY, m } = shape;
  const weights = {
    WQ: normals(dX * dX, shape.attention),
    WK: normals(dX * dX, shape.attention),
    WO: normals(m * dY, 1),
    r: signs(m).map((e) => e / m),
  };
  weights.WO.fill(0, 0, (shape.dead ?? 0) * dY);
  const batch = { n, x: normals(n * L * dX, 1), y: normals(n * L * dY, 1), xq: normals(n * dX, 1) };
  return { weights, batch: { ...batch, label: signs(n), sign: signs(n * L) } };
}
