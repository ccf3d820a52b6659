import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (...path: string[]) => readFileSync(join(__dirname, '..', ...path), 'utf8');

test('the theorem that the README shows whole is the one that is checked', () => {
  expect(read('README.md')).toContain(read('theorems', 'bu2024', 'attention-concentrates.theorem.ts'));
});

test('the README leaves nothing to be filled in', () => {
  expect(read('README.md')).not.toMatch(/@@/);
});
