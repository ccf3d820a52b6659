import { conceptDictionary } from '../../generators/concepts/dictionary';
import { type ConceptProblem, NO_DEPARTURES } from '../../generators/concepts/problem';
import { referenceProblem } from '../../generators/concepts/reference';
import { patternsOf } from '../../generators/patterns/patterns';
import { referencePatterns } from '../../generators/patterns/reference';
import { tasksOf } from '../../generators/patterns/tasks';
import type { Batch } from '../reference/types';
import { conceptSetting } from './concept-law';
import { loadKernel } from './kernel';
import { patternLaw, trainingPrompts } from './pattern-law';
import { PromptSampler } from './sampler';

jest.setTimeout(60_000);

const odd: ConceptProblem = { ...referenceProblem, dX: 15, dY: 11, L: 6, K1: 5, K2: 5, p: 0.05 };

function sampler(problem: ConceptProblem, law: 'training' | 'evaluation' = 'training') {
  return new PromptSampler(loadKernel(), conceptSetting(problem, conceptDictionary(problem, [1, 2]))[law]);
}

function patternSampler(): PromptSampler {
  const problem = { ...referencePatterns, M2: 7, dX: 14, dY: 5, l: 6 };
  const prompts = trainingPrompts(problem, patternsOf(problem, [1, 2]), tasksOf(problem, [3, 4]).training);
  return new PromptSampler(loadKernel(), patternLaw(prompts));
}

/** The first n prompts of a batch. */
function head({ x, y, xq, label, sign, n: all }: Batch, n: number): Batch {
  const cut = (values: Float32Array) => values.slice(0, (values.length / all) * n);
  return { n, x: cut(x), y: cut(y), xq: cut(xq), label: cut(label), sign: cut(sign) };
}

describe.each<[string, () => PromptSampler]>([
  ['concepts', () => sampler(odd)],
  ['patterns', patternSampler],
])('of %s', (_, fresh) => {
  test.each([1, 3, 63, 64, 65, 128, 200])('the first %p prompts do not depend on how many are asked for', (n) => {
    const prompts = fresh();
    expect(prompts.batch([3, 4], 5, n)).toEqual(head(prompts.batch([3, 4], 5, 333), n));
  });

  test('every block of a batch has prompts of its own', () => {
    const { xq } = fresh().batch([3, 4], 5, 192);
    const blocks = [0, 1, 2].map((i) => xq.slice((i * xq.length) / 3, ((i + 1) * xq.length) / 3).join());
    expect(new Set(blocks).size).toBe(3);
  });

  test('a batch is a function of key and index, whatever was drawn before or is drawn beside it', () => {
    const first = fresh().batch([3, 4], 5, 40);
    const prompts = fresh();
    const others = sampler({ ...referenceProblem, L: 12, dX: 30 });
    prompts.batch([9, 9], 1, 17);
    others.batch([3, 4], 5, 40);
    expect(prompts.batch([3, 4], 5, 40)).toEqual(first);
  });

  test('another key word, another index: another batch', () => {
    const prompts = fresh();
    const first = prompts.batch([3, 4], 5, 8);
    for (const other of [prompts.batch([4, 4], 5, 8), prompts.batch([3, 5], 5, 8), prompts.batch([3, 4], 6, 8)]) {
      expect(other.x).not.toEqual(first.x);
      expect(other.xq).not.toEqual(first.xq);
    }
  });
});

test('the evaluation law draws the same prompts with true labels', () => {
  const problem = { ...odd, departures: { ...NO_DEPARTURES, queryFlips: 0.3 } };
  const flipped = sampler(problem).batch([3, 4], 5, 200);
  const truth = sampler(problem, 'evaluation').batch([3, 4], 5, 200);
  expect({ ...flipped, label: truth.label }).toEqual(truth);
  expect(sampler(odd).batch([3, 4], 5, 200)).toEqual(truth);
  const flips = flipped.label.filter((label, b) => label !== truth.label[b]).length;
  expect(Math.abs(flips - 60)).toBeLessThan(4 * Math.sqrt(200 * 0.3 * 0.7)); // false alarms below 1e-4
});

test('without noise and pollution every word is its dictionary entry, to one rounding', () => {
  const problem = { ...odd, sigma: 0, p: 0, pNu: 0 };
  const { a, b, c, d } = conceptDictionary(problem, [1, 2]);
  const batch = sampler(problem).batch([3, 4], 5, 50);
  const word = (k: number, e: number, i: number) => Math.fround(a[k]![i]! + e * b[k]![i]!);
  const label = (k: number, e: number, i: number) => Math.fround(c[k]![i]! + e * d[k]![i]!);
  const { L, dX, dY, K1 } = problem;
  for (let prompt = 0; prompt < 50; prompt++) {
    const query = batch.xq.subarray(prompt * dX, (prompt + 1) * dX);
    const e = batch.label[prompt]!;
    const k = Array.from({ length: K1 }, (_, j) => j).find((j) => word(j, e, 0) === query[0])!;
    expect(query).toEqual(Float32Array.from({ length: dX }, (_, i) => word(k, e, i)));
    for (let l = 0; l < L; l++) {
      const at = prompt * L + l;
      const sign = batch.sign[at]!;
      expect(batch.x.subarray(at * dX, (at + 1) * dX)).toEqual(
        Float32Array.from({ length: dX }, (_, i) => word(k, sign, i)),
      );
      expect(batch.y.subarray(at * dY, (at + 1) * dY)).toEqual(
        Float32Array.from({ length: dY }, (_, i) => label(k, sign, i)),
      );
    }
  }
});

test('rates 0 and 1 are exact', () => {
  const always = {
    ...odd,
    sigma: 0,
    p: 0,
    pNu: 1,
    departures: { ...NO_DEPARTURES, flips: 1, queryFlips: 1, positives: 1 },
  };
  const { nu } = conceptDictionary(always, [1, 2]);
  const batch = sampler(always).batch([3, 4], 5, 64);
  expect(batch.sign.every((sign) => sign === 1)).toBe(true);
  const truth = sampler(always, 'evaluation').batch([3, 4], 5, 64);
  expect(batch.label).toEqual(truth.label.map((label) => -label));
  for (const feature of nu) {
    for (let b = 0; b < 64; b++) {
      const product = feature.reduce((sum, value, i) => sum + value * batch.xq[b * always.dX + i]!, 0);
      expect(product).toBeCloseTo(1, 5);
    }
  }
});
