import type { Batch } from '../reference/types';
import { loadKernel } from './kernel';
import { PromptSampler } from './sampler';
import { type WordRule, wordLaw } from './word-law';

/** Words of one entry each, 2^i: a mean of different words times their number tells them by its bits. */
const COUNTS = [5, 6, 7, 8];
const PLAIN: WordRule = { L: 4, bag: 1, sigma: 0, positives: 0.5, foreign: 0, flips: 0, queryFlips: 0, skew: 0 };
const words = COUNTS.map((n) => Array.from({ length: n }, (_, i) => Float64Array.of(2 ** i, 1, 0)));
const labels = COUNTS.map((_, i) => Float64Array.from(COUNTS, (_, j) => Number(i === j)));

const drawn = (rule: Partial<WordRule>, n: number): Batch =>
  new PromptSampler(loadKernel(), wordLaw({ words, labels }, { ...PLAIN, ...rule })).batch([1, 2], 3, n);

/** The words of a vector as bits, whichever feature they are of. */
const bitsOf = (x: Float32Array, at: number, bag: number): number => Math.round(x[3 * at]! * bag);
const onesIn = (bits: number): number => bits.toString(2).replaceAll('0', '').length;
const featureAt = (y: Float32Array, at: number): number => y.subarray(4 * at, 4 * at + 4).indexOf(1);

test.each([1, 2])('bags of %d: different words of the labelled side, and none of the query', (bag) => {
  const { n, x, y, xq, label, sign } = drawn({ bag }, 400);
  for (let b = 0; b < n; b++) {
    const query = bitsOf(xq, b, bag);
    const concept = featureAt(y, 4 * b) >> 1;
    const side = 2 * concept + Number(label[b] === 1);
    expect(onesIn(query)).toBe(bag);
    expect(query).toBeLessThan(2 ** COUNTS[side]!);
    for (let l = 4 * b; l < 4 * b + 4; l++) {
      const feature = featureAt(y, l);
      const bits = bitsOf(x, l, bag);
      expect(feature >> 1).toBe(concept);
      expect(sign[l]).toBe(feature % 2 === 1 ? 1 : -1);
      expect([onesIn(bits), x[3 * l + 1]]).toEqual([bag, 1]);
      expect(bits).toBeLessThan(2 ** COUNTS[feature]!);
      if (feature === side) expect(bits & query).toBe(0);
    }
  }
});

test('queries are uniform over words, within 5.3 standard deviations of the binomial law', () => {
  const n = 20_000;
  const { xq, y, label } = drawn({}, n);
  const counts = COUNTS.map((size) => new Array<number>(size).fill(0));
  for (let b = 0; b < n; b++) {
    const side = 2 * (featureAt(y, 4 * b) >> 1) + Number(label[b] === 1);
    counts[side]![Math.log2(bitsOf(xq, b, 1))]!++;
  }
  counts.forEach((row, side) => {
    const p = 1 / (4 * COUNTS[side]!);
    for (const count of row) expect(Math.abs(count - n * p)).toBeLessThan(5.33 * Math.sqrt(n * p * (1 - p)));
  });
});

test('demonstrations on the query’s side are uniform over the other words', () => {
  const n = 20_000;
  const { x, xq, y, label } = drawn({}, n);
  let [same, next] = [0, 0];
  for (let b = 0; b < n; b++) {
    for (let l = 4 * b; l < 4 * b + 4; l++) {
      if (featureAt(y, l) !== Number(label[b] === 1)) continue; // concept 0
      same++;
      const size = COUNTS[featureAt(y, l)]!;
      if (Math.log2(bitsOf(x, l, 1)) === (Math.log2(bitsOf(xq, b, 1)) + 1) % size) next += size - 1;
    }
  }
  // Of n_s − 1 other words the next one, round, is drawn at rate 1/(n_s − 1): weighted so, its mean is 1 and its variance n_s − 2.
  expect(Math.abs(next / same - 1)).toBeLessThan(5.33 * Math.sqrt(4 / same));
});

test('noise has its standard deviation on every coordinate, padding none of it', () => {
  const { xq, y } = drawn({ sigma: 0.5 }, 4000);
  const third = Array.from({ length: 4000 }, (_, b) => xq[3 * b + 2]!);
  const square = third.reduce((sum, value) => sum + value * value, 0) / third.length;
  expect(Math.abs(square / 0.25 - 1)).toBeLessThan(5.33 * Math.sqrt(2 / third.length));
  expect(y.some((value) => value !== 0 && value !== 1)).toBe(true);
});

test('flips and skew are those of concept prompts', () => {
  const { y, sign } = drawn({ flips: 1, skew: 1 }, 100);
  for (let l = 0; l < 400; l++) expect(featureAt(y, l)).toBe(sign[l] === 1 ? 0 : 1);
});

test('the same key gives the same prompts, and a shorter batch is a prefix', () => {
  expect(drawn({}, 100).x).toEqual(drawn({}, 100).x);
  expect(drawn({ bag: 2 }, 100).x.subarray(0, 12 * 30)).toEqual(drawn({ bag: 2 }, 30).x);
});

test('a side of fewer words than two bags is refused', () => {
  expect(() => wordLaw({ words, labels }, { ...PLAIN, bag: 3 })).toThrow(
    'wordLaw: expected at least 6 words a side for bags of 3, got 5',
  );
});
