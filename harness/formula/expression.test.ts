import { expression } from './expression';

const sum = (terms: number) => Array.from({ length: terms }, () => 'a').join('+');

describe('a formula of', () => {
  it('at most 2,000 characters is evaluated', () => {
    expect(sum(1000)).toHaveLength(1999);
    expect(expression(sum(1000)).evaluate(new Map([['a', 0.5]]))).toBe(500);
    expect(expression(`${'('.repeat(200)}a${')'.repeat(200)}`).evaluate(new Map([['a', 3]]))).toBe(3);
  });

  it('more is refused in one sentence with a cure, and not repeated in whole', () => {
    const refused = () => expression(sum(20_000), 'claim.theorem.ts, claim');
    expect(refused).toThrow(
      /^claim\.theorem\.ts, claim: expected a formula of at most 2000 characters, got 39999, beginning with "a\+a.*" \(measure the sum as an observation of the family\)$/,
    );
    expect(() => expression(`${sum(1000)}+1`)).toThrow('got 2001, beginning');
  });
});

it.each([
  ["a' * 2", `expected arithmetic only, got the operator ' in "a' * 2"`],
  ['a | 2', 'expected arithmetic only, got the operator | in "a | 2"'],
  ['a * null', 'expected numbers only, got null in "a * null"'],
  ['true + a', 'expected numbers only, got true in "true + a"'],
])('%s is refused before it is evaluated', (text, said) => {
  expect(() => expression(text, 'claim')).toThrow(`claim: ${said}`);
});

/** Every function and every operator that a formula may have, against values that are known without them. */
it.each([
  ['abs(x)', -2.5, 2.5],
  ['ceil(x)', 1.2, 2],
  ['exp(x)', 1, Math.E],
  ['expm1(x)', Math.LN2, 1],
  ['floor(x)', -1.2, -2],
  ['log(x)', Math.E, 1],
  ['log10(x)', 1000, 3],
  ['log1p(x)', 1, Math.LN2],
  ['log2(x)', 8, 3],
  ['max(1, x, 2)', 3, 3],
  ['min(1, x, 2)', -3, -3],
  ['pow(x, 3)', 2, 8],
  ['round(x)', 2.6, 3],
  ['sqrt(x)', 9, 3],
  ['x + 1', 2, 3],
  ['x - 3', 2, -1],
  ['x * 3', 2, 6],
  ['x / 4', 2, 0.5],
  ['x ^ 3', 2, 8],
  ['x % 3', 7, 1],
  ['-x', 2, -2],
  ['+x', 2, 2],
  ['not x', 2, 0],
  ['x and 0', 2, 0],
  ['x or 0', 2, 1],
  ['x == 2', 2, 1],
  ['x != 2', 2, 0],
  ['x < 3', 2, 1],
  ['x <= 1', 2, 0],
  ['x > 3', 2, 0],
  ['x >= 2', 2, 1],
])('%s at x = %d is %d', (text, x, value) => {
  expect(expression(text).evaluate(new Map([['x', x]]))).toBeCloseTo(value, 14);
});
