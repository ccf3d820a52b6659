import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { page } from './page';
import { together, tryRow } from './row';
import { rows } from './rows';
import { DisturbedProject } from './subject';

/** A slice of `npm run reliability`: as many kinds as seconds allow, each a few times. */
jest.setTimeout(240_000);
const ROOT = resolve(__dirname, '..', '..');

let subject: DisturbedProject;
beforeAll(async () => {
  subject = await DisturbedProject.make();
});
afterAll(() => subject.remove());

const slice: readonly (readonly [name: string, times: number])[] = [
  ['client', 1],
  ['crash', 1],
  ['power', 2],
  ['rot', 1],
];

test.each(slice)('nothing is lost: %s', async (name, times) => {
  const row = rows.find((one) => one.name === name)!;
  const result = await tryRow(row, subject, 3, () => {}, times);
  if (result.skipped !== undefined) return void console.log(`skipped: ${name} (${result.skipped})`);
  expect(result.faults).toEqual([]);
  expect([result.tried, result.compared > 0]).toEqual([times, true]);
});

test('a loss is noticed: trials that are gone, a verdict file that is another, a number that was trained twice', async () => {
  subject.reset();
  expect(await subject.resumed()).toEqual([]);
  const file = subject.at('.theoremcheck/trials.jsonl');
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [...lines.slice(0, -1), lines.find((line) => line.includes('"values"')), ''].join('\n'));
  expect(await subject.resumed()).toEqual(['expected each number once, got some that were trained again']);
  const ended = { how: '1', out: '', err: '' };
  writeFileSync(subject.at('reports/verdicts.json'), '{}');
  expect(subject.faults(ended)).toEqual(['expected reports/verdicts.json of an undisturbed run, got another']);
  expect(subject.refusal({ ...ended, err: 'Error\n    at run (a.ts:1:2)' })).toEqual([
    'expected no verdict, got status 1',
    expect.stringContaining('expected a sentence, got a stack'),
    'expected reports/verdicts.json whole or not at all, got a part',
  ]);
});

test('what another seed finds is added to what there is', () => {
  const a = { tried: 3, ended: { SIGKILL: 2, 1: 1 }, compared: 2, damaged: 1, faults: ['a'] };
  const b = { tried: 2, ended: { SIGKILL: 1, 2: 1 }, compared: 1, damaged: 4, faults: ['b', 'c'] };
  const ended = { SIGKILL: 3, 1: 1, 2: 1 };
  expect(together(a, b)).toEqual({ tried: 5, ended, compared: 3, damaged: 5, faults: ['a', 'b', 'c'] });
});

test('the page is what the results say', () => {
  expect(readFileSync(join(ROOT, 'docs', 'reliability.md'), 'utf8')).toBe(page(ROOT));
});
