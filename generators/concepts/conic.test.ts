import { LAW_Z } from '../laws';
import { frameRounding, gamma, mixtureRounding } from '../testing/rounding';
import { inner } from '../testing/vectors';
import { conicDictionary } from './conic';
import { conceptDictionary, type Dictionary } from './dictionary';
import { type ConceptProblem, NO_DEPARTURES } from './problem';
import { referenceProblem } from './reference';

type Negative = { negativeWords?: number; negativeLabels?: number };

function problemOf(change: Partial<ConceptProblem>, negative: Negative = {}): ConceptProblem {
  return { ...referenceProblem, ...change, departures: { ...NO_DEPARTURES, ...negative } };
}

/** Coefficients in units of a learned feature, by the orthogonality of the learned ones: [new concept][learned concept]. */
const read = (combined: readonly Float64Array[], learned: readonly Float64Array[]): number[][] =>
  combined.map((vector) => learned.map((feature) => inner(vector, feature) / inner(feature, feature)));

function coefficientsOf(problem: ConceptProblem, seed: number) {
  const learned = conceptDictionary(problem, [seed, 1]);
  const combined = conicDictionary(problem, learned, [seed, 2]);
  const of = (kind: 'a' | 'b' | 'c' | 'd') => read(combined[kind], learned[kind]);
  return { learned, combined, a: of('a'), b: of('b'), c: of('c'), d: of('d') };
}

const SHAPES: Partial<ConceptProblem>[] = [
  {},
  { K1: 1, K2: 0, dX: 2, dY: 2 },
  { K1: 6, K2: 6, dX: 18, dY: 12, kappaX: 0.4, kappaY: 0 },
];
const SIDES = [
  ['a', 'b'],
  ['c', 'd'],
] as const;

/** Combining, rescaling (γ_(dim + K1 + 4)) and reading back (γ_dim, twice) vectors whose frame errs as the dictionary's. */
const bound = (dim: number, K1: number): number =>
  2 * mixtureRounding(K1, frameRounding(dim, 3 * K1), gamma(dim + K1 + 4)) + 2 * gamma(dim);

describe.each(SHAPES)('conic combinations of %j', (shape) => {
  const problem = problemOf(shape);
  const { K1, dX, dY } = problem;
  const rounding = bound(Math.max(dX, dY), K1);

  test('are K1 per side, have no negative coefficient, and combine both features of a side alike', () => {
    for (let seed = 0; seed < 20; seed++) {
      const found = coefficientsOf(problem, seed);
      for (const [mean, signed] of SIDES) {
        expect(found[mean]).toHaveLength(K1);
        for (const [j, row] of found[mean].entries()) {
          for (const [k, value] of row.entries()) {
            expect(value).toBeGreaterThan(0);
            expect(Math.abs(value - found[signed][j]![k]!)).toBeLessThanOrEqual(rounding);
          }
        }
      }
    }
  });

  test('keep the norms and stay within the span', () => {
    const found = coefficientsOf(problem, 3);
    for (const kind of ['a', 'b', 'c', 'd'] as const) {
      const square = inner(found.learned[kind][0]!, found.learned[kind][0]!);
      for (const [j, vector] of found.combined[kind].entries()) {
        expect(Math.abs(inner(vector, vector) / square - 1)).toBeLessThanOrEqual(rounding);
        const explained = found[kind][j]!.reduce((sum, value) => sum + value * value, 0);
        expect(Math.abs(explained - 1)).toBeLessThanOrEqual(2 * K1 * rounding);
      }
    }
  });

  test('leave irrelevant features alone and are a function of the key', () => {
    const learned = conceptDictionary(problem, [1, 1]);
    const combined = conicDictionary(problem, learned, [5, 6]);
    expect(combined.nu).toBe(learned.nu);
    expect(conicDictionary(problem, learned, [5, 6])).toEqual(combined);
    if (K1 > 1) expect(conicDictionary(problem, learned, [5, 7]).b).not.toEqual(combined.b);
  });
});

test('keep the norms where learned features lean on each other', () => {
  const problem = { ...referenceProblem, departures: { ...NO_DEPARTURES, coherence: 0.6 } };
  const learned = conceptDictionary(problem, [1, 2]);
  const combined = conicDictionary(problem, learned, [3, 4]);
  for (const kind of ['a', 'b', 'c', 'd'] as const) {
    for (const vector of combined[kind]) {
      expect(inner(vector, vector)).toBeCloseTo(inner(learned[kind][0]!, learned[kind][0]!), 13);
    }
  }
});

/**
 * On the positive part of the sphere in R^4: E u_i = Γ(2)/(√π Γ(5/2)) = 4/(3π), E u_i² = 1/4, E u_i u_j = (2/π)/4. Four figures
 * on 8,000 rows of either side, at LAW_Z (1e-7 each): a correct law fails with probability 8e-7.
 */
test('have coefficients that are uniform on the positive part of the sphere, independent on the two sides', () => {
  const problem = problemOf({ dX: 12, dY: 8 });
  const rows = Array.from({ length: 2000 }, (_, seed) => coefficientsOf(problem, seed));
  const mean = 4 / (3 * Math.PI);
  const spread = Math.sqrt(1 / 4 - mean * mean);
  const z = (value: (u: number[], v: number[]) => number, expected: number, deviation: number): number => {
    const values = rows.flatMap(({ b, d }) => b.map((u, j) => value(u, d[j]!)));
    return ((values.reduce((sum, x) => sum + x, 0) / values.length - expected) / deviation) * Math.sqrt(values.length);
  };
  // E u_1² u_2² = 1/(4·6) on this sphere, as for signed coordinates.
  const mixed = Math.sqrt(1 / 24 - 1 / (4 * Math.PI ** 2));
  const found = {
    first: z((u) => u[0]!, mean, spread),
    last: z((_, v) => v[3]!, mean, spread),
    pair: z((u) => u[1]! * u[2]!, 1 / (2 * Math.PI), mixed),
    pairOfLabels: z((_, v) => v[0]! * v[3]!, 1 / (2 * Math.PI), mixed),
    sameOnBothSides: z((u, v) => ((u[0]! - mean) / spread) * ((v[0]! - mean) / spread), 0, 1),
    sameConcept: z((u, v) => ((u[2]! - mean) / spread) * ((v[1]! - mean) / spread), 0, 1),
  };
  for (const [name, value] of Object.entries(found)) expect([name, Math.abs(value) < LAW_Z]).toEqual([name, true]);
});

describe.each([0.1, 0.5, 1])('a share of %d negative', (share) => {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + Math.abs(value), 0);
  const plain = coefficientsOf(problemOf({ K1: 5 }), 7);

  test.each([
    ['negativeWords', ['a', 'b'], ['c', 'd']],
    ['negativeLabels', ['c', 'd'], ['a', 'b']],
  ] as [keyof Negative, (keyof Dictionary & ('a' | 'b' | 'c' | 'd'))[], ('a' | 'b' | 'c' | 'd')[]][])(
    'by %s is what %j have, on the first concepts, and %j do not change',
    (departure, moved, kept) => {
      const found = coefficientsOf(problemOf({ K1: 5 }, { [departure]: share }), 7);
      for (const kind of kept) expect(found.combined[kind]).toEqual(plain.combined[kind]);
      for (const kind of moved) {
        for (const [j, row] of found[kind].entries()) {
          const negative = row.filter((value) => value < -1e-12);
          expect(negative).toEqual(row.slice(0, 2));
          expect(sum(negative) / sum(row)).toBeCloseTo(share, 12);
          // Within either half the draws are those of the conic combination.
          expect(row[0]! / row[1]!).toBeCloseTo(plain[kind][j]![0]! / plain[kind][j]![1]!, 10);
        }
      }
    },
  );
});
