import fc from 'fast-check';
import { norm } from '../language/geometry';
import { checkCategoryProblem } from './check';
import { categoryMaterial } from './material';
import { CATEGORIES } from './names';
import { type CategoryProblem, PLAIN_CATEGORIES } from './problem';
import { categoryProblems } from './problems';
import { referenceCategories } from './reference';

const KEY = [3, 4] as const;
const made = (change: Partial<CategoryProblem>) => categoryMaterial({ ...referenceCategories, ...change }, KEY);
const departing = (change: Partial<typeof PLAIN_CATEGORIES>) =>
  made({ departures: { ...PLAIN_CATEGORIES, ...change } });
const plain = made({});
const textsOf = (words: readonly Float64Array[]) => words.map((word) => word.join());

it('holds out half of every category, and no word of it is in training', () => {
  expect(plain.training.map((words) => words.length)).toEqual([32, 32, 32, 32, 32, 32]);
  plain.heldOut.forEach((words, j) => {
    expect(words.length).toBe(32);
    expect(new Set([...textsOf(words), ...textsOf(plain.training[j]!)]).size).toBe(64);
  });
});

it('scales the means of the training words to beta in the mean', () => {
  const sizes = plain.mu.map(norm);
  expect(sizes.reduce((sum, size) => sum + size, 0) / 6).toBeCloseTo(2, 12);
  const first = plain.training[0]!.reduce((sum, word) => sum + word[5]! / 32, 0);
  expect(plain.mu[0]![5]).toBeCloseTo(first, 12);
});

it('gives a category the same halves in whatever problem it is, but for the scale', () => {
  const { categories } = referenceCategories;
  const other = made({ categories: [...categories].reverse() });
  const direction = (word: Float64Array) => word.map((x) => x / norm(word));
  expect(direction(other.heldOut[5]![0]!)[0]).toBeCloseTo(direction(plain.heldOut[0]![0]!)[0]!, 12);
  expect(made({ split: 1 }).heldOut[0]![0]).not.toEqual(plain.heldOut[0]![0]);
});

it('deals words anew where they are scrambled, all of them once', () => {
  const { training, heldOut } = departing({ scrambled: 1 });
  const numbers = (words: readonly (readonly Float64Array[])[]) => new Set(words.flat().map((w) => w[0]! / w[1]!)).size;
  expect(numbers([...training, ...heldOut])).toBe(numbers([...plain.training, ...plain.heldOut]));
});

it.each([1, 2] as const)('twin %d has as many words, and other ones', (twin) => {
  const { training } = departing({ twin });
  expect(training.map((words) => words.length)).toEqual([32, 32, 32, 32, 32, 32]);
  expect(training[0]![0]).not.toEqual(plain.training[0]![0]);
});

const region = [
  { symbol: 'M1', law: 'count', from: 4, to: 8 },
  ...['split', 'bag', 'dX', 'dY', 'l', 'alpha', 'beta', 'm', 'B', 'delta', 'eta'].map(
    (symbol) =>
      ({ symbol, law: 'constant', from: symbol === 'alpha' ? 0.5 : 4, to: symbol === 'alpha' ? 0.5 : 4 }) as const,
  ),
] as const;

it('draws problems that pass their check, over different categories', () => {
  const problems = fc.sample(
    categoryProblems(
      region.map((entry) => (entry.symbol === 'dX' ? { ...entry, from: 64, to: 64 } : entry)),
      Object.keys(CATEGORIES),
    ),
    { numRuns: 20, seed: 1 },
  );
  for (const problem of problems) expect(() => checkCategoryProblem(problem)).not.toThrow();
  expect(new Set(problems.map(({ categories }) => categories.join())).size).toBeGreaterThan(10);
});

it.each([
  ['categories', ['animals', 'food', 'weather', 'body'], /expected categories among animals, .* got weather/],
  ['categories', ['animals', 'food', 'animals', 'body'], /expected each category once, got animals twice/],
  ['shifts', 5, /expected shifts <= M1 - 2 \(one task is held out at least\), got 5 > 4/],
  ['novel', ['plants', 'feelings'], /expected novel categories >= 3, got 2 < 3/],
  ['bag', 0, /expected bag >= 1, got 0 < 1/],
  ['departures', { ...PLAIN_CATEGORIES, twin: 3 }, /expected twin <= 2, got 3 > 2/],
])('refuses %s that do not fit', (name, value, message) => {
  expect(() => checkCategoryProblem({ ...referenceCategories, [name]: value } as CategoryProblem)).toThrow(message);
});
