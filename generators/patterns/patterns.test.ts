import { LAW_Z } from '../laws';
import { worstDirection } from '../testing/directions';
import { coefficientRounding, coherentRounding, frameRounding, gamma, mixtureRounding } from '../testing/rounding';
import { delta, inner, worstGram } from '../testing/vectors';
import { checkPatternProblem } from './check';
import { mostOutOfDomain } from './coefficients';
import { type Patterns, patternsOf } from './patterns';
import type { PatternDepartures, PatternProblem } from './problem';
import { referencePatterns } from './reference';

type Shape = Partial<PatternProblem & PatternDepartures>;

/** The reference problem with other numbers; M1Out as large as it can be unless named. Feasible. */
function problemOf({ coherence = 0, outOfSpan = 0, ...shape }: Shape): PatternProblem {
  const { M1, M2, S1 } = { ...referencePatterns, ...shape };
  const departures = { ...referencePatterns.departures, coherence, outOfSpan };
  const problem = { ...referencePatterns, M1Out: mostOutOfDomain(M1, S1), dX: M1 + M2, ...shape, departures };
  checkPatternProblem(problem);
  return problem;
}

const SHAPES: Shape[] = [
  {},
  { M1: 4, M2: 1, dX: 5, dY: 1, beta: 1, shifts: 2 },
  { M1: 8, M2: 16, dX: 41, dY: 23, beta: 0.3 },
  { S1: 1.2 },
  { S1: Math.SQRT2 },
  { S1: -0.5, M1Out: 3 },
  { S1: 0 },
  { outOfSpan: 0.5, dX: 54 },
  { outOfSpan: 1, dX: 60, S1: 1.2 },
  { coherence: 0.3 },
  { coherence: 0.7, S1: 1.2, M1: 8, M2: 4, outOfSpan: 0.2, dX: 20 },
];

/** Rounding, relative to beta²; `inner` adds γ_dX and beta four roundings. */
function bounds({ M1, M2, M1Out, dX, departures }: PatternProblem): Record<'inDomain' | 'muOut' | 'nuOut', number> {
  const evaluated = gamma(dX + 4);
  const frame = departures.coherence > 0 ? coherentRounding : frameRounding;
  const inDomain = frame(dX, M1 + M2) + evaluated;
  const rotated = mixtureRounding(M2, frameRounding(dX, M2), frameRounding(M2, M2));
  return {
    inDomain,
    muOut: mixtureRounding(M1, inDomain, coefficientRounding(M1, M1Out)) + evaluated,
    // In and out of the span: two vectors, whose coefficients √(1 − w²), w are of square sum 1 within γ_5.
    nuOut: mixtureRounding(2, Math.max(rotated, frameRounding(dX, M1 + 2 * M2)), gamma(5)) + evaluated,
  };
}

/** |P v|² for the projection P onto the span of n vectors with squares b² and inner products ρ b² (Sherman–Morrison). */
function squareWithin(v: Float64Array, vectors: readonly Float64Array[], rho: number, b: number): number {
  const products = vectors.map((vector) => inner(v, vector) / b);
  const sum = products.reduce((total, value) => total + value, 0);
  const squares = products.reduce((total, value) => total + value * value, 0);
  return (squares - (rho / (1 - rho + rho * vectors.length)) * sum * sum) / (1 - rho);
}

describe.each(SHAPES)('patterns of %j', (shape) => {
  const problem = problemOf(shape);
  const { M1, M2, M1Out, dX, dY, beta, S1 } = problem;
  const { coherence: rho, outOfSpan } = problem.departures;
  const bound = bounds(problem);
  const drawn = Array.from({ length: 10 }, (_, seed) => patternsOf(problem, [seed, 1]));
  const worst = (deviation: (patterns: Patterns) => number): number =>
    Math.max(...drawn.map(deviation)) / (beta * beta);

  test('have their numbers and lengths', () => {
    for (const { mu, nu, q, muOut, nuOut } of drawn) {
      expect([mu, nu, muOut, nuOut].map(({ length }) => length)).toEqual([M1, M2, M1Out, M2]);
      expect([mu, nu, muOut, nuOut].flat().every(({ length }) => length === dX)).toBe(true);
      expect(q).toHaveLength(dY);
      expect(Math.abs(inner(q, q) - 1)).toBeLessThanOrEqual(frameRounding(dY, 1) + gamma(dY));
    }
  });

  test('in the domain have norm beta and inner products rho', () => {
    const promised = (i: number, j: number): number => beta * beta * (i === j ? 1 : rho);
    expect(worst(({ mu, nu }) => worstGram([...mu, ...nu], [...mu, ...nu], promised))).toBeLessThanOrEqual(
      bound.inDomain,
    );
  });

  test('relevant ones out of the domain are orthogonal but for rho, of norm beta but for rho', () => {
    const promised = (i: number, j: number): number => beta * beta * ((1 - rho) * delta(i, j) + rho * S1 * S1);
    expect(worst(({ muOut }) => worstGram(muOut, muOut, promised))).toBeLessThanOrEqual(bound.muOut);
  });

  test('relevant ones out of the domain are in the span of the mu, with coefficient sum S1', () => {
    // Σ_i <mu'_j, mu_i> = beta² ((1 − ρ) S1 + M1 ρ S1): the error of one inner product, M1 times.
    const sum = (1 - rho + M1 * rho) * S1 * beta * beta;
    const total = (v: Float64Array, mu: Float64Array[]): number => mu.reduce((all, each) => all + inner(v, each), 0);
    const sumError = ({ mu, muOut }: Patterns): number => Math.max(...muOut.map((v) => Math.abs(total(v, mu) - sum)));
    expect(worst(sumError)).toBeLessThanOrEqual(M1 * bound.muOut);
    const left = ({ mu, muOut }: Patterns): number =>
      Math.max(...muOut.map((v) => Math.abs(squareWithin(v, mu, rho, beta) - inner(v, v))));
    expect(worst(left)).toBeLessThanOrEqual(spanBound(M1, bound.muOut));
  });

  test('irrelevant ones out of the domain are orthogonal with norm beta', () => {
    expect(worst(({ nuOut }) => worstGram(nuOut, nuOut, (i, j) => beta * beta * delta(i, j)))).toBeLessThanOrEqual(
      bound.nuOut,
    );
  });

  test('irrelevant ones out of the domain have the stated share outside of the span, and none of the mu beside the nu', () => {
    const inside = (1 - outOfSpan ** 2) * beta * beta;
    const error = ({ mu, nu, nuOut }: Patterns): number =>
      Math.max(
        ...[nu, [...mu, ...nu]].flatMap((span) =>
          nuOut.map((v) => Math.abs(squareWithin(v, span, rho, beta) - inside)),
        ),
      );
    expect(worst(error)).toBeLessThanOrEqual(spanBound(M1 + M2, bound.nuOut));
  });

  /** n squares of inner products of at most 1, of which each errs by twice the bound, over 1 − ρ; ρ adds as much again. */
  function spanBound(n: number, each: number): number {
    return (4 * n * Math.max(each, bound.inDomain)) / (1 - rho);
  }
});

test.each([0.6, 1])(
  'with new directions of share %d, relevant patterns out of the domain leave the span by that, apart from each other',
  (w) => {
    const problem = { ...referencePatterns, dX: 40 };
    const tilted = patternsOf({ ...problem, departures: { ...problem.departures, newDirection: w } }, [5, 6]);
    const plain = patternsOf(problem, [5, 6]);
    const { mu, nu, nuOut, muOut } = tilted;
    expect({ mu, nu, nuOut }).toEqual({ mu: plain.mu, nu: plain.nu, nuOut: plain.nuOut });
    for (const [j, v] of muOut.entries()) {
      const square = problem.beta ** 2;
      for (const [i, other] of muOut.entries()) expect(inner(v, other)).toBeCloseTo(i === j ? square : 0, 9);
      expect(inner(v, plain.muOut[j]!)).toBeCloseTo(Math.sqrt(1 - w * w) * square, 9);
      expect(squareWithin(v, [...mu, ...nu], 0, problem.beta)).toBeCloseTo((1 - w * w) * square, 9);
    }
  },
);

test('patterns are a function of the key', () => {
  expect(patternsOf(referencePatterns, [5, 6])).toEqual(patternsOf(referencePatterns, [5, 6]));
  expect(patternsOf(referencePatterns, [5, 6]).mu).not.toEqual(patternsOf(referencePatterns, [5, 7]).mu);
});

describe('what does not depend on what:', () => {
  const key = [7, 8] as const;
  const plain = patternsOf(problemOf({ dX: 60, S1: 1 }), key);

  test.each([{ S1: 1.2 }, { S1: -1 }, { M1Out: 3, S1: 0.5 }, { outOfSpan: 0.7 }] as Shape[])(
    'patterns in the domain on %j',
    (shape) => {
      const { mu, nu, q } = patternsOf(problemOf({ dX: 60, ...shape }), key);
      expect({ mu, nu, q }).toEqual({ mu: plain.mu, nu: plain.nu, q: plain.q });
    },
  );

  test('relevant patterns on outOfSpan, irrelevant ones on S1', () => {
    expect(patternsOf(problemOf({ dX: 60, outOfSpan: 0.7 }), key).muOut).toEqual(plain.muOut);
    expect(patternsOf(problemOf({ dX: 60, S1: 1.2 }), key).nuOut).toEqual(plain.nuOut);
  });
});

/**
 * Every kind is uniform on its sphere, and the nuOut are so within the span of the nu (from which a copy of the nu would
 * differ): at most 21 entries of z-scores each, 8 tests, LAW_Z (1e-7 each): a correct law fails with probability < 2e-5.
 */
describe('directions are uniform:', () => {
  const problem = problemOf({ M1: 4, M2: 2, dX: 6, dY: 6, shifts: 2, beta: 1 });
  const draws = Array.from({ length: 4000 }, (_, seed) => patternsOf(problem, [seed, 77]));
  const wide = problemOf({ M1: 4, M2: 2, dX: 8, shifts: 2, beta: 1, outOfSpan: 1 });

  test.each(['mu', 'nu', 'muOut', 'nuOut'] as const)('%s', (kind) => {
    expect(worstDirection(draws.map((patterns) => patterns[kind].at(-1)!))).toBeLessThan(LAW_Z);
  });

  test('q', () => {
    expect(worstDirection(draws.map(({ q }) => q))).toBeLessThan(LAW_Z);
  });

  test.each([0, 1])('nuOut %i in the basis of the nu', (k) => {
    const parts = draws.map(({ nu, nuOut }) => nu.map((vector) => inner(vector, nuOut[k]!)));
    expect(worstDirection(parts)).toBeLessThan(LAW_Z);
  });

  test('nuOut out of the span', () => {
    const vectors = draws.map((_, seed) => patternsOf(wide, [seed, 78]).nuOut[0]!);
    expect(worstDirection(vectors)).toBeLessThan(LAW_Z);
  });

  test('nothing is rotated: caught', () => {
    expect(worstDirection(draws.map(({ nu }) => nu.map((vector) => inner(vector, nu[0]!))))).toBeGreaterThan(LAW_Z);
  });
});
