import { UsageError } from '../base/usage-error';
import { targetOf } from './target';

test.each([
  ['smith2025/first', { paper: 'smith2025', name: 'first' }],
  ['brown-2025/steps-are-few-2', { paper: 'brown-2025', name: 'steps-are-few-2' }],
])('%s is a paper and a name', (text, target) => {
  expect(targetOf(text)).toEqual(target);
});

test.each([
  ...['', '/', 'name', 'a/', '/b', 'a/b/c', '/a/b', '../a/b', 'a/../../b', './a', 'a\\b', 'a/b\n', '__proto__/a'],
  ...['A/b', 'a/B', 'a/b.ts', 'a /b', 'a/-b', 'a/b-', 'a/b--c', 'a/2b', 'ä/b'],
])('%j is none, and the message shows one', (text) => {
  expect(() => targetOf(text)).toThrow(UsageError);
  // Errors are sentences of one line.
  const shown = text.replaceAll('\n', ' ');
  expect(() => targetOf(text)).toThrow(`got "${shown}" (for example smith2025/steps-are-few)`);
});
