import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { linked } = require('./packages.cjs') as { linked(code: string, cwd: string): string };
const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'packages-')));
afterAll(() => rmSync(cwd, { recursive: true }));

const theirs = join(cwd, 'node_modules', 'ajv', 'index.js');
beforeAll(() => {
  mkdirSync(join(theirs, '..'), { recursive: true });
  writeFileSync(theirs, '');
});

test.each([
  ['own', 'ajv', require.resolve('ajv')],
  ['project', 'ajv', theirs],
  ['project', 'fast-check', require.resolve('fast-check')],
  ['project', 'nobody-has-it', 'nobody-has-it'],
])('%s: %s is %s', (whose, name, file) => {
  expect(linked(`require("theoremcheck-${whose}:${name}")`, cwd)).toBe(`require(${JSON.stringify(file)})`);
});
