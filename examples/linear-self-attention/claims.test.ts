import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { region } from './task/problem';
import { a, c, g, paper } from './theorems/von-oswald2023/controls';
import { vonOswald2023 } from './theorems/von-oswald2023/family';
import stepSize from './theorems/von-oswald2023/step-size-is-the-best.theorem';
import trained from './theorems/von-oswald2023/trained-layer-is-gradient-descent.theorem';

/** Ends of the region by symbol. */
const ends = Object.fromEntries(region.map(({ symbol, from, to }) => [symbol, [from, to]]));

test('corners lie in the region, each symbol at one of its ends', () => {
  const { corners, symbols } = vonOswald2023;
  for (const [name, corner] of Object.entries(corners)) {
    for (const [symbol, value] of Object.entries(symbols(corner))) {
      if (symbol !== 'best')
        expect([name, symbol, ends[symbol]]).toEqual([name, symbol, expect.arrayContaining([value])]);
    }
  }
});

test('what verdicts print as checked is what is drawn', () => {
  const printed = paper.flatMap(({ checked }) => [
    ...checked.matchAll(/([\wσ]+) = ([\d.]+) … ([\d.]+)|^(\d+) … (\d+)$/g),
  ]);
  const found = printed.map(([, symbol = 'B', ...numbers]) => [
    symbol.replace('σ', 'sigma'),
    ...numbers.flatMap((n) => n ?? []),
  ]);
  expect(found.map(([symbol]) => symbol)).toEqual(['dx', 'N', 'dy', 'sigma0', 'B']);
  for (const [symbol, ...numbers] of found) expect(numbers.map(Number)).toEqual(ends[symbol!]);
});

test('the README has the constants of the claims, and their controls', () => {
  const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
  expect(readme).toContain(`c = ${c.value}, a = ${a.value}, g = ${g.value}: ours`);
  expect(readme).toContain(`r = ${stepSize.spec.ours!.r!.value}: ours`);
  const { nearMiss = [], gross = [] } = trained.spec.controls;
  const violated = [...nearMiss, ...gross].flatMap((one) => ('dials' in one ? Object.keys(one.dials) : []));
  const gone = ['frozenAttention', 'longTraining', 'isotropicInputs', 'centredTasks'];
  expect(violated).toEqual(['ideal', 'stepFactor', ...gone]);
  expect(readme).toMatch(
    /steps that are off, tasks that are not centred, inputs that are not isotropic and training cut short/,
  );
});
