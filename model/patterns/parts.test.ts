import type { Weights } from '../reference/types';
import { bimodality, halvesRatio, prunedPart } from './parts';

const matrix = (...rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat());

/** Three dimensions, four neurons. Key lines have squares 1, 4 + 9, 0; value lines 16, 1, 9; columns of W_O 4, 84, 30. */
const WEIGHTS: Weights = {
  WQ: matrix([1, 0, 0], [0, 3, 0], [0, 0, 0]),
  WK: matrix([0, 0, 0], [2, 0, 0], [0, 0, 0]),
  WV: matrix([4, 0, 0], [0, 1, 0], [0, 0, 3]),
  WO: matrix([1, 1, 1], [1, 3, 2], [1, 5, 3], [1, 7, 4]),
  r: Float32Array.of(1, -1, 1, -1),
};

const without = (part: Parameters<typeof prunedPart>[1], share: number, order: 'smallest' | 'largest') => {
  const { WQ, WK, WV, WO } = prunedPart(WEIGHTS, part, share, order);
  return { WQ: [...WQ], WK: [...WK], WV: [...WV!], WO: [...WO] };
};
const all = { WQ: [...WEIGHTS.WQ], WK: [...WEIGHTS.WK], WV: [...WEIGHTS.WV!], WO: [...WEIGHTS.WO] };

describe('prunedPart', () => {
  test('drops coordinates of keys and queries together, and of those that are there only', () => {
    // A coordinate that is 0 from the start is none of the two, so that half of them is one.
    expect(without('keys', 0.5, 'smallest')).toEqual({ ...all, WQ: [0, 0, 0, 0, 3, 0, 0, 0, 0] });
    expect(without('keys', 0.5, 'largest')).toEqual({
      ...all,
      WQ: [1, 0, 0, 0, 0, 0, 0, 0, 0],
      WK: [0, 0, 0, 0, 0, 0, 0, 0, 0],
    });
  });

  test('drops rows of W_V, by their norms', () => {
    expect(without('values', 1 / 3, 'smallest')).toEqual({ ...all, WV: [4, 0, 0, 0, 0, 0, 0, 0, 3] });
    expect(without('values', 1 / 3, 'largest')).toEqual({ ...all, WV: [0, 0, 0, 0, 1, 0, 0, 0, 3] });
  });

  test('drops columns of W_O, by their norms', () => {
    expect(without('inputs', 1 / 3, 'smallest')).toEqual({ ...all, WO: [0, 1, 1, 0, 3, 2, 0, 5, 3, 0, 7, 4] });
    expect(without('inputs', 2 / 3, 'largest')).toEqual({ ...all, WO: [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0] });
  });

  test('drops nothing or everything, and leaves the model it was given alone', () => {
    const before = structuredClone(WEIGHTS);
    expect(without('values', 0, 'largest')).toEqual(all);
    expect(without('values', 1, 'largest')).toEqual({ ...all, WV: new Array(9).fill(0) });
    expect(WEIGHTS).toEqual(before);
  });

  test('refuses a share that is none, and values of a model without W_V', () => {
    expect(() => prunedPart(WEIGHTS, 'keys', 1.1, 'largest')).toThrow(
      'prunedPart: expected a share in [0, 1], got 1.1',
    );
    const { WV: _, ...mixing } = WEIGHTS;
    expect(() => prunedPart(mixing, 'values', 0.3, 'largest')).toThrow('expected a model with W_V');
  });
});

/** A model whose neurons have these magnitudes: W_V is the unit, rows of W_O are along the first axis. */
const withMagnitudes = (magnitudes: readonly number[]): Weights => ({
  ...WEIGHTS,
  WV: matrix([1, 0, 0], [0, 1, 0], [0, 0, 1]),
  WO: matrix(...magnitudes.map((size) => [size, 0, 0])),
  r: new Float32Array(magnitudes.length).fill(1),
});
const range = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('halvesRatio', () => {
  test('compares the mean of the larger half with that of the smaller one; the middle belongs to the larger', () => {
    expect(halvesRatio(withMagnitudes([1, 6, 2, 3]))).toBeCloseTo(4.5 / 1.5, 12);
    expect(halvesRatio(withMagnitudes([1, 8, 3]))).toBeCloseTo(5.5, 12);
  });
});

describe('bimodality', () => {
  test.each([
    ['two values are far apart: 1', range(1000).map((i) => 1 + (i % 2)), 1, 9],
    ['a uniform sample: 5/9', range(2000).map((i) => 1 + i / 2000), 5 / 9, 4],
    ['a nearly normal sample: nearly 1/3', binomial(40, 4096), 1 / (3 - 2 / 40), 2],
  ])('of %s', (_, magnitudes, expected, digits) => {
    expect(bimodality(withMagnitudes(magnitudes))).toBeCloseTo(expected, digits);
  });

  test('is NaN where all are equal', () => {
    expect(bimodality(withMagnitudes([2, 2, 2]))).toBeNaN();
  });
});

/** Values 1 … n + 1 as often as a fair binomial has them, in `total` draws: kurtosis 3 − 2/n. */
function binomial(n: number, total: number): number[] {
  let share = 0.5 ** n;
  return range(n + 1).flatMap((k) => {
    const times = Math.round(share * total);
    share *= (n - k) / (k + 1);
    return new Array<number>(times).fill(k + 1);
  });
}
