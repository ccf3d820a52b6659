import fc from 'fast-check';
import { Random } from '../random';
import { bagOf, oracleError } from './bags';
import { checkLanguageProblem } from './check';
import { combinedLabels, combinedWords } from './combined';
import { cosine, directionOf, innerProduct, mean, norm, oracleSign, scatterOf } from './geometry';
import { MEAN_B, materialOf } from './material';
import { type LanguageProblem, PLAIN } from './problem';
import { languageProblems } from './problems';
import { referenceWords } from './reference';
import { splitOf } from './split';
import { twinOf } from './twins';
import { vendored } from './vendored';

const key = [5, 6] as const;
const within = (change: Partial<LanguageProblem['departures']>) => ({
  ...referenceWords,
  departures: { ...PLAIN, ...change },
});
const texts = (rows: readonly Float64Array[]) => rows.map((row) => row.join());

test('training and held-out words are different words, and the split is the seed’s', () => {
  const { training, heldOut } = materialOf(referenceWords, key);
  training.forEach((side, i) => {
    expect(texts(side).filter((row) => texts(heldOut[i]!).includes(row))).toEqual([]);
    expect(Math.min(side.length, heldOut[i]!.length)).toBeGreaterThanOrEqual(28);
  });
  expect(materialOf(referenceWords, key)).toEqual(materialOf(referenceWords, key));
  const other = materialOf({ ...referenceWords, split: 1 }, key);
  expect(other.training[0]).not.toEqual(training[0]);
  expect(texts([...other.training[0]!, ...other.heldOut[0]!]).length).toBe(64);
});

test('pairs stay together: a form of a training word is never held out', () => {
  const sides = { plus: ['p0', 'p1', 'p2', 'p3', 'p4'], minus: ['m0', 'm1', 'm2', 'm3', 'm4'] };
  const { training, heldOut } = splitOf(new Random(key), sides, true);
  const ends = (side: readonly string[]) => side.map((word) => word.slice(1));
  expect(ends(training.plus)).toEqual(ends(training.minus));
  expect([...training.plus, ...heldOut.plus].sort()).toEqual(sides.plus);
});

test('the mean |b| is that of the theory’s problems', () => {
  const { directions } = materialOf(referenceWords, key);
  expect(directions.reduce((sum, { b }) => sum + norm(b), 0) / 4).toBeCloseTo(MEAN_B, 12);
});

test('label vectors: orthogonal ones have the inner products of bu2024, own ones are the label words', () => {
  const { labels } = materialOf({ ...referenceWords, kappaY: 0.3 }, key);
  labels.forEach((u, i) => {
    labels.forEach((v, j) => {
      const expected = i === j ? 1 : i >> 1 === j >> 1 ? 0.3 : 0;
      expect(innerProduct(u, v)).toBeCloseTo(expected, 12);
    });
  });
  const own = materialOf({ ...within({ labels: 1 }), dY: referenceWords.dX }, key).labels;
  expect(cosine(own[0]!, own[1]!)).toBeGreaterThan(0.4); // positive and negative
  const shared = materialOf({ ...within({ labels: 2 }), dY: referenceWords.dX }, key).labels;
  expect(shared[2]).toEqual(shared[0]);
});

/** 5.33 standard deviations: a false alarm in 1e-7. */
test.each([true, false])('a twin has the means, and the variance of its law (isotropic: %s)', (isotropic) => {
  const rows = (n: number, shift: number) =>
    Array.from({ length: n }, (_, i) => Float64Array.of(shift + (i % 2 ? 3 : -3), i % 4 < 2 ? 1 : -1));
  const sides = { plus: rows(4000, 5), minus: rows(4000, -5) };
  const twin = twinOf(new Random(key), { plus: sides.plus.slice(0, 40), minus: sides.minus.slice(0, 40) }, isotropic);
  const many = Array.from(
    { length: 25 },
    (_, i) => twinOf(new Random([i, 1]), { plus: rows(40, 5), minus: rows(40, -5) }, isotropic).plus,
  ).flat();
  const centre = mean(many);
  const expected = isotropic ? [5, 5] : [9, 1];
  [0, 1].forEach((axis) => {
    const variance = many.reduce((sum, x) => sum + (x[axis]! - centre[axis]!) ** 2, 0) / many.length;
    expect(Math.abs(variance / expected[axis]! - 1)).toBeLessThan(5.33 * Math.sqrt(2 / many.length));
    expect(Math.abs(centre[axis]! - [5, 0][axis]!)).toBeLessThan(5.33 * Math.sqrt(expected[axis]! / many.length));
  });
  expect(twin.minus).toHaveLength(40);
});

test('geometry of four points by hand', () => {
  const sides = {
    plus: [Float64Array.of(3, 1), Float64Array.of(1, -1)],
    minus: [Float64Array.of(-1, 1), Float64Array.of(-3, -1)],
  };
  const direction = directionOf(sides);
  expect([[...direction.a], [...direction.b]]).toEqual([
    [0, 0],
    [2, 0],
  ]);
  expect(scatterOf(direction, sides)).toEqual({ along: 1, perCoordinate: 1, wrong: 0 });
  expect(oracleSign(direction, [0, 9])).toBe(0);
  const swapped = { plus: sides.minus, minus: sides.plus };
  expect(scatterOf(direction, swapped).wrong).toBe(1);
});

test('the oracle’s error: single words exactly, bags against all of them', () => {
  const direction = { a: Float64Array.of(0), b: Float64Array.of(1) };
  const side = (...values: number[]) => values.map((value) => Float64Array.of(value));
  const features = [side(-3, -1, -1, 1), side(2, 2, 2, 2)];
  expect(oracleError([direction], features, 1, { n: 0, key })).toBe(1 / 8);
  // Of six pairs on the minus side those with 1 and −1 (two of them) have mean 0, which counts as wrong.
  const n = 6000;
  const expected = 2 / 6 / 2;
  const found = oracleError([direction], features, 2, { n, key });
  expect(Math.abs(found - expected)).toBeLessThan(5.33 * Math.sqrt(0.25 / n));
});

test('bags are of different words', () => {
  const side = [1, 2, 4, 8].map((value) => Float64Array.of(value));
  const random = new Random(key);
  const sums = new Set(Array.from({ length: 200 }, () => 2 * bagOf(random, side, 2)[0]!));
  expect([...sums].sort((a, b) => a - b)).toEqual([3, 5, 6, 9, 10, 12]);
  expect(() => bagOf(random, side, 5)).toThrow('bag: expected at least 5 words, got 4');
});

test('a combination leans on both of its concepts, with the sign of each', () => {
  const { heldOut, directions, labels } = materialOf(referenceWords, key);
  const [minus, plus] = combinedWords(heldOut, key).slice(0, 2);
  const b = directionOf({ plus: plus!, minus: minus! }).b;
  for (const k of [0, 1]) expect(cosine(b, directions[k]!.b)).toBeGreaterThan(0.4);
  expect(norm(combinedLabels(labels)[0]!)).toBeCloseTo(1, 12);
});

test.each([
  [{ scrambled: 1 } as const, 'carries no direction that held-out words share', (c: number) => c < 0.35],
  [{ wrongWords: 0.25 } as const, 'still carries it', (c: number) => c > 0.5],
  [{ vocabulary: 16 } as const, 'is estimated from fewer words', (c: number) => c > 0.5],
])('%j: b %s', (change, _, holds) => {
  const { training, heldOut } = materialOf(within(change), key);
  const b = (of: typeof training) => directionOf({ minus: of[0]!, plus: of[1]! }).b;
  expect(holds(cosine(b(training), b(heldOut)))).toBe(true);
});

test('glosses stand for words where there are some', () => {
  const { heldOut } = materialOf({ ...within({ glosses: 1 }), concepts: ['animal-plant', 'food-artifact'] }, key);
  expect(heldOut.map((side) => side.length)).toEqual([16, 16, 16, 16]);
});

test('problems of a region are feasible and hold different concepts', () => {
  const entry = (symbol: string, from: number, to = from) => ({ symbol, law: 'count' as const, from, to });
  const scales = ['sigma0', 'eta/m', 'lambda', 'kappaY', 'sigma1'].map((symbol) => ({
    symbol,
    law: 'constant' as const,
    from: 0.1,
    to: 0.1,
  }));
  const region = [
    entry('K1', 2, 4),
    entry('split', 0, 9),
    entry('bag', 4),
    entry('d', 32),
    entry('L', 4),
    entry('m', 8),
    entry('B', 4),
    ...scales,
  ];
  const names = vendored().concepts.map(({ name }) => name);
  fc.assert(
    fc.property(languageProblems(region, names), (problem) => {
      checkLanguageProblem(problem);
      expect(new Set([...problem.concepts, ...problem.novel]).size).toBe(2 * problem.concepts.length);
    }),
    { seed: 1, numRuns: 50 },
  );
});

test.each([
  [{ concepts: ['number', 'nothing'] }, 'expected concepts among opinion-adjectives'],
  [{ concepts: ['number', 'number'] }, 'expected each concept once, got number twice'],
  [{ dY: 4 }, 'expected dY >= 2*K1, got 4 < 8'],
  [{ L: 3 }, 'expected an even L (demonstrations are balanced), got 3'],
  [{ bag: 0 }, 'expected bag >= 1, got 0 < 1'],
  [{ departures: { ...PLAIN, labels: 1 as const } }, 'expected dY = dX (label vectors are words), got 16 and 64'],
  [{ departures: { ...PLAIN, twin: 3 as never } }, 'expected twin <= 2, got 3 > 2'],
  [{ departures: { ...PLAIN, ideal: 2 as never } }, 'expected ideal to be 0 or 1, got 2'],
])('%j is refused', (change, sentence) => {
  expect(() => checkLanguageProblem({ ...referenceWords, ...change })).toThrow(sentence);
});
