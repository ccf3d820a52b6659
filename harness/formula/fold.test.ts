import { folded } from './fold';

const constants = new Map([
  ['c', 0.05],
  ['tau', 12],
]);

describe('the numeric canonical form of a formula', () => {
  it.each([
    ['1 - c', '0.95'],
    ['0.95', '0.95'],
    ['(1 - (c))', '0.95'],
    ['2^-3', '0.125'],
    ['log2(1 / 2^-6)', '6'],
    ['max(c, 0.1, tau)', '12'],
    ['-c', '-0.05'],
    // What rounding leaves in the last digits states nothing.
    ['c * 2 + 0.2', '0.3'],
    ['0.1 + 0.2', '0.3'],
  ])('of %s is the number %s', (text, expected) => {
    expect(folded(text, constants, 'test')).toBe(expected);
  });

  it('keeps the symbols of a problem, with the constants around them as numbers', () => {
    const text = folded('tau * m * K1 / eta', constants, 'test');
    expect(text).toBe(folded('12 * m * K1 / eta', new Map(), 'test'));
    expect(text).not.toBe(folded('13 * m * K1 / eta', new Map(), 'test'));
    expect(text).toContain('K1');
  });

  it('tells a difference from its reverse', () => {
    expect(folded('m - c', constants, 'test')).not.toBe(folded('c - m', constants, 'test'));
  });
});
