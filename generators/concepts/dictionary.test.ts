import { LAW_Z } from '../laws';
import { worstDirection } from '../testing/directions';
import { coherentRounding, gamma } from '../testing/rounding';
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

/** Rounding of an inner product of two computed columns of norm at most 1, and of the product itself. */
const roundingBound = (dim: number, n: number): number => coherentRounding(dim, n) + gamma(dim);

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

/** 5 kinds × 21 entries at LAW_Z (1e-7 each): a correct law fails with probability at most 1.1e-5. */
test.each(['a', 'b', 'c', 'd', 'nu'] as const)('the direction of %s_1 is uniform on the sphere', (kind) => {
  const d = 6;
  const problem = problemOf({ K1: 2, K2: 2, dX: d, dY: d });
  const directions = Array.from({ length: 4000 }, (_, seed) => {
    const vector = conceptDictionary(problem, [seed, 77])[kind][1]!;
    return vector.map((value) => value / Math.hypot(...vector));
  });
  expect(worstDirection(directions)).toBeLessThan(LAW_Z);
});

test('opposite signs of a concept may point away from each other', () => {
  const { a, b } = conceptDictionary(problemOf({ kappaX: -0.5 }), [1, 2]);
  const square = (v: Float64Array) => v.reduce((sum, x) => sum + x * x, 0);
  expect([square(a[0]!), square(b[0]!)]).toEqual([expect.closeTo(0.25, 13), expect.closeTo(0.75, 13)]);
});

test('a bias adds the same vector to every label, apart from all features, and moves nothing else', () => {
  const plain = conceptDictionary(referenceProblem, [1, 2]);
  const departures = { ...NO_DEPARTURES, bias: 2 };
  const { c, ...others } = conceptDictionary({ ...referenceProblem, departures }, [1, 2]);
  const { c: _, ...unmoved } = plain;
  expect(others).toEqual(unmoved);
  const added = c.map((ck, k) => ck.map((x, j) => x - plain.c[k]![j]!));
  const product = (u: Float64Array, v: Float64Array) => u.reduce((sum, x, j) => sum + x * v[j]!, 0);
  for (const one of added) {
    expect(product(one, added[0]!)).toBeCloseTo(4, 13);
    for (const feature of [...plain.c, ...plain.d]) expect(product(one, feature)).toBeCloseTo(0, 13);
  }
});
