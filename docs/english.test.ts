import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');
const SELF = 'docs/english.test.ts';
const files = execFileSync('git', ['ls-files', '*.md', '*.ts', '*.tsx', '*.cjs', '*.mjs'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => file !== SELF && existsSync(join(root, file)));

/** Turns that native readers stumble over: clauses that stand for a person without a noun, and idioms of other languages. */
const stumbles = [
  /\bwhoever\b/i,
  /\b(by|for|from) who\b/i,
  /(^|[.:;] |\/\*\* |\/\/ )Who [a-z]+s\b(?![^.]*\?)/,
  /\bdeaf to\b/i,
  /\bstopped to matter\b/i,
];
const found = (text: string): string[] =>
  text.split('\n').filter((line) => stumbles.some((stumble) => stumble.test(line)));

test('no sentence has a clause in the place of its subject', () => {
  expect(files.length).toBeGreaterThan(500);
  const all = files.flatMap((file) => found(readFileSync(join(root, file), 'utf8')).map((line) => `${file}: ${line}`));
  expect(all).toEqual([]);
});

test('and such a sentence is found', () => {
  const wrong = [
    '/** For who only reads. */',
    'It is deaf to signals.',
    '// Whoever asks is told.',
    'Who draws figures waits.',
  ];
  expect(found([...wrong, 'Who trains? A worker, for those who ask.'].join('\n'))).toEqual(wrong);
});
