import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
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

test('a folder on standard input is refused by the real program', () => {
  const stdin = openSync(__dirname, 'r');
  const flags = ['--delta', '.05', '--margin', '.05', '--alpha-c', '.05', '--alpha-f', '.001'];
  const bin = join(__dirname, '..', 'bin.cjs');
  const { status, stderr } = spawnSync(process.execPath, [bin, 'decide', ...flags], { stdio: [stdin, 'pipe', 'pipe'] });
  closeSync(stdin);
  expect([status, String(stderr)]).toEqual([
    2,
    'theoremcheck: standard input: expected text, got a folder (name a file of it)\n',
  ]);
}, 60_000);
