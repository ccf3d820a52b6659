import { decideLines } from './decide';
import { parseOutcome } from './line';
import { decisionText } from './text';

const OPTIONS = { delta: 0.05, margin: 0.05, alphaC: 0.05, alphaF: 1e-3 };

test.each(['000', '0101', '0 1 0', '0,1', '01', '00.5'])('digits that run on are no outcome: %s', (text) => {
  expect(parseOutcome(text, false)).toHaveProperty('reason');
  expect(parseOutcome(text, true)).toHaveProperty('reason');
});

test('how many lines were used, of how many', () => {
  const said = (lines: readonly string[]) => {
    const decided = decideLines(lines, OPTIONS);
    if ('badLines' in decided) throw new Error('expected a verdict, got bad lines');
    return decisionText(decided, OPTIONS).split('\n').at(-1);
  };
  expect(said(Array(100).fill('0'))).toBe('trials used: 32 of 100');
  expect(said(Array(10).fill('0'))).toBe('trials used: 10');
});
