import type { Batch } from '../reference/types';
import { contestants, contextErrors } from './comparison';

const q = Float64Array.of(0.6, -0.8);
/** Contexts (place, label) on a line, the query's place and label, and what 1-NN and 3-NN say by hand. */
const prompts = [
  { contexts: '3- 2- -4+', query: -3, label: 1, nearest: 1, majority: -1 },
  { contexts: '-3- -2- 4+', query: -1, label: 1, nearest: -1, majority: -1 },
  { contexts: '-1- 1+ 1.2-', query: 1.05, label: -1, nearest: 1, majority: -1 },
  { contexts: '5+ 6+ -7-', query: -6, label: 1, nearest: -1, majority: 1 },
];
type Prompt = (typeof prompts)[number];

/** Tokens with dX = 1, dY = 2; the label part is ±7q. */
function batchOf(some: readonly Prompt[]): Batch {
  const token = (text: string) => [Number.parseFloat(text), ...[...q].map((v) => (text.endsWith('+') ? 7 : -7) * v)];
  return {
    n: some.length,
    x: Float32Array.from(some.flatMap(({ contexts }) => contexts.split(' ').flatMap(token))),
    y: new Float32Array(0),
    xq: Float32Array.from(some.flatMap(({ query }) => [query, 0, 0])),
    label: Float32Array.from(some, ({ label }) => label),
    sign: new Float32Array(3 * some.length),
  };
}

const errorsOf = (some: readonly Prompt[], f: readonly number[]) => {
  const batch = batchOf(some);
  const errors = contextErrors(batch, { f: Float32Array.from(f), label: batch.label }, { dX: 1, q });
  return Object.fromEntries(contestants.map((name, i) => [name, errors[i]!]));
};

test('the nearest and the majority err where they do by hand, and a model’s 0 is an error', () => {
  const f = [0.2, -4, 0, 3];
  for (const [i, one] of prompts.entries()) {
    expect(errorsOf([one], [f[i]!])).toMatchObject({
      'in context': f[i]! * one.label > 0 ? 0 : 1,
      '1-NN': one.nearest === one.label ? 0 : 1,
      '3-NN': one.majority === one.label ? 0 : 1,
    });
  }
});

test('the errors of a batch are the means over its prompts, for every contestant', () => {
  const f = [0.2, -4, 0, 3];
  const apart = prompts.map((one, i) => errorsOf([one], [f[i]!]));
  const together = errorsOf(prompts, f);
  expect(Object.keys(together)).toHaveLength(6);
  for (const name of contestants) {
    expect(together[name]).toBe(apart.reduce((sum, errors) => sum + errors[name]!, 0) / prompts.length);
  }
});

test('answers to other prompts are refused', () => {
  const label = Float32Array.of(1, -1, -1, 1);
  expect(() => contextErrors(batchOf(prompts), { f: label, label }, { dX: 1, q })).toThrow(
    'expected answers to these prompts',
  );
});
