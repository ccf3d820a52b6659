import { directionOf } from './geometry';
import { type Example, selectByMargin } from './select';

const example = (text: string, label: 1 | -1, ...vector: number[]): Example => ({
  text,
  label,
  vector: Float64Array.from(vector),
});
const POOL = [
  ...[example('p1', 1, 3, 0), example('p2', 1, 2, 1), example('p3', 1, 1, -1)],
  ...[example('m1', -1, -3, 0), example('m2', -1, -2, 1), example('m3', -1, -1, -1)],
];

test('the examples that lie farthest on their side, half of either label', () => {
  const { chosen, doubtful, plus, minus } = selectByMargin(POOL, 4);
  expect(chosen.map(({ text }) => text)).toEqual(['p1', 'p2', 'm1', 'm2']);
  expect([doubtful, plus, minus]).toEqual([[], 3, 3]);
});

test('a margin by hand: the example is left out of its own class mean', () => {
  // Without p1: means (1.5, 0) and (−2, 0), so a = (−.25, 0), b = (1.75, 0) and (3 + .25)/1.75.
  expect(selectByMargin(POOL, 2).chosen[0]!.margin).toBeCloseTo(3.25 / 1.75, 12);
});

test('a wrong label lies on the other side and is not chosen', () => {
  const { doubtful, chosen } = selectByMargin([...POOL, example('wrong', 1, -3, 1)], 6);
  expect(doubtful.map(({ text }) => text)).toEqual(['wrong']);
  expect(chosen.map(({ text }) => text)).not.toContain('wrong');
});

test('how much of the concept is known', () => {
  const along = (...b: number[]) => ({ a: Float64Array.of(0, 0), b: Float64Array.from(b) });
  expect(selectByMargin(POOL, 2, [along(1, 0)]).known).toBeCloseTo(1, 12);
  expect(selectByMargin(POOL, 2, [along(0, 1)]).known).toBeCloseTo(0, 12);
  expect(selectByMargin(POOL, 2, [along(1, 1)]).known).toBeCloseTo(0.5, 12);
  expect(selectByMargin(POOL, 2, [along(1, 1), along(2, 2)]).known).toBeCloseTo(0.5, 12);
  expect(selectByMargin(POOL, 2)).not.toHaveProperty('known');
  expect([...directionOf({ plus: [POOL[0]!.vector], minus: [POOL[3]!.vector] }).b]).toEqual([3, 0]);
});

test.each([
  [3, 'expected an even number of demonstrations, at least 2, got 3'],
  [0, 'at least 2, got 0'],
  [8, 'expected at least 4 examples of either label, got 3 and 3'],
])('%d demonstrations are refused', (L, sentence) => {
  expect(() => selectByMargin(POOL, L)).toThrow(sentence);
});
