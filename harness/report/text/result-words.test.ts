import type { Description } from '../../compile/describe';
import type { ClaimResult } from '../../verdict/results/result';
import { againstText, detectsText, engineText, slackText, worstOf } from './result-words';

test.each([
  [0, '0: the bound could be as tight as it likes and still be corroborated'],
  [0.25, '0.25: still corroborated at 0.25 of what is allowed'],
  [0.9999, '1: the bound is tight, hardly a tighter one is corroborated'],
])('a slack of %s', (slack, text) => expect(slackText(slack)).toBe(text));

const result = (trials: number, minimalDetectable?: number) =>
  ({ parts: [{ trials }, { trials, detectable: 0.3 }], minimalDetectable }) as unknown as ClaimResult;

test.each([
  [
    'what a budget finds',
    result(67, 0.2),
    /^violation rates from 0\.2 on in the mixture, from 0\.3 on at a corner, with/,
  ],
  ['a budget that finds nothing', result(67), /^no violation is falsified within the budget/],
  ['a claim that was refused before anything was trained', result(0, 0.2), /^nothing: no trial was run$/],
])('%s', (_, of, text) => expect(detectsText(of, { kind: 'prob' } as Description)).toMatch(text));

test.each([
  ['engines that round otherwise', 3e-8, 0, false],
  ['engines that are apart after a whole training alone', 0, 1e-6, false],
  ['engines that never differ by a bit', 0, 0, true],
])('%s', (_, window, full, suspected) => {
  const windows = { trials: 8, deviation: window, share: 0.1 };
  const witness = { engines: ['one', 'two'], windows, full: { deviation: full, share: 0.2 }, borderline: 0 };
  const text = engineText({ engine: 'one', witness } as unknown as ClaimResult);
  expect(text).toContain(`one + two, max deviation ${window === 0 ? '0' : '3e-8'} per parameter`);
  expect(text.endsWith('never apart: they may share their arithmetic')).toBe(suspected);
});

describe('of a two-sided bound, the nearer end is told with its direction', () => {
  // 0.4 ≤ measured ≤ 0.6: `factor` above 1 is beyond.
  test.each([
    ['above what holds', 0.7, 0.6, 2, '0.7 against at most 0.6 allowed'],
    ['below what holds', 0.3, 0.4, 2, '0.3 against at least 0.4 allowed'],
    ['within, near the upper end', 0.55, 0.6, 0.5, '0.55 against at most 0.6 allowed'],
    ['within, near the lower end', 0.45, 0.4, 0.5, '0.45 against at least 0.4 allowed'],
    ['on the upper end', 0.6, 0.6, 1, '0.6 against at most 0.6 allowed'],
  ])('%s', (_, measured, allowed, factor, text) => {
    expect(againstText({ index: 0, measured, allowed, factor })).toBe(text);
  });
});

describe('a claim that is undecided is told by a trial of an open part', () => {
  const seen = (label: string, factor: number, logECorroborate: number) => ({
    stream: { source: label },
    logECorroborate,
    worst: { index: 1, measured: factor, allowed: 1, factor },
  });
  const told = (...parts: object[]) => worstOf({ alphaC: 0.01, parts } as unknown as ClaimResult)?.stream.source;
  const enough = -Math.log(0.01);

  test('and never by one of a part that is shown, however near its bound that came', () => {
    expect(told(seen('shown', 0.99, enough), seen('open', 0.5, 1))).toBe('open');
    expect(told(seen('open', 0.5, 1), seen('shown', 40, enough + 1))).toBe('open');
  });

  test('the worst of several; of all, where none is open; of none, where none was seen', () => {
    expect(told(seen('a', 0.2, 1), seen('b', 3, 1), seen('c', 2, Number.NEGATIVE_INFINITY))).toBe('b');
    expect(told(seen('a', 0.2, enough), seen('b', 0.3, enough))).toBe('b');
    expect(told({ stream: { source: 'a' }, logECorroborate: 0 })).toBeUndefined();
  });
});
