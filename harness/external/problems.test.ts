import * as fc from 'fast-check';
import { middleOf, problemsOf } from './problems';
import type { WireRange } from './protocol';

const drawn = (x: WireRange) => fc.sample(problemsOf({ x }, 'toy'), { seed: 6, numRuns: 2000 }).map((one) => one.x!);

// 0.2 + (0.9 − 0.2) and 0.05 · 2^½ · 2^¼ … are no 0.9 and no 0.2.
test.each<WireRange>([
  { law: 'uniform', from: 0.2, to: 0.9 },
  { law: 'log-uniform', from: 0.05, to: 0.2 },
  { law: 'count', from: 2, to: 6 },
  { law: 'even count', from: 2, to: 6 },
])('both ends of %j can be drawn, exactly, and nothing beyond them', (range) => {
  const values = drawn(range);
  expect([Math.min(...values), Math.max(...values)]).toEqual([range.from, range.to]);
});

test('the middle of a logarithmic law is that of logarithms, and levels are powers', () => {
  expect(middleOf({ x: { law: 'log-uniform', from: 0.25, to: 4 } })).toEqual({ x: 1 });
  const levels = new Set(drawn({ law: 'log-uniform', from: 1, to: 4 }).map((x) => Math.log2(x) * 2 ** 15));
  expect(Math.max(...[...levels].map((level) => Math.abs(level - Math.round(level))))).toBeLessThan(1e-6);
});

test('counts are whole, and even where they are even', () => {
  expect(new Set(drawn({ law: 'count', from: 2, to: 5 }))).toEqual(new Set([2, 3, 4, 5]));
  expect(new Set(drawn({ law: 'even count', from: 2, to: 6 }))).toEqual(new Set([2, 4, 6]));
});

test.each<[WireRange, string]>([
  [{ law: 'log-uniform', from: 0, to: 1 }, 'expected from > 0 for log-uniform, got 0 … 1'],
  [{ law: 'uniform', from: 1, to: 0 }, 'expected from ≤ to for uniform, got 1 … 0'],
  [{ law: 'constant', from: 1, to: 2 }, 'expected from = to for constant, got 1 … 2'],
  [{ law: 'count', from: 1.5, to: 2 }, 'expected integers for count, got 1.5 … 2'],
  [{ law: 'even count', from: 1, to: 4 }, 'expected even integers for even count, got 1 … 4'],
])('%j is refused', (range, complaint) => {
  expect(() => problemsOf({ x: range }, 'toy')).toThrow(`toy, problems, x: ${complaint}`);
});
