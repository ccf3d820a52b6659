import type { Description } from '../../compile/describe';
import type { ClaimResult } from '../../verdict/result';
import { detectsText, slackText } from './result-words';

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
