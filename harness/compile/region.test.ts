import type { Family } from '../statement/family';
import { toyFamily } from '../statement/testing/toy-family';
import { outsideOf, regionTexts, scopeAt, valueAt } from './region';

const familyWith = (region: readonly object[], changes: object = {}) =>
  ({ ...toyFamily, ...changes, region }) as unknown as Family;
const range = (symbol: string, law: string, from: number, to: number, as?: string) => ({
  symbol,
  law,
  from,
  to,
  ...(as === undefined ? {} : { as }),
});
const problem = { K: 4, eta: 0.5, B: 8, noise: 0.25 };

it('a range is printed with its law, except where that says nothing more', () => {
  const region = [
    range('a', 'count', 2, 6),
    range('b', 'even count', 2, 6),
    range('c', 'uniform', 0, 0.5),
    range('d', 'log-uniform', 0.01, 1),
    range('e', 'constant', 8, 8),
    range('f', 'uniform', -1, -1),
  ];
  expect(regionTexts(familyWith(region))).toEqual({
    ...{ a: '2 … 6', b: '2 … 6, even', c: '0 … 0.5, uniform', d: '0.01 … 1, log-uniform', e: '8', f: '-1' },
  });
  expect(regionTexts({ ...toyFamily } as unknown as Family)).toBeUndefined();
});

it('a symbol of the region has the value of its formula, or its own', () => {
  const symbols = scopeAt(familyWith([]), problem);
  expect([...symbols]).toEqual(Object.entries(problem));
  expect(valueAt(range('eta/K', 'uniform', 0, 1, 'eta / K'), symbols, 'toy')).toBe(0.125);
  expect(valueAt(range('B', 'uniform', 0, 1), symbols, 'toy')).toBe(8);
  expect(() => valueAt(range('C', 'uniform', 0, 1), symbols, 'toy')).toThrow(/^toy: expected a symbol among K, eta/);
});

describe('a problem', () => {
  const outside = (from: number, to: number, noise: number) =>
    outsideOf(familyWith([range('K', 'count', 1, 9), range('noise', 'uniform', from, to)]), { ...problem, noise });

  // Rounding is 1e-9 of the larger end: 1e-8 of the first range and of its mirror image, nothing of the last one.
  it.each([
    [-10, 1, -10],
    [-10, 1, 1],
    [-10, 1, 1 + 9e-9],
    [-10, 1, -10 - 9e-9],
    [-1, 10, -1 - 9e-9],
    [-1, 10, 10 + 9e-9],
    [0, 0, 0],
  ])('lies in %p … %p at %p', (from, to, noise) => {
    expect(outside(from, to, noise)).toBeUndefined();
  });

  it.each([
    [-10, 1, 1 + 1.1e-8],
    [-10, 1, -10 - 1.1e-8],
    [-1, 10, -1 - 1.1e-8],
    [-1, 10, 10 + 1.1e-8],
    [0, 0, 5e-324],
    [0, 0, -5e-324],
  ])('lies outside of %p … %p at %p, and says which symbol does', (from, to, noise) => {
    const text = from === to ? '0' : `${from} … ${to}, uniform`;
    expect(outside(from, to, noise)).toBe(`noise = ${noise} lies outside of ${text}`);
  });

  it('lies outside where its symbol is no number', () => {
    expect(outside(0, 1, Number.NaN)).toBe('noise = NaN lies outside of 0 … 1, uniform');
  });

  it('is told by the first of two symbols that stray', () => {
    const both = familyWith([range('K', 'count', 5, 9), range('noise', 'uniform', 0, 0.1)]);
    expect(outsideOf(both, problem)).toBe('K = 4 lies outside of 5 … 9');
  });

  it('lies in a family without a declared region unless its check refuses it, or a formula has no value', () => {
    expect(outsideOf({ ...toyFamily } as unknown as Family, problem)).toBeUndefined();
    const check = () => {
      throw new RangeError('toy: expected less, got more');
    };
    expect(outsideOf(familyWith([], { check }), problem)).toBe('toy: expected less, got more');
    expect(outsideOf(familyWith([range('width', 'count', 1, 2)]), problem)).toBe(
      'family toy, region of width: expected a symbol among K, eta, B, noise, got width in "width" (state width in `ours`, or as a symbol of the family)',
    );
  });
});
