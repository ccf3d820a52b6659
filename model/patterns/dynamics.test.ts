import { combination } from '../../generators/frame';
import type { Patterns, Task } from '../../generators/patterns/patterns';
import { referencePatterns } from '../../generators/patterns/reference';
import { outOfDomainTasks } from '../../generators/patterns/tasks';
import { patternLaw, testPrompts } from '../engines/pattern-law';
import type { StreamKey, Weights } from '../reference/types';
import { answers } from '../testing/answers';
import { compared, type ReportedCell } from '../testing/cells';
import {
  collected,
  expectAgreement,
  keyOf,
  type Started,
  start,
  tasksOfShifts,
  type Values,
} from '../testing/pattern-trainings';
import { amplification, byMagnitude, featureAlignment, labelAlignment, neurons, pruned } from './probes';

/**
 * The reference dynamics of li2024 as an independent float32 autograd implementation measured them. A cell agrees when our
 * mean and its figure differ by at most 4 standard errors of the difference, the spread being that of our own trainings: a
 * false alarm of 1.7e-4 for each of 18 cells (Student's t, were the values normal). Where only the range of 24 … 64 trainings
 * is known, how many of ours lie beyond an end has an exact law; with 24 assumed, each of 13 ends fails at 1e-4. Together
 * .4 %; seeds are fixed.
 *
 * Two conventions of the other implementation are inferred, not known: they were chosen because they explain these figures.
 * Its training tasks pair neighbours on a ring, in both orders; its out-of-domain patterns are disjoint pairs of neighbours,
 * `mu'_j = c mu_2j + s mu_(2j+1)` with c² + s² = 1 and c + s = S1. Other conventions are shown to be told apart.
 */
const TRAININGS = 64;
/** Under conventions that are meant to fail. */
const WRONG_TRAININGS = 16;
const PROMPTS = 2048;
const STEPS = 200;

/** A figure of one model; of 24 trainings, the fewest that the other implementation took for its means. */
const single = (expected: number, digit: number): ReportedCell => ({ expected, resolution: digit / 2, others: 1 });
const mean = (expected: number, digit: number): ReportedCell => ({ ...single(expected, digit), others: 24 });

const SHARES = { smallest: [0.3, 0.5, 0.6, 0.8], largest: [0.1, 0.2, 0.3, 0.5] } as const;

/** Hinge loss on the same prompts without a share of the neurons. */
function pruning({ trainer }: Started, weights: Weights, key: StreamKey): Values {
  const losses = Object.entries(SHARES).flatMap(([order, shares]) =>
    shares.map((share): [string, number] => {
      trainer.load(pruned(weights, share, order as keyof typeof SHARES), STEPS);
      return [`${order} ${share}`, answers.hinge(trainer.evaluate(key, STEPS, PROMPTS))];
    }),
  );
  trainer.load(weights, STEPS);
  return Object.fromEntries(losses);
}

/** Angles in units of π of the feature parts with the mean relevant pattern; cosines of label parts with ±q. */
function directions(weights: Weights, patterns: Patterns): Values {
  const { featureCosine, labelCosine } = neurons(weights, patterns);
  const order = byMagnitude(weights);
  const half = order.length / 2;
  const over = (indices: readonly number[], f: (i: number) => number) =>
    indices.reduce((sum, i) => sum + f(i), 0) / indices.length;
  const angle = (i: number) => Math.acos(featureCosine[i]!) / Math.PI;
  return {
    'angle, larger half': over(order.slice(0, half), angle),
    'angle, smaller half': over(order.slice(half), angle),
    'label cosine': over(order.slice(0, half), (i) => Math.abs(labelCosine[i]!)),
  };
}

/** Coefficient sums of the out-of-domain figures; 1.41 is taken to be √2. */
const SUMS = [1, 1.2, Math.SQRT2];
const NEIGHBOURS = [
  [0, 1],
  [2, 3],
  [4, 5],
] as const;
const OPPOSITES = [
  [0, 3],
  [1, 4],
  [2, 5],
] as const;

/** Hinge loss on prompts over three patterns, each a combination of two with coefficient sum S1. */
function pairsOutOfDomain({ trainer, patterns }: Started, S1: number, key: StreamKey, pairs: readonly Task[]): number {
  const difference = Math.sqrt(Math.max(0, 2 - S1 * S1));
  const coefficients = [(S1 + difference) / 2, (S1 - difference) / 2];
  const mu = pairs.map(([j, k]) => combination(coefficients, [patterns.mu[j]!, patterns.mu[k]!]));
  const mixed = { ...patterns, mu, nu: patterns.nuOut };
  const tasks = outOfDomainTasks({ ...referencePatterns, M1Out: 3 });
  return answers.hinge(trainer.evaluate(key, STEPS, PROMPTS, patternLaw(testPrompts(referencePatterns, mixed, tasks))));
}

/** Everything that is compared at T = 200, of one training. */
function trained(i: number): Values {
  const started = start(referencePatterns, i);
  const { trainer, patterns } = started;
  expect(trainer.advance(STEPS)).toBeUndefined();
  const key = keyOf(i)(4);
  const weights = trainer.weights();
  const forward = trainer.evaluate(key, STEPS, PROMPTS);
  return {
    error: answers.error(forward),
    hinge: answers.hinge(forward),
    attention: answers.attention(forward),
    amplification: amplification(weights, patterns),
    'label alignment': labelAlignment(weights, patterns),
    'feature cosine': featureAlignment(weights, patterns).larger,
    ...directions(weights, patterns),
    ...pruning(started, weights, key),
    ...Object.fromEntries(SUMS.map((S1) => [`S1 = ${S1.toFixed(2)}`, pairsOutOfDomain(started, S1, key, NEIGHBOURS)])),
  };
}

/** Two figures under conventions that the other implementation did not have. */
function otherConventions(i: number): Values {
  const key = keyOf(i)(4);
  const opposite = start(referencePatterns, i);
  opposite.trainer.advance(STEPS);
  const oneWay = start(referencePatterns, i, tasksOfShifts(6, [1, 2, 3]));
  oneWay.trainer.advance(STEPS);
  return {
    'pairs of opposite patterns': pairsOutOfDomain(opposite, Math.SQRT2, key, OPPOSITES),
    'tasks of which only the reverses are held out': answers.hinge(oneWay.trainer.evaluate(key, STEPS, PROMPTS)),
  };
}

/** Probability that at least k of n new values lie below the least of m others, all of one continuous law. */
function beyond(k: number, n: number, m: number): number {
  return Array.from({ length: k }, (_, i) => (n - i) / (n + m - i)).reduce((p, f) => p * f, 1);
}

test('how many values lie beyond an end: two of three below the least of two, by enumeration', () => {
  // The two others take 2 of 5 places, all 10 choices alike; at least two of ours come first if neither is place 1 or 2.
  expect(beyond(2, 3, 2)).toBeCloseTo(3 / 10, 12);
  expect(beyond(0, 3, 2)).toBe(1);
});

describe('reference dynamics of li2024, T = 200', () => {
  const sample = collected(Array.from({ length: TRAININGS }, (_, i) => trained(i)));

  test('one model: error, hinge loss, attention', () => {
    const cells = { error: single(8e-4, 1e-4), hinge: single(7e-3, 1e-3), attention: single(0.845, 1e-3) };
    expectAgreement('model', cells, sample);
  });

  test('one model: directions of neurons', () => {
    const angles = { 'angle, larger half': single(0.21, 0.01), 'angle, smaller half': single(0.48, 0.01) };
    expectAgreement('neurons', { ...angles, 'label cosine': single(0.99, 0.01) }, sample);
  });

  test('one model: hinge loss without the smallest neurons', () => {
    const losses = { 0.3: 0.008, 0.5: 0.02, 0.6: 0.079, 0.8: 0.386 };
    const cells = Object.entries(losses).map(([share, loss]) => [`smallest ${share}`, single(loss, 1e-3)]);
    expectAgreement('pruned', Object.fromEntries(cells), sample);
  });

  test('one model: hinge loss without the largest neurons', () => {
    const losses = { 0.1: 0.014, 0.2: 0.046, 0.3: 0.231, 0.5: 0.627 };
    const cells = Object.entries(losses).map(([share, loss]) => [`largest ${share}`, single(loss, 1e-3)]);
    expectAgreement('pruned', Object.fromEntries(cells), sample);
  });

  test('means of trainings: hinge loss in the domain and out of it', () => {
    const outOfDomain = { 'S1 = 1.00': mean(0.013, 1e-3), 'S1 = 1.20': mean(0.031, 1e-3) };
    const cells = { hinge: mean(7e-3, 1e-3), ...outOfDomain, 'S1 = 1.41': mean(0.084, 1e-3) };
    expectAgreement('hinge', cells, sample);
  });

  test.each([
    ['hinge', Number.NEGATIVE_INFINITY, 0.0135],
    ['attention', 0.825, 0.875],
    ['amplification', 12.65, 14.85],
    ['label alignment', 0.9375, 1],
    ['feature cosine', 0.6835, 0.8595],
  ])('ranges of trainings: %s from %s to %s', (name, low, high) => {
    const values = sample(name);
    const ends = [values.filter((v) => v < low).length, values.filter((v) => v > high).length];
    process.stdout.write(`${name}: ${Math.min(...values)} … ${Math.max(...values)}, beyond ${ends}\n`);
    expect(ends.filter((count) => !(beyond(count, TRAININGS, 24) >= 1e-4))).toEqual([]);
  });

  test.each([
    ['smallest', 0.3, 'at most', 0.02],
    ['largest', 0.2, 'at least', 0.206 * 0.2],
    ['largest', 0.3, 'at least', 0.206 * 0.3],
    ['largest', 0.5, 'at least', 0.206 * 0.5],
  ])('ranges of trainings: dropping the %s %s costs %s %s', (order, share, relation, bound) => {
    const full = sample('hinge');
    const costs = sample(`${order} ${share}`).map((loss, i) => loss - full[i]!);
    const violations = costs.filter((cost) => (relation === 'at most' ? cost > bound : cost < bound)).length;
    expect(beyond(violations, TRAININGS, 24)).toBeGreaterThanOrEqual(1e-4);
  });

  describe('other conventions do not give these figures', () => {
    const wrong = collected(Array.from({ length: WRONG_TRAININGS }, (_, i) => otherConventions(i)));

    test.each([
      ['tasks of which only the reverses are held out', mean(7e-3, 1e-3)],
      ['pairs of opposite patterns', mean(0.084, 1e-3)],
    ])('%s', (name, cell) => {
      expect(compared(cell, wrong(name)).z).toBeGreaterThan(4);
    });
  });
});
