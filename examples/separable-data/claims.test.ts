import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { region } from './task/problem';
import { late } from './theorems/soudry2018/controls';
import direction from './theorems/soudry2018/direction-is-the-maximum-margin.theorem';
import { soudry2018 } from './theorems/soudry2018/family';
import exponent from './theorems/soudry2018/loss-falls-like-one-over-t.theorem';
import constant from './theorems/soudry2018/loss-has-the-constant.theorem';
import margin from './theorems/soudry2018/margin-comes-near-the-largest.theorem';
import growth from './theorems/soudry2018/norm-grows-like-log-t.theorem';

const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
const ends = Object.fromEntries(region.map(({ symbol, from, to }) => [symbol, [from, to]]));

test('corners lie in the region, each symbol at one of its ends', () => {
  const { corners, symbols } = soudry2018;
  for (const [name, corner] of Object.entries(corners)) {
    const { N: _, ...own } = symbols(corner);
    for (const [symbol, value] of Object.entries(own))
      expect([name, symbol, ends[symbol]]).toEqual([name, symbol, expect.arrayContaining([value])]);
  }
});

test('a training goes on after load as if it had come there by itself, and the prediction is where it goes', async () => {
  const seeds = (purpose: string) => [purpose.length, 5] as const;
  const [one, other, ideal] = await Promise.all(
    [{}, {}, { ideal: 1 }].map((change) => {
      const { reference } = soudry2018;
      return soudry2018.train({ ...reference, departures: { ...reference.departures, ...change } }, seeds, 'float64');
    }),
  );
  one!.advance(100);
  const kept = one!.parameters();
  one!.advance(4000);
  other!.load(kept, 100);
  other!.advance(4000);
  expect(other!.weights).toEqual(one!.weights);
  ideal!.advance(4000);
  // w(t) − ŵ ln(η t) − w̃ vanishes: a hundredth of |w| is left at most.
  const { norm } = soudry2018.observations;
  const at = { problem: soudry2018.reference, step: 4000, prompts: 0, key: [0, 0] as const };
  expect(norm.measure(one!, at) / norm.measure(ideal!, at)).toBeCloseTo(1, 1);
});

test('the README has the constants of the claims, and a verdict of every one', () => {
  const value = ({ spec }: typeof direction, name: string) => spec.ours![name]!.value;
  expect(readme).toContain(`b = ${value(exponent, 'b')}`);
  expect(readme).toContain(`a = ${value(constant, 'a')}`);
  expect(readme).toContain(`a = ${value(growth, 'a')}`);
  expect(readme).toContain(`c = ${value(direction, 'c')}`);
  expect(readme).toContain(`c = ${value(margin, 'c')}`);
  expect(readme).toContain(`τ = ${late.tau.value}`);
  const folder = join(__dirname, 'theorems', 'soudry2018');
  const files = readdirSync(folder).filter((file) => /\.(theorem|exploratory)\.ts$/.test(file));
  const rows = files.map((file) => {
    const name = /^ {2}name: '(.*)',$/m.exec(readFileSync(join(folder, file), 'utf8'))![1];
    return `| ${file.includes('.exploratory.') ? '_exploratory:_ ' : ''}${name} | `;
  });
  for (const row of rows) expect(readme).toContain(row);
});
