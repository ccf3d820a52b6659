import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { family } from './templates/family/family';
import theorem from './templates/family/theorem';

/** What is drawn and belongs to no assumption would be printed as a region that nobody assumed. */
test('an assumption that the theorem states names every symbol of the region, and no other', () => {
  const stated = theorem.spec.forAll as readonly string[];
  expect(Object.keys(family.assumptions)).toEqual(stated);
  const named = Object.values(family.assumptions).flatMap(({ region }) => Object.keys(region));
  expect(named.sort()).toEqual(family.region.map(({ symbol }) => symbol).sort());
});

test('and so in Python', () => {
  const text = readFileSync(join(__dirname, 'templates', 'python', 'family.py'), 'utf8');
  const [, problems] = /^ {4}problems = \{(.*)\}$/m.exec(text)!;
  const drawn = [...problems!.matchAll(/"(\w+)": (?!Constant)/g)].map(([, symbol]) => symbol);
  const [, named] = /^ {12}(\[.*\]),$/m.exec(text)!;
  expect(JSON.parse(named!)).toEqual(expect.arrayContaining(drawn));
  expect(drawn).toEqual(['eta', 's']);
});
