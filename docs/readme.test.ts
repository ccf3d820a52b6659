import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf } from './testing/blocks';
import { missing } from './testing/shown';
import { testPage } from './testing/test-page';

const root = join(__dirname, '..');
const path = join(root, 'README.md');
const page = readFileSync(path, 'utf8');
const blocks = blocksOf(page, 'README.md');
testPage(path, { illustrations: 4 });

test.each([
  ['the theorem of the guide', 'the mean is found', 'docs/guide.md'],
  ['a theorem of ours', 'correctAttention', 'theorems/bu2024/attention-concentrates.theorem.ts'],
])('%s is shown as it is run', (_, part, file) => {
  const shown = blocks.filter(({ kind, text }) => kind === 'illustration' && text.includes(part));
  expect(shown.map(({ text }) => missing(text, readFileSync(join(root, file), 'utf8')))).toEqual([undefined]);
});

test('the README leaves nothing to be filled in', () => {
  expect(page).not.toMatch(/@@|TODO/);
});
