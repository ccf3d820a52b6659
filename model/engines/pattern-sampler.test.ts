import { type Patterns, patternsOf } from '../../generators/patterns/patterns';
import type { PatternProblem } from '../../generators/patterns/problem';
import { referencePatterns } from '../../generators/patterns/reference';
import { outOfDomainTasks, tasksOf } from '../../generators/patterns/tasks';
import type { Batch } from '../reference/types';
import { loadKernel } from './kernel';
import { type PatternPrompts, patternLaw, testPrompts, trainingPrompts } from './pattern-law';
import { PromptSampler } from './sampler';
import { decodePatterns } from './testing/decoded-patterns';
import { promptTasks } from './testing/pattern-sampler-laws';

jest.setTimeout(60_000);

const N = 200;

function patternsWith(change: Partial<PatternProblem>): { problem: PatternProblem; patterns: Patterns } {
  const problem = { ...referencePatterns, ...change };
  return { problem, patterns: patternsOf(problem, [1, 2]) };
}

/** Training prompts of a changed reference problem, themselves changed. */
function promptsWith(problemChange: Partial<PatternProblem>, change: Partial<PatternPrompts> = {}): PatternPrompts {
  const { problem, patterns } = patternsWith(problemChange);
  return { ...trainingPrompts(problem, patterns, tasksOf(problem, [3, 4]).training), ...change };
}

function outOfDomain(): PatternPrompts {
  const { problem, patterns } = patternsWith({ lTest: 7, alphaTest: 0.5 });
  const { muOut: mu, nuOut: nu, q } = patterns;
  return testPrompts(problem, { ...patterns, mu, nu, q }, outOfDomainTasks(problem));
}

type Draw = (prompts: PatternPrompts, n?: number) => Batch;

const drawnAs =
  (shapes: boolean): Draw =>
  (prompts, n = N) =>
    new PromptSampler(loadKernel(), patternLaw(prompts, shapes)).batch([3, 4], 5, n);

const WAYS: [string, Draw][] = [
  ['tokens', drawnAs(false)],
  ['shapes', drawnAs(true)],
];

const two = { M1: 2, M1Out: 2, alpha: 1, alphaTest: 1, shifts: 1, dX: 4, dY: 3, M2: 2 };

const LAWS: Record<string, PatternPrompts> = {
  'the reference problem': promptsWith({}),
  'dX + dY no multiple of 4, one irrelevant pattern': promptsWith({ M1: 5, M2: 1, dX: 7, dY: 2, l: 6, M1Out: 5 }),
  'no irrelevant patterns': promptsWith({ dX: 31, l: 5 }, { nu: [] }),
  'two patterns, all contexts relevant, one context': promptsWith({ ...two, l: 1 }),
  'three patterns, so one bystander': promptsWith({
    M1: 3,
    M1Out: 3,
    M2: 2,
    dX: 5,
    dY: 1,
    shifts: 1,
    l: 9,
    alpha: 0.3,
  }),
  'one task, all departures': promptsWith({ l: 4 }, { tasks: [[5, 0]], contextFlips: 0.3, queryFlips: 0.2, skew: 0.5 }),
  'no κ': promptsWith({ K: 0, l: 4 }),
  'large κ': promptsWith({ K: 3, l: 4 }),
  'patterns out of domain': outOfDomain(),
};

const CASES = WAYS.flatMap(([way, draw]) =>
  Object.entries(LAWS).map(([name, prompts]) => ({ name, way, prompts, batch: () => draw(prompts) })),
);

describe.each(CASES)('$name, drawn as $way', ({ prompts, batch: drawn }) => {
  const batch = drawn();
  const sample = decodePatterns(prompts, batch);
  const { contexts: L } = prompts;

  test('every token is mu_j + κ nu_k + z q to float32 rounding, |κ| ≤ K, and z = 0 in queries alone', () => {
    expect(sample.worst).toBeLessThanOrEqual(1);
    expect(sample.beyond).toBeLessThanOrEqual(1);
    const multiples = Array.from(sample.embedded, (z, i) => (i % (L + 1) === L ? z === 0 : z === 1 || z === -1));
    expect(multiples.every(Boolean)).toBe(true);
  });

  test('signs are what a task of the list says, 0 exactly where it says nothing; so is the label of the query', () => {
    const tasks = promptTasks(prompts.tasks, sample);
    expect(tasks.every((list) => list.length > 0)).toBe(true);
    if (prompts.queryFlips > 0) return;
    // The query's pattern is the one that its label names in some task that fits the contexts.
    const told = tasks.map((list, b) => {
      const pattern = sample.relevant[b * (L + 1) + L]!;
      return list.some((index) => prompts.tasks[index]![batch.label[b] === 1 ? 0 : 1] === pattern);
    });
    expect(told.every(Boolean)).toBe(true);
  });

  test('without flips the embedding of a context with a sign is its sign', () => {
    const differ = Array.from(batch.sign).filter((sign, i) => {
      const at = i + Math.floor(i / L);
      return sign !== 0 && sample.embedded[at] !== sign;
    });
    expect(differ.length === 0).toBe(prompts.contextFlips === 0);
  });

  test('tokens are shared: the batch holds one array', () => {
    expect(batch.y).toBe(batch.x);
  });
});

describe.each(WAYS)('decoding prompts drawn as %s', (_way, draw) => {
  const prompts = LAWS['patterns out of domain']!;
  const d = prompts.mu[0]!.length + prompts.q.length;

  /** Changes one entry of the first context (place < d) or of the first query. */
  function touched(place: number, change: (value: number) => number): number {
    const batch = draw(prompts, 3);
    const array = place < d ? batch.x : batch.xq;
    array[place % d] = change(array[place % d]!);
    return decodePatterns(prompts, batch).worst;
  }

  test.each([
    ['an input', 0],
    ['a label part', d - 1],
    ['the input of a query', d],
    ['the label part of a query', 2 * d - 1],
  ])('notices 2e-6 in an entry of %s', (_, place) => {
    expect(touched(place, (value) => value)).toBeLessThanOrEqual(1);
    expect(touched(place, (value) => value + 2e-6)).toBeGreaterThan(1);
  });

  test('notices a κ beyond K', () => {
    const sample = (K: number) => decodePatterns({ ...prompts, K }, draw(prompts)).beyond;
    expect(sample(prompts.K)).toBeLessThanOrEqual(1);
    expect(sample(prompts.K * 0.99)).toBeGreaterThan(1);
  });
});

test('a task needs + and − on its own patterns and 0 on all others', () => {
  const sample = (relevant: number[], sign: number[]) => ({
    n: 1,
    relevant: Int8Array.from([...relevant, 0]),
    sign: Float32Array.from(sign),
  });
  const tasks = [[0, 1] as const, [1, 0] as const, [0, 2] as const];
  const fitting = (relevant: number[], sign: number[]) => promptTasks(tasks, sample(relevant, sign))[0];
  expect(fitting([0, 1, 2], [1, -1, 0])).toEqual([0]);
  expect(fitting([0, 1, 2], [-1, 1, 0])).toEqual([1]);
  expect(fitting([0, 0, 0], [1, 1, 1])).toEqual([0, 2]);
  expect(fitting([3, 3, 3], [0, 0, 0])).toEqual([0, 1, 2]);
  expect(fitting([0, 1, 1], [1, -1, 0])).toEqual([]);
  expect(fitting([0, 1, 0], [1, -1, -1])).toEqual([]);
  expect(fitting([0, 1, 2], [1, -1, 1])).toEqual([]);
});

test.each(WAYS)('rates 0 and 1 are exact, drawn as %s', (_, draw) => {
  const always = promptsWith({}, { alpha: 1, contextFlips: 1, queryFlips: 1, skew: 1 });
  const batch = draw(always);
  const sample = decodePatterns(always, batch);
  const [a, b] = always.tasks[0]!;
  const L = always.contexts;
  for (let i = 0; i < N * L; i++) {
    const at = i + Math.floor(i / L);
    expect([a, b]).toContain(sample.relevant[at]);
    expect(batch.sign[i]).toBe(sample.relevant[at] === a ? 1 : -1);
    expect(sample.embedded[at]).toBe(-batch.sign[i]!);
  }
  expect(batch.label).toEqual(
    Float32Array.from(batch.label, (_, n) => (sample.relevant[n * (L + 1) + L] === a ? -1 : 1)),
  );
});

const FLIPS = WAYS.flatMap(([way, draw]) => [0.3, 1].map((queryFlips) => ({ way, queryFlips, draw })));

test.each(FLIPS)('flips of query labels at rate $queryFlips change labels alone: $way', ({ draw, queryFlips }) => {
  const truth = draw(promptsWith({}), 500);
  const flipped = draw(promptsWith({}, { queryFlips }), 500);
  expect({ ...flipped, label: truth.label }).toEqual(truth);
  const flips = flipped.label.filter((label, b) => label !== truth.label[b]).length;
  // false alarms below 1e-4, none at rate 1
  expect(Math.abs(flips - 500 * queryFlips)).toBeLessThanOrEqual(4 * Math.sqrt(500 * queryFlips * (1 - queryFlips)));
});

test('prompts at test have the test’s α, length and tasks, and true labels', () => {
  const departures = { ...referencePatterns.departures, queryFlips: 0.4, skew: 0.7, contextFlips: 0.2 };
  const { problem, patterns } = patternsWith({ lTest: 3, alphaTest: 0.25, departures });
  const { training, heldOut } = tasksOf(problem, [3, 4]);
  const { mu, nu, q } = patterns;
  const both = { mu, nu, q, K: 0.5, contextFlips: 0.2 };
  expect(testPrompts(problem, patterns, heldOut)).toEqual({
    ...both,
    ...{ tasks: heldOut, contexts: 3, alpha: 0.25, queryFlips: 0, skew: 0 },
  });
  expect(trainingPrompts(problem, patterns, training)).toEqual({
    ...both,
    ...{ tasks: training, contexts: 20, alpha: 0.8, queryFlips: 0.4, skew: 0.7 },
  });
});

test.each([
  [{ mu: LAWS['no κ']!.mu.slice(0, 2) }, 'at least 3 relevant patterns, got 2'],
  [{ mu: LAWS['no κ']!.mu.slice(0, 1), alpha: 1 }, 'at least 2 relevant patterns, got 1'],
  [{ tasks: [] }, 'a task, got none'],
  [{ contexts: 0 }, 'at least one context, got 0'],
  [{ tasks: [[0, 6]] }, 'tasks over 6 patterns, got pattern 6'],
] as [Partial<PatternPrompts>, string][])('%#: a law that cannot be drawn from is refused: %s', (change, complaint) => {
  expect(() => patternLaw(promptsWith({}, change))).toThrow(new RangeError(`pattern law: expected ${complaint}`));
});

test('laws over the same relevant patterns with other irrelevant ones, or another label vector, have tables of their own', () => {
  const first = promptsWith({});
  const turned = (vector: Float64Array) => vector.map((x) => -x);
  const [nu, q] = [first.nu.map(turned), turned(first.q)];
  const [, draw] = WAYS[1]!;
  const tokens = (prompts: PatternPrompts) => [...draw(prompts, 2).x].join();
  const before = tokens(first);
  for (const change of [{ nu }, { q }, { nu, q }]) {
    const other = tokens({ ...first, ...change });
    const unknown = { ...first, ...change, mu: [...first.mu] }; // over patterns that have no tables yet
    expect([other === tokens(unknown), other === before]).toEqual([true, false]);
    expect(tokens(first) === before).toBe(true);
  }
});
