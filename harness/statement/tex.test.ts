import katex from 'katex';
import type { Along, At } from './quantity';
import { firstTime, meanOver, quantity, slope, varianceOver } from './quantity';
import { above, all, atLeast, atMost, forEvery, meanAtMost, type Relation, reaches, within } from './relation';
import { observationWords, relationToTeX } from './tex';

const at = (observation: string, step = 'horizon'): At => ({ kind: 'at', observation, step });
const error: Along = { kind: 'along', observation: 'error', grid: { from: '0', to: 'horizon', points: 13 } };
const everyThird: Along = { ...error, grid: { from: '0', to: 'horizon', every: 'unit / 3' } };
const logarithmic: Along = { ...error, grid: { from: '1', to: 'horizon', points: 13, spacing: 'log' } };

/** What KaTeX makes of it, without the source; it refuses what is no TeX. */
function mathml(tex: string): string {
  const options = { output: 'mathml', throwOnError: true, strict: 'error' } as const;
  return katex.renderToString(tex, options).replace(/<annotation.*?<\/annotation>/s, '');
}

const GRID = 't = 0, \\dots, T\\ \\left(\\text{13 steps}\\right)';
const THIRD = 't = 0, \\dots, T\\ \\left(\\text{every } {\\textstyle \\frac{\\text{unit}}{3}}\\right)';

const cases: readonly (readonly [string, Relation, readonly string[]])[] = [
  ['atMost', atMost(at('error'), '1 / 2'), ['\\text{error}\\left(T\\right) \\le \\frac{1}{2}']],
  [
    'atLeast',
    atLeast(at('correctAttention', '2 * Delta'), '1 - c'),
    ['\\text{correct attention}\\left(2\\,\\Delta\\right) \\ge 1-c'],
  ],
  ['above', above(at('error'), '0'), ['\\text{error}\\left(T\\right) > 0']],
  ['within', within(at('error'), 'low', 'high'), ['\\text{low} \\le \\text{error}\\left(T\\right) \\le \\text{high}']],
  ['a curve', atMost(error, 'e'), [`\\text{error}\\left(t\\right) \\le e,\\quad ${GRID}`]],
  [
    'reaches',
    reaches(error, 'eps', 'C * unit'),
    [`\\exists\\, t \\le C\\,\\text{unit}:\\quad \\text{error}\\left(t\\right) \\le \\varepsilon,\\quad ${GRID}`],
  ],
  [
    'meanAtMost',
    meanAtMost(at('error'), '2^-j'),
    ['\\mathbb{E}\\left[\\text{error}\\left(T\\right)\\right] \\le {2}^{-j}'],
  ],
  [
    'all',
    all(atMost(at('a'), '1'), atLeast(at('b'), '2')),
    ['\\text{a}\\left(T\\right) \\le 1', '\\text{b}\\left(T\\right) \\ge 2'],
  ],
  [
    'forEvery',
    forEvery('j', [2, 3], atMost(at('error', 'j'), '2^-j')),
    ['\\forall\\, j \\in \\left\\{2,\\, 3\\right\\}:\\quad \\text{error}\\left(j\\right) \\le {2}^{-j}'],
  ],
  [
    'mean of a curve',
    atMost(meanOver(error), 'e'),
    [`\\operatorname{mean}_{\\text{block}}\\left[\\text{error}\\left(t\\right)\\right] \\le e,\\quad ${GRID}`],
  ],
  [
    'slope of a first time',
    within(slope(firstTime(everyThird, '0.3'), 'alpha'), 'low', 'high'),
    [
      `\\text{low} \\le \\operatorname{slope}\\left[\\ln \\inf\\left\\{t : \\text{error}\\left(t\\right) \\le 0.3,\\quad ${THIRD}\\right\\} \\text{ on } \\ln \\alpha\\right] \\le \\text{high}`,
    ],
  ],
  [
    'slope in time',
    atMost(slope(logarithmic, 'log(t)'), '-1'),
    [
      `\\operatorname{slope}\\left[\\ln \\text{error}\\left(t\\right) \\text{ on } \\ln \\ln\\left(t\\right),\\quad t = 1, \\dots, T\\ \\left(\\text{13 steps at equal ratios}\\right)\\right] \\le -1`,
    ],
  ],
  [
    'slope over some of the points',
    atMost(slope(at('a'), 'alpha', [0.2, 0.4]), '1'),
    [
      '\\operatorname{slope}_{\\alpha \\in \\left[0.2,\\, 0.4\\right]}\\left[\\ln \\text{a}\\left(T\\right) \\text{ on } \\ln \\alpha\\right] \\le 1',
    ],
  ],
  [
    'variance',
    atMost(varianceOver(at('w')), 'v'),
    ['\\operatorname{var}_{\\text{block}}\\left[\\text{w}\\left(T\\right)\\right] \\le v'],
  ],
];

test.each(cases)('%s', (_, relation, expected) => {
  expect(relationToTeX(relation).map(({ tex }) => mathml(tex))).toEqual(expected.map(mathml));
});

test('the names of a formula are explained beside it', () => {
  const [line, ...more] = relationToTeX(atMost(quantity('(c2 - c1) / 2', { c1: at('w', '1'), c2: at('w', '2') }), 's'));
  expect(more).toEqual([]);
  expect(mathml(line!.tex)).toBe(mathml('\\frac{c_2-c_1}{2} \\le s'));
  expect(line!.where.map(mathml)).toEqual(
    ['c_1 = \\text{w}\\left(1\\right)', 'c_2 = \\text{w}\\left(2\\right)'].map(mathml),
  );
});

test('a name that means two things is explained once and written out the second time', () => {
  const inner = quantity('2 * v', { v: at('b') });
  const [line] = relationToTeX(atMost(quantity('v + w', { v: at('a'), w: inner }), '1'));
  const outer = '\\text{a}\\left(T\\right)';
  expect(mathml(line!.tex)).toBe(mathml(`\\left(${outer}\\right) + w \\le 1`));
  expect(line!.where.map(mathml)).toEqual(['v = \\text{b}\\left(T\\right)', 'w = 2\\,v'].map(mathml));
});

test.each([
  ['error', 'error'],
  ['correctAttention', 'correct attention'],
  ['withoutLargest30', 'without largest 30'],
  ['labelCoefficient1', 'label coefficient 1'],
])('the observation %s in words', (name, text) => {
  expect(observationWords(name)).toBe(text);
});
