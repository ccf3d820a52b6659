import katex from 'katex';
import { symbolToTeX, textToTeX, toTeX } from './tex-formula';

/** What KaTeX understands of it: the presentation in MathML, without the source that it carries along. */
function mathml(tex: string): string {
  const options = { output: 'mathml', throwOnError: true, strict: 'error' } as const;
  return katex.renderToString(tex, options).replace(/<annotation.*?<\/annotation>/s, '');
}

// Written out by hand from the formulas: the string that is evaluated is the string that is typeset.
test.each([
  ['eps + bayes', '\\varepsilon + \\text{bayes}'],
  ['tau * K1', '\\tau\\,K_1'],
  ['horizon / sigma0', '\\frac{T}{\\sigma_0}'],
  ['tau * m * K1 / eta', '\\frac{\\tau\\,m\\,K_1}{\\eta}'],
  [
    'C * (A + log2(1 / eps)) * unit',
    'C\\,\\left(A + \\log_2\\left(\\frac{1}{\\varepsilon}\\right)\\right)\\,\\text{unit}',
  ],
  ['2^-j', '{2}^{-j}'],
  ['(a + b) / (c - d)', '\\frac{a+b}{c-d}'],
  ['(a + b)^(c + d)', '{\\left(a+b\\right)}^{c+d}'],
  ['a^b^c', '{a}^{{b}^{c}}'],
  ['(a^b)^c', '{\\left({a}^{b}\\right)}^{c}'],
  ['a - (b - c)', 'a-\\left(b-c\\right)'],
  ['a / b * c', '\\frac{a}{b}\\,c'],
  ['2 * 3', '2 \\cdot 3'],
  ['a * 2^j', 'a \\cdot {2}^{j}'],
  ['2 * -x', '2\\,\\left(-x\\right)'],
  ['sqrt(2 * Delta)', '\\sqrt{2\\,\\Delta}'],
  [
    'floor(x) + ceil(x / 2) + round(x)',
    '\\left\\lfloor x\\right\\rfloor+\\left\\lceil \\frac{x}{2}\\right\\rceil+\\left\\lfloor x\\right\\rceil',
  ],
  ['max(abs(a), 1)', '\\max\\left(\\left|a\\right|, 1\\right)'],
  [
    '(1 - alphaTest / 2)^ceil(1 / alphaTest)',
    '{\\left(1-\\frac{\\alpha_{\\text{test}}}{2}\\right)}^{\\left\\lceil\\frac{1}{\\alpha_{\\text{test}}}\\right\\rceil}',
  ],
])('%s reads as written by hand', (formula, tex) => {
  expect(mathml(toTeX(formula))).toBe(mathml(tex));
});

test.each([
  'exp(-x / 2)',
  'expm1(x)',
  'log(x)',
  'log10(x)',
  'log1p(x)',
  'min(a, b)',
  'pow(a, b)',
  '1e-3 * a',
  '(-2)^2',
  'x! + 1',
])('%s is TeX that KaTeX accepts', (formula) => {
  expect(() => mathml(toTeX(formula))).not.toThrow();
});

test.each([
  ['sigma0', '\\sigma_{0}'],
  ['K1', 'K_{1}'],
  ['c', 'c'],
  ['Delta', '\\Delta'],
  ['tau0', '\\tau_{0}'],
  ['horizon', 'T'],
  ['halving', '\\text{halving}'],
  ['byMagnitude', '\\text{byMagnitude}'],
])('the symbol %s', (name, tex) => {
  expect(symbolToTeX(name)).toBe(tex);
});

test('a name may be written otherwise', () => {
  expect(mathml(toTeX('a / b', new Map([['a', '\\left(x + y\\right)']])))).toBe(
    mathml('\\frac{\\left(x + y\\right)}{b}'),
  );
});

test('words are words, whatever they are made of', () => {
  const words = '\\href{javascript:x} 5% of $a_b$ {c} ~ ^ # &';
  const text = mathml(textToTeX(words))
    .replace(/<[^>]*>/g, '')
    .replace(/&amp;/g, '&');
  // KaTeX writes spaces of text as no-break spaces.
  expect(text.replace(/\u00a0/g, ' ')).toBe(words);
});

test('a formula that cannot be parsed is refused before it is typeset', () => {
  expect(() => toTeX('1 +', new Map(), 'a bound')).toThrow(/a bound/);
});
