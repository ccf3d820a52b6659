/** Random models and prompts without any structure, for tests of gradients and rounding: every entry is a number float32 holds. */
import type { Patterns } from '../../generators/patterns/patterns';
import type { PatternProblem } from '../../generators/patterns/problem';
import { Random } from '../../generators/random';
import type { PromptLaw } from '../engines/law';
import type { Reals } from '../reference/linear';
import type { Trained } from '../reference/transformer';
import type { Batch, TrainingRule, Weights } from '../reference/types';

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
  /** Whether there is a W_V. */
  readonly value?: boolean;
  /** Whether y is x, which needs dY = dX. */
  readonly shared?: boolean;
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

/** The same shape with what li2024 has and bu2024 has not: a W_V, and attention that mixes the tokens that scores read. */
export function tokenShape(shape: CaseShape): CaseShape {
  return { ...shape, dY: shape.dX, value: true, shared: true };
}

/** Weights and a batch of normal entries, a pure function of shape and seed. */
export function randomCase(shape: CaseShape, seed: number): { weights: Weights; batch: Batch } {
  const random = new Random([seed, 0x5eed]);
  const normals = (size: number, scale: number) => Float32Array.from({ length: size }, () => scale * random.normal());
  const signs = (size: number) => Float32Array.from({ length: size }, () => (random.uniform() < 0.5 ? -1 : 1));
  const { n, L, dX, dY, m } = shape;
  const weights = {
    WQ: normals(dX * dX, shape.attention),
    WK: normals(dX * dX, shape.attention),
    ...(shape.value && { WV: normals(dY * dY, 1 / Math.sqrt(dY)) }),
    WO: normals(m * dY, 1),
    r: signs(m).map((e) => e / m),
  };
  weights.WO.fill(0, 0, (shape.dead ?? 0) * dY);
  const x = normals(n * L * dX, 1);
  const y = shape.shared ? x : normals(n * L * dY, 1);
  return { weights, batch: { n, x, y, xq: normals(n * dX, 1), label: signs(n), sign: signs(n * L) } };
}

/** A law for tests that hand their batches to an engine themselves: nothing can be drawn from it. */
export function unwrittenLaw({ dX, dY, L, shared = false }: CaseShape): PromptLaw {
  const write = () => {
    throw new Error('unwrittenLaw: expected nobody to sample from it');
  };
  return { dX, dY, L, shared, write };
}

/** Plain SGD of a case: no decay of the step, nothing frozen, a fresh batch at every step. */
export function plainRule({ m, n }: CaseShape, changes: Partial<TrainingRule> = {}): TrainingRule {
  const frozen = { attention: false, value: false, mlp: false };
  const rule = { m, B: n, loss: 'logistic', eta: 1, stepRate: 0, stepPower: 0, lambda: 0, batches: 0, frozen } as const;
  return { ...rule, ...changes };
}

/** One array per matrix, of either precision. */
export type Matrices = { readonly [Name in keyof Trained]: Reals };

/** Largest difference of two results of one step, as a share of the bound on it. */
export function worstShare(one: Matrices, other: Matrices, bound: Trained): number {
  const share = (name: keyof Trained, i: number) => {
    const off = Math.abs(one[name]![i]! - other[name]![i]!);
    return off === 0 ? 0 : off / bound[name]![i]!; // frozen matrices have bound 0
  };
  const ofOne = (name: keyof Trained) => bound[name]!.reduce((worst, _, i) => Math.max(worst, share(name, i)), 0);
  return Math.max(...(Object.keys(bound) as (keyof Trained)[]).map(ofOne));
}

/** Patterns along the axes, for problems whose random ones would hide what is tested. The out-of-domain ones are the same. */
export function axisPatterns({ M1, M2, dX, dY, beta }: PatternProblem): Patterns {
  const axes = (first: number, count: number) =>
    Array.from({ length: count }, (_, j) => Float64Array.from({ length: dX }, (_, i) => (i === first + j ? beta : 0)));
  const [mu, nu] = [axes(0, M1), axes(M1, M2)];
  return { mu, nu, q: Float64Array.from({ length: dY }, (_, i) => (i === 0 ? 1 : 0)), muOut: mu, nuOut: nu };
}
