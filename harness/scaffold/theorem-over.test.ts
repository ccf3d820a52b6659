import type { Family } from '../statement/family';
import { coin } from '../trials/testing/coin';
import { importOf, theoremOver } from './theorem-over';

const family = coin as unknown as Family;
const over = (changed: Partial<Family>) =>
  theoremOver({ ...family, ...changed }, { from: './family', exported: 'coin' });
const heads = family.observations.heads!;

test.each([
  ['of two ends', [2, 5], 3.5],
  ['of a probability', [0, 1], 0.5],
  ['without an upper end', [0, Number.POSITIVE_INFINITY], 1],
] as const)('a bound that some value violates and some does not: a range %s', (_, range, bound) => {
  expect(over({ observations: { heads: { ...heads, range } } })).toContain(`    c: ours(${bound}, 'TODO: `);
});

test.each([
  [4, 'region'],
  [3, 'reference'],
])('over %d corners: at the %s', (count, at) => {
  expect(over({ corners: Object.fromEntries(Object.entries(family.corners).slice(0, count)) })).toContain(
    `  at: '${at}',\n`,
  );
});

test('names that are no identifiers are quoted', () => {
  const { [Object.keys(family.assumptions)[0]!]: assumption } = family.assumptions;
  const text = over({
    observations: { "it's": heads },
    assumptions: { 'a b': assumption! },
    dials: { c: assumption!.dial },
  });
  for (const part of [
    "at('horizon')['it\\'s']",
    "{ 'it\\'s': { law",
    "forAll: ['a b']",
    "dialled('a b', 1",
    'c, a b.',
  ]) {
    expect(text).toContain(part);
  }
});

test.each([
  ['theorems/a/family.ts', 'a', './family'],
  ['theorems/a/family.ts', 'b', '../a/family'],
  ['theorems/a/deep/family.ts', 'a', './deep/family'],
])('%s is imported from a file of %s as %s', (file, paper, from) => {
  expect(importOf({ file, exported: 'coin', family }, paper)).toEqual({ from, exported: 'coin' });
  expect(theoremOver(family, { from, exported: 'coin' })).toContain(`import { coin as family } from '${from}';\n`);
});
