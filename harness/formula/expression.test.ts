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
