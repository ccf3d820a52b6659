import { conceptDictionary, type Dictionary } from './dictionary';
import { type ConceptProblem, NO_DEPARTURES } from './problem';
import { referenceProblem } from './reference';

type Shape = Partial<ConceptProblem> & { coherence?: number };

function problemOf({ coherence = 0, ...shape }: Shape): ConceptProblem {
  return { ...referenceProblem, ...shape, departures: { ...NO_DEPARTURES, coherence } };
}

const SHAPES: Shape[] = [
  {},
  { K1: 1, K2: 0, dX: 2, dY: 2 },
  { K1: 6, K2: 6, dX: 20, dY: 20, kappaX: 0.4, kappaY: 0 },
  { K1: 6, K2: 6, dX: 18, dY: 12, kappaX: 0, kappaY: 0.4 },
  { K1: 2, K2: 3, dX: 37, dY: 23, kappaX: 0.95, kappaY: 0.95 },
  { coherence: 0.05 },
  { coherence: 0.6, K1: 6, K2: 6, dX: 18, dY: 12 },
  { coherence: 0.95, K1: 3, K2: 0 },
];

interface Column {
  kind: 'a' | 'b' | 'c' | 'd' | 'nu';
  k: number;
  vector: Float64Array;
}

function columns(dictionary: Dictionary, kinds: readonly Column['kind'][]): Column[] {
  return kinds.flatMap((kind) => dictionary[kind].map((vector, k) => ({ kind, k, vector })));
}

/** The inner product that the docstring promises, written from it, not from the construction. */
function promised(u: Column, v: Column, kappa: number, rho: number): number {
  const square = { a: (1 + kappa) / 2, b: (1 - kappa) / 2, c: (1 + kappa) / 2, d: (1 - kappa) / 2, nu: 1 };
  if (u.kind === v.kind && u.k === v.k) return square[u.kind];
  const pair = [u.kind, v.kind].sort().join('');
  const coherent = ['aa', 'bb', 'cc', 'dd', 'bnu', 'nunu'].includes(pair);
  return coherent ? rho * Math.sqrt(square[u.kind] * square[v.kind]) : 0;
}

/**
 * Rounding of an inner product of two computed columns of norm ≤ 1. With u = 2^-53 and γ_n = n·u: the product itself errs
 * by γ_d; the second Gram–Schmidt pass leaves each column orthogonal to each of n earlier ones within γ_(d+2) plus what
 * the n subtractions add (γ_n), and of norm 1 within γ_(d+3); mixing and scaling add γ_(n+4) on either side, and with a sum
 * over n columns carry the frame's own errors n-fold at worst.
 */
function roundingBound(dim: number, n: number): number {
  const gamma = (terms: number): number => terms * 2 ** -53;
  return gamma(dim) + (1 + n) * (gamma(dim + 3) + gamma(n)) + 2 * gamma(n + 4);
}

describe.each(SHAPES)('dictionary of %j', (shape) => {
  const problem = problemOf(shape);
  const { K1, K2, dX, dY, kappaX, kappaY } = problem;
  const rho = problem.departures.coherence;
  const sides = [
    { kinds: ['a', 'b', 'nu'] as const, dim: dX, kappa: kappaX, n: 2 * K1 + K2 },
    { kinds: ['c', 'd'] as const, dim: dY, kappa: kappaY, n: 2 * K1 },
  ];

  test('has the promised Gram matrix within the rounding bound', () => {
    for (let seed = 0; seed < 20; seed++) {
      const dictionary = conceptDictionary(problem, [seed, 1]);
      for (const { kinds, dim, kappa, n } of sides) {
        const all = columns(dictionary, kinds);
        expect(all.map(({ vector }) => vector.length)).toEqual(Array(n).fill(dim));
        for (const u of all) {
          for (const v of all) {
            const product = u.vector.reduce((sum, value, i) => sum + value * v.vector[i]!, 0);
            expect(Math.abs(product - promised(u, v, kappa, rho))).toBeLessThanOrEqual(roundingBound(dim, n));
          }
        }
      }
    }
  });

  test('is a function of the key', () => {
    expect(conceptDictionary(problem, [5, 6])).toEqual(conceptDictionary(problem, [5, 6]));
    expect(conceptDictionary(problem, [5, 6])).not.toEqual(conceptDictionary(problem, [5, 7]));
  });
});

/**
 * A uniformly rotated unit vector v in R^d has E v_i v_j = δ_ij/d, Var(v_i²) = 2(d−1)/(d²(d+2)), Var(v_i v_j) = 1/(d(d+2)).
 * Every entry of the mean of v vᵀ over keys is a z-score; 5 kinds × 21 entries at |z| < 5.33 (1e-7 two-sided) false-alarm
 * with probability at most 1.1e-5.
 */
test.each(['a', 'b', 'c', 'd', 'nu'] as const)('the direction of %s_1 is uniform on the sphere', (kind) => {
  const d = 6;
  const problem = problemOf({ K1: 2, K2: 2, dX: d, dY: d });
  const keys = 4000;
  const mean = new Float64Array(d * d);
  for (let seed = 0; seed < keys; seed++) {
    const v = conceptDictionary(problem, [seed, 77])[kind][1]!;
    const square = v.reduce((sum, value) => sum + value * value, 0);
    for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) mean[i * d + j]! += (v[i]! * v[j]!) / square / keys;
  }
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const variance = i === j ? (2 * (d - 1)) / (d * d * (d + 2)) : 1 / (d * (d + 2));
      const z = (mean[i * d + j]! - (i === j ? 1 / d : 0)) / Math.sqrt(variance / keys);
      expect(Math.abs(z)).toBeLessThan(5.33);
    }
  }
});
