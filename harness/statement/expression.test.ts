import { toTeX } from './expression';

// Written out by hand from the formulas: the string that is evaluated is the string that is typeset.
test.each([
  ['eps + bayes', /^\s*\\varepsilon\s*\+\s*\\mathrm\{bayes\}$/],
  ['tau * K1', /^\s*\\tau\s*\\cdot\s*K_\{1\}$/],
  ['horizon / sigma0', /^\\frac\{\s*T\}\{\s*\\sigma_\{0\}\}$/],
])('%s in TeX', (formula, tex) => {
  expect(toTeX(formula)).toMatch(tex);
});

test('a formula that cannot be parsed is refused before it is typeset', () => {
  expect(() => toTeX('1 +', 'a bound')).toThrow(/a bound/);
});
