import type { Batch } from '../reference/types';
import { type CategoryPrompts, categoryLaw } from './category-law';
import { loadKernel } from './kernel';
import { PromptSampler } from './sampler';

/** Words of one entry each, 2^i: a mean of different words times their number tells them by its bits; the second entry is the category. */
const COUNTS = [5, 6, 7, 8];
const words = COUNTS.map((n, j) => Array.from({ length: n }, (_, i) => Float64Array.of(2 ** i, j)));
const PROMPTS: CategoryPrompts = {
  ...{ words, q: Float64Array.of(0, 1), bag: 2, contexts: 6, alpha: 0.75 },
  tasks: [
    [0, 1],
    [3, 2],
  ],
  ...{ contextFlips: 0, queryFlips: 0, skew: 0 },
};
const D = 4;

const drawn = (change: Partial<CategoryPrompts>, n: number): Batch =>
  new PromptSampler(loadKernel(), categoryLaw({ ...PROMPTS, ...change })).batch([1, 2], 3, n);

const bitsOf = (x: Float32Array, at: number, bag: number): number => Math.round(x[D * at]! * bag);
const onesIn = (bits: number): number => bits.toString(2).replaceAll('0', '').length;
const categoryAt = (x: Float32Array, at: number): number => x[D * at + 1]!;

/** The task that a query of this category and label is of. */
const taskOf = (category: number, label: number) =>
  PROMPTS.tasks.find((pair) => pair[label === 1 ? 0 : 1] === category);

test.each([1, 2])('bags of %d: different words of one category, none of the query’s, labelled by the task', (bag) => {
  const { n, x, xq, label, sign } = drawn({ bag }, 400);
  for (let b = 0; b < n; b++) {
    const query = bitsOf(xq, b, bag);
    const task = taskOf(categoryAt(xq, b), label[b]!)!;
    expect([onesIn(query), xq[D * b + 3]]).toEqual([bag, 0]);
    for (let l = 6 * b; l < 6 * b + 6; l++) {
      const [category, bits, y] = [categoryAt(x, l), bitsOf(x, l, bag), x[D * l + 3]!];
      expect([onesIn(bits), Math.abs(y)]).toEqual([bag, 1]);
      expect(bits).toBeLessThan(2 ** COUNTS[category]!);
      expect(sign[l]).toBe(task.includes(category) ? y : 0);
      if (task.includes(category)) expect(y).toBe(task[0] === category ? 1 : -1);
      if (category === categoryAt(xq, b)) expect(bits & query).toBe(0);
    }
  }
});

test('contexts of the task come at the rate alpha, either sign half of the time, within 5.3 standard deviations', () => {
  const { sign, x, n } = drawn({}, 4000);
  const relevant = sign.filter((s) => s !== 0);
  const close = (count: number, of: number, p: number) =>
    expect(Math.abs(count - of * p)).toBeLessThan(5.33 * Math.sqrt(of * p * (1 - p)));
  close(relevant.length, 6 * n, 0.75);
  close(relevant.filter((s) => s === 1).length, relevant.length, 0.5);
  const others = Array.from(sign.keys()).filter((l) => sign[l] === 0);
  close(others.filter((l) => x[D * l + 3] === 1).length, others.length, 0.5);
});

test('flips and skew', () => {
  const straight = drawn({ bag: 1 }, 200);
  const flipped = drawn({ bag: 1, queryFlips: 1 }, 200);
  expect(flipped.xq).toEqual(straight.xq);
  expect(flipped.label).toEqual(straight.label.map((z) => -z));
  const wrong = drawn({ contextFlips: 1, alpha: 1, skew: 1 }, 200);
  wrong.sign.forEach((s, l) => {
    expect(categoryAt(wrong.x, l)).toBe(s === 1 ? 0 : 1);
    expect(wrong.x[D * l + 3]).toBe(-s);
  });
});

test('the same key gives the same prompts, and a shorter batch is a prefix', () => {
  expect(drawn({}, 100).x.subarray(0, 6 * D * 30)).toEqual(drawn({}, 30).x);
});

test('a category of fewer words than two bags is refused', () => {
  expect(() => categoryLaw({ ...PROMPTS, bag: 3 })).toThrow(
    'categoryLaw: expected at least 6 words a category for bags of 3, got 5',
  );
});
