import { firstTime, meanOver, quantity, slope, varianceOver } from '../statement/quantity';
import { curve, isCurve, type MeasuredUnit, scalar } from './evaluate';
import { toyUnit, toyWords, toyWeights as weights } from './testing/toy-units';

const weight = toyWords.at('horizon').weight;

const each = (values: readonly number[], changes?: Partial<MeasuredUnit>) =>
  toyUnit(
    values.map((value) => [value]),
    changes,
  );
/** Design points at which B is 1, 2 and 4. */
const designs = [1, 2, 4].map((B) => new Map([['B', B]]));

test.each([
  ['along a grid', weights, true],
  ['the mean of one along a grid', meanOver(meanOver(weights)), true],
  ['at a step', weight, false],
  ['the mean of one at a step', meanOver(weight), false],
  ['the variance', varianceOver(weight), false],
  ['the first time of a curve', firstTime(weights, '1'), false],
  ['the slope of a curve', slope(weights, 't'), false],
  ['the mean of the slopes of curves', meanOver(slope(weights, 't')), false],
  ['a formula', quantity('w', { w: weight }), false],
])('a quantity is a curve where it has a value at every step of a grid: %s', (_, of, expected) => {
  expect(isCurve(of)).toBe(expected);
});

describe('a number of a unit', () => {
  test('at a step is what was observed there', () => {
    expect(scalar(weight, each([5]))).toBe(5);
  });

  test('is a mean over repeats, or their unbiased variance', () => {
    // About their mean, 3, the squares of 1, 2 and 6 sum to 4 + 1 + 9.
    expect(scalar(meanOver(weight), each([1, 2, 6]))).toBe(3);
    expect(scalar(varianceOver(weight), each([1, 2, 6]))).toBe(7);
    expect(scalar(varianceOver(weight), each([5]))).toBeNaN();
    expect(scalar(varianceOver(meanOver(weight)), each([1, 2, 6]))).toBe(0);
  });

  test('is the time at which a curve crosses a level, +∞ where it never does', () => {
    const halving = toyUnit([[16, 8, 2]]);
    // From 8 at step 2 to 2 at step 4 the value halves with each step.
    expect(scalar(firstTime(weights, 'horizon'), halving)).toBeCloseTo(3, 12);
    expect(scalar(firstTime(weights, '1'), halving)).toBe(Number.POSITIVE_INFINITY);
  });

  test('is a formula of others and of the symbols, of which a quantity’s name hides one', () => {
    const parts = { w: meanOver(weight), v: varianceOver(weight) };
    expect(scalar(quantity('w * horizon - v', parts), each([1, 2, 6]))).toBe(3 * 4 - 7);
    expect(scalar(quantity('B', { B: weight }), each([5]))).toBe(5);
    expect(() => scalar(quantity('w * q', parts), each([1, 2, 6]))).toThrow('toy: expected a symbol among');
  });
});

describe('a curve of a unit', () => {
  test('has the values at the steps of its grid, or their means over repeats', () => {
    expect(curve(weights, toyUnit([[3, 4, 5]]))).toEqual({ steps: [1, 2, 4], values: [3, 4, 5] });
    const two = toyUnit([
      [1, 2, 3],
      [3, 6, 5],
    ]);
    expect(curve(meanOver(weights), two)).toEqual({ steps: [1, 2, 4], values: [2, 4, 4] });
  });
});

describe('a slope over design points', () => {
  // Member d · 2 + r is repeat r of design point d.
  const members = [1, 3, 3, 5, 7, 9];
  const pair = each(members, { designs, repeats: 2 });

  test('is that of the quantity at each of them', () => {
    // Means 2, 4, 8 over B = 1, 2, 4; the variances are 2 everywhere.
    expect(scalar(slope(meanOver(weight), 'B'), pair)).toBeCloseTo(1, 12);
    expect(scalar(slope(varianceOver(weight), 'B'), pair)).toBeCloseTo(0, 12);
    const falling = each([...members].reverse(), { designs, repeats: 2 });
    expect(scalar(slope(meanOver(weight), 'B'), falling)).toBeCloseTo(-1, 12);
  });

  test('is averaged over repeats, each of which has its own', () => {
    // First repeats 1, 4, 16: a slope of 2. Second ones 3, 3, 3: of 0.
    const apart = each([1, 3, 4, 3, 16, 3], { designs, repeats: 2 });
    expect(scalar(meanOver(slope(weight, 'B')), apart)).toBeCloseTo(1, 12);
  });

  test('goes over those between its ends alone, both included', () => {
    const bent = each([1, 2, 8], { designs, repeats: 1 });
    expect(scalar(slope(weight, 'B', [1, 2]), bent)).toBeCloseTo(1, 12);
    expect(scalar(slope(weight, 'B', [2, 4]), bent)).toBeCloseTo(2, 12);
    expect(scalar(slope(weight, 'B'), bent)).toBeCloseTo(1.5, 12);
  });

  test('reads formulas and levels with the symbols of each, but with one horizon', () => {
    const own = [1, 2, 4].map((B) => new Map(Object.entries({ B, horizon: 100 * B })));
    const flat = each([5, 5, 5], { designs: own, repeats: 1 });
    expect(scalar(slope(quantity('w * B^2', { w: weight }), 'B'), flat)).toBeCloseTo(2, 12);
    expect(scalar(slope(quantity('horizon * B', {}), 'B'), flat)).toBeCloseTo(1, 12);
    // From 1 at step 0 a straight line to −1 at step 8 crosses 1 − B/4 at step B.
    const falling = toyUnit(Array(3).fill([1, -1]), { designs, repeats: 1, steps: () => [0, 8] });
    expect(scalar(slope(firstTime(weights, '1 - B / 4'), 'B'), falling)).toBeCloseTo(1, 12);
  });

  test('has no horizon where the claim has none', () => {
    const none = each([5, 5, 5], { designs, repeats: 1, scope: new Map([['B', 8]]) });
    expect(scalar(slope(quantity('w / B', { w: weight }), 'B'), none)).toBeCloseTo(-1, 12);
    expect(() => scalar(slope(quantity('w / horizon', { w: weight }), 'B'), none)).toThrow(
      'toy: expected a symbol among B, w, got horizon in "w / horizon"',
    );
  });
});

describe('a slope along a curve', () => {
  const squares = toyUnit([[1, 4, 16]]);

  test('is against the step, or a formula of it and of the symbols', () => {
    expect(scalar(slope(weights, 't'), squares)).toBeCloseTo(2, 12);
    expect(scalar(slope(weights, 't^horizon / B'), squares)).toBeCloseTo(0.5, 12);
    const both = [squares.read(weights, 0), [3, 12, 48]];
    expect(scalar(slope(meanOver(weights), 't'), toyUnit(both))).toBeCloseTo(2, 12);
  });

  test.each([
    ['a single step', 't', [1], '1'],
    ['one value throughout', 'B', [1, 2, 4], '8, 8, 8'],
    ['0', 't', [0, 1, 2], '0, 1, 2'],
    ['a negative number', 't - 3', [1, 2, 4], '-2, -1, 1'],
    ['no finite number', '1 / (4 - t)', [1, 2, 4], '0.3333333333333333, 0.5, Infinity'],
    ['0, after the first three of which it tells', '5 - t', [1, 2, 4, 5], '4, 3, 1'],
  ])('is refused against %s', (_, text, steps, got) => {
    const unit = toyUnit([steps.map(() => 1)], { steps: () => steps });
    expect(() => scalar(slope(weights, text), unit)).toThrow(
      `toy: expected "${text}" to be positive along the grid of slope, with two values at least, got ${got} (begin the grid at a later step)`,
    );
  });
});
