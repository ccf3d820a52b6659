import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { attemptWeight, claimLevels } from '../harness/evidence/levels';
import { nMin } from '../harness/evidence/nmin';
import { decisionProbabilities, minimalDetectable } from '../harness/evidence/power';
import { typechecked } from '../harness/project/testing/typecheck';
import { blocksOf } from './testing/blocks';
import { testPage } from './testing/test-page';

const root = resolve(__dirname, '..');
const path = join(__dirname, 'guide.md');
const page = readFileSync(path, 'utf8');
const project = testPage(path);
const suite = claimLevels('pr');
/** Of a claim that is stated for the first time. */
const first = { alphaC: attemptWeight(1) * suite.alphaC, alphaF: attemptWeight(1) * suite.alphaF };

/** Both sides of a normal law beyond ± the bound. */
function outside(mean: number, deviation: number, bound: number): number {
  return upper((bound - mean) / deviation) + upper((bound + mean) / deviation);
}

/** P(N > x), by Simpson's rule on the density: independent of every library. */
function upper(x: number): number {
  if (x < 0) return 1 - upper(-x);
  const [pieces, end] = [2000, 12];
  const width = (end - x) / pieces;
  const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(x) + density(end);
  for (let i = 1; i < pieces; i++) sum += (i % 2 ? 4 : 2) * density(x + i * width);
  return (sum * width) / 3;
}

/** The true violation rate of the guide's theorem, step by step instead of by the formula that the guide gives. */
function truth({ eta = 0.1, sigma = 0.1, bias = 0, c = 2 }): number {
  let [mean, variance] = [-1, 0];
  for (let t = 0; t < Math.ceil(8 / eta - 1e-9); t++) {
    mean = (1 - eta) * mean + eta * bias * sigma;
    variance = (1 - eta) ** 2 * variance + (eta * sigma) ** 2;
  }
  return outside(mean, Math.sqrt(variance), c * sigma * Math.sqrt(eta));
}

const numbers = (text: string): number[] => (text.match(/(?<![\w.])\d*\.?\d+/g) ?? []).map(Number);
const sentence = (pattern: RegExp): number[] => numbers(page.match(pattern)![1]!);

describe('what the guide says is true', () => {
  const exact = [0.05, 0.2].flatMap((eta) => [0.05, 0.2].map((sigma) => truth({ eta, sigma })));

  test('of the violation rates at the corners', () => {
    const [low, high] = sentence(/violated at the four corners with probability ([^,]*?)\.\n/);
    expect([low, high]).toEqual([Math.min(...exact), Math.max(...exact)].map((rate) => Number(rate.toFixed(4))));
  });

  test('of one violation in so many', () => {
    const mixture = Array.from({ length: 200 }, (_, i) => truth({ eta: 0.05 * 4 ** ((i + 0.5) / 200), sigma: 0.125 }));
    const rate = mixture.reduce((sum, one) => sum + one, 0) / mixture.length;
    expect(Math.round(1 / rate / 10) * 10).toBe(sentence(/as one in (\d+) must/)[0]);
  });

  test('of the response to a bias', () => {
    const [, given = '', rates = ''] = page.match(/By the formula the rates at ([^\n]*?) are\s([^\n]*?)\. The/)!;
    const expected = numbers(given).map((severity) => truth({ bias: 2 * severity }));
    expect(numbers(rates)).toHaveLength(4);
    expect(numbers(rates)).toEqual(expected.map((rate) => Number(rate.toFixed(3))));
  });

  test('of the breaking point, which the search brackets', () => {
    const [bias, severity] = sentence(/The truth is a bias of 2√\.1 = ([^s]*severity [.\d]+)\./) as [number, number];
    expect(truth({ bias })).toBeCloseTo(0.5, 2);
    expect(severity).toBeCloseTo(bias / 2, 3);
    const [low, , high, , estimate, deviation] = sentence(/the mean is found {2}0\.5 {2}bracketed(.*)/) as number[];
    expect(low!).toBeLessThan(severity);
    expect(high!).toBeGreaterThan(severity);
    expect(Math.abs(estimate! - severity)).toBeLessThan(2 * deviation!);
  });

  test('of the rate of the near miss, which breaks the claim and passes it with twice as much allowed', () => {
    expect(truth({ bias: 0.7 })).toBeGreaterThan(0.5);
    expect(truth({ bias: 0.7, c: 4 })).toBeLessThan(0.1);
  });

  const rows = [...page.matchAll(/^\| (\.\d+ \|.*) \|$/gm)].map(([, row]) => row!.split(' | ').map(Number));
  test.each(rows)(
    'of a claim with δ %d, margin %d: %d trials, budget %d',
    (delta, margin, least, budget, found, passed) => {
      const asserted = { kind: 'prob', delta, margin } as const;
      const design = { asserted, ...first, budget, parts: 5 };
      expect(nMin(asserted, design.alphaC)).toBe(least);
      expect(minimalDetectable(design)).toBe(found);
      expect(Number(decisionProbabilities(design, 0.01).corroborated.toFixed(3))).toBe(passed);
    },
  );

  test('of the costs of a claim: a row for each of the numbers that are quoted', () => {
    expect(rows).toHaveLength(7);
    const [mixture, corners, each, total] = sentence(/its own trials: ([^t]*) trainings,/) as number[];
    const least = nMin({ kind: 'prob', delta: 0.05, margin: 0.05 }, first.alphaC);
    expect([mixture, corners, each]).toEqual([least, 4, least]);
    expect(total).toBe(mixture! + corners! * each!);
  });
});

describe('what the guide says in passing is true', () => {
  const design = { asserted: { kind: 'prob', delta: 0.05, margin: 0.05 } as const, parts: 5 };
  const levels = { ...first, budget: 300 };
  const undecided = (rate: number) => {
    const { corroborated, falsified } = decisionProbabilities({ ...design, ...levels }, rate);
    return 1 - corroborated - falsified;
  };

  test('of claims that end undecided', () => {
    const [low, high, ...shown] = sentence(
      /most\s+runs end undecided at true rates of ([\s\S]*?)\.\n\nMixture/,
    ) as number[];
    for (const rate of [low!, high!]) expect(undecided(rate)).toBeGreaterThan(0.5);
    for (const rate of [low! - 0.01, high! + 0.01]) expect(undecided(rate)).toBeLessThan(0.5);
    expect(shown).toEqual([0.02, 0.05, 0.1, 0.15].flatMap((rate) => [rate, Number(undecided(rate).toFixed(3))]));
  });

  test('of levels, the budget, and how often it suffices', () => {
    expect(sentence(/At (\.8 · \.05\/64 = [.\d]+):/)).toEqual([0.8, 0.05, 64, Number(first.alphaC.toPrecision(3))]);
    expect(sentence(/default budget is (\d+) trials/)).toEqual([levels.budget]);
    expect(levels.budget / nMin(design.asserted, levels.alphaC)).toBeCloseTo(4, 1);
  });

  // A component with ratio r multiplies by 1 + (1 − r)m/(1 − m) for each trial that passes, and by r for a violation.
  test('of what one violation costs', () => {
    const evidence = (passed: number, violated: number) =>
      [0, 1 / 8, 1 / 4, 1 / 2].reduce(
        (sum, r, i) => sum + (i === 0 ? 1 / 2 : 1 / 6) * (1 + ((1 - r) * 0.1) / 0.9) ** passed * r ** violated,
        0,
      );
    const least = (violated: number) => {
      let passed = 0;
      while (evidence(passed, violated) < 1 / first.alphaC) passed++;
      return passed + violated;
    };
    expect(sentence(/after (\d+) \(claimed ≤ 0\.05, margin 0\.05\); …\n…\n {2}run/)).toEqual([least(1)]);
    expect(sentence(/a corner with two violations took (\d+)\./)).toEqual([least(2)]);
    expect(sentence(/paid with (\d+) further/)).toEqual([least(1) - least(0)]);
  });

  test('of its constants', () => {
    const etas = [0.05, 0.1, 0.2];
    const shown = sentence(/2 σ √η is ([.\d]+) of them/)[0]!;
    for (const eta of etas) expect(Math.abs(2 * Math.sqrt(2 - eta) - shown)).toBeLessThan(0.1);
    const left = (eta: number, sigma: number) => (1 - eta) ** (8 / eta) / (sigma * Math.sqrt(eta / (2 - eta)));
    const worst = Math.max(...etas.flatMap((eta) => [0.05, 0.2].map((sigma) => left(eta, sigma))));
    const [most] = sentence(/first error is at most ([.\d]+) of the noise/) as [number];
    expect(worst).toBeLessThan(most);
    expect(worst).toBeGreaterThan(0.9 * most);
  });
});

/** Trains the family of the page as it was written, outside of the harness. */
function trained(script: string): unknown {
  const bundle = 'npx esbuild theorems/toy2025/family.ts --bundle --platform=node --conditions=theoremcheck-source';
  project().write('train.cjs', `const { mean } = require('./family.cjs');\n(async () => {\n${script}\n})();\n`);
  const { output } = project().run(`${bundle} --log-level=error --outfile=family.cjs\nnode train.cjs`);
  return JSON.parse(output);
}

test('the family goes on with the same bits after load', () => {
  const [whole, parts] = trained(`
    const start = () => mean.train(mean.reference, (purpose) => [purpose.length, 7], 'fused');
    const [whole, first, second] = [await start(), await start(), await start()];
    for (const [training, step] of [[whole, 50], [first, 20]]) training.advance(step);
    second.advance(33);
    second.load(first.parameters(), 20);
    second.advance(50);
    console.log(JSON.stringify([whole.error(), second.error()]));`) as [number, number];
  expect(parts).toBe(whole);
}, 60_000);

test('at severity 0 a dial of an assumption leaves every problem as it was drawn', () => {
  const same = trained(`
    const { problems, assumptions, reference, corners } = mean;
    const drawn = [...require('fast-check').sample(problems, { seed: 1, numRuns: 20 }), reference, ...Object.values(corners)];
    const kept = ({ dial }) => drawn.every((one) => JSON.stringify(dial.apply(one, 0)) === JSON.stringify(one));
    const moved = ({ dial }) => drawn.every((one) => JSON.stringify(dial.apply(one, 1)) !== JSON.stringify(one));
    console.log(JSON.stringify(Object.values(assumptions).map((one) => [kept(one), moved(one)])));`);
  expect(same).toEqual([
    [true, true],
    [true, true],
  ]);
}, 60_000);

// 4,000 trainings: the mean is off by 5 standard errors, or the variance by 5, with probability below 1e-5.
test('the family has the law that the guide states', () => {
  const [eta, sigma, bias, T, count] = [0.15, 0.1, 0.4, 12, 4000];
  const errors = trained(`
    const errors = [];
    for (let i = 0; i < ${count}; i++) {
      const training = await mean.train({ eta: ${eta}, sigma: ${sigma}, bias: ${bias} }, (purpose) => [i * 1000, purpose.length], 'fused');
      training.advance(${T});
      errors.push(training.error());
    }
    console.log(JSON.stringify(errors));`) as number[];
  const q = (1 - eta) ** T;
  const [mean, variance] = [bias * sigma * (1 - q) - q, ((sigma ** 2 * eta) / (2 - eta)) * (1 - q ** 2)];
  const measured = errors.reduce((sum, error) => sum + error, 0) / count;
  const spread = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / count;
  expect(Math.abs(measured - mean)).toBeLessThan(5 * Math.sqrt(variance / count));
  expect(Math.abs(spread - variance)).toBeLessThan(5 * variance * Math.sqrt(2 / count));
}, 60_000);

test('every file that the guide writes typechecks strictly', () => {
  const entries = { '': 'harness/index', '/generators': 'generators/index', '/families': 'theorems/families' };
  const paths: Record<string, string[]> = {};
  for (const [entry, file] of Object.entries(entries)) paths[`theoremcheck${entry}`] = [join(root, `${file}.ts`)];
  const { compilerOptions, include } = JSON.parse(project().read('tsconfig.json'));
  const options = { ...compilerOptions, types: ['node'], resolveJsonModule: true, paths };
  project().write('tsconfig.json', JSON.stringify({ compilerOptions: options, include }));
  expect(typechecked(project().cwd)).toEqual([]);
  const files = blocksOf(page, 'guide.md').flatMap((block) => (block.kind === 'file' ? [block.file] : []));
  expect(files).toEqual(['theorems/toy2025/family.ts', 'theorems/toy2025/mean-is-found.theorem.ts']);
}, 240_000);
