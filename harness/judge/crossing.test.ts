import { firstBelow, firstCrossing } from './crossing';

const halving = { steps: [0, 2, 4, 8], values: [1, 2 ** -2, 2 ** -4, 2 ** -8] };

test('the first point at or below a level', () => {
  expect([2, 1, 0.25, 0.2, 2 ** -8].map((level) => firstBelow(halving, level))).toEqual([0, 0, 1, 2, 3]);
  expect(firstBelow(halving, 2 ** -9)).toBe(-1);
  expect(firstBelow({ steps: [1, 2, 3], values: [0.5, 0.1, 0.5] }, 0.2)).toBe(1);
});

test.each([1, 2, 3, 3.5, 6, 8])('an exponential crosses 2^-%d at that time, whatever the grid', (time) => {
  expect(firstCrossing(halving, 2 ** -time)).toBeCloseTo(time, 12);
});

test('between a positive value and one that is not, the value itself is linear', () => {
  expect(firstCrossing({ steps: [0, 10], values: [1, 0] }, 0.25)).toBeCloseTo(7.5, 12);
  expect(firstCrossing({ steps: [10, 20], values: [3, -1] }, 0)).toBeCloseTo(17.5, 12);
  expect(firstCrossing({ steps: [10, 20], values: [3, -1] }, -1)).toBe(20);
});

test('a curve that starts there crosses at its first step, one that never comes there at no time', () => {
  expect(firstCrossing({ steps: [4, 8], values: [0.1, 0.1] }, 0.1)).toBe(4);
  expect(firstCrossing(halving, 0)).toBe(Number.POSITIVE_INFINITY);
});
