import { dot, matVec } from '../../reference/linear';
import type { Batch } from '../../reference/types';
import { AWKWARD_SHAPES, type CaseShape, randomCase, tokenShape } from '../../testing/fixtures';
import { AutodiffTrainer } from './autodiff';
import { type Backend, loadBackend } from './backend';
import { type DeepWeights, deepAnswers, deepArrays, deepBatch, deepLoss } from './deep';

const DEPTH = 3;

/** Prompts and weights of three layers, each from a random case of its own. */
function deepCase(shape: CaseShape, seed: number): { weights: DeepWeights; batch: Batch } {
  const layers = Array.from({ length: DEPTH }, (_, i) => randomCase(shape, 10 * seed + i));
  const { weights, batch } = layers[0]!;
  const own = layers.flatMap(({ weights: { WQ, WK, WV } }, i) => Object.entries({ WQ, WK, WV }).map(named(i)));
  return { weights: { ...Object.fromEntries(own), WO: weights.WO, r: weights.r }, batch };
}

const named =
  (i: number) =>
  ([name, data]: [string, Float32Array | undefined]): [string, Float32Array] => [`${name}${i + 1}`, data!];

type Reals = Readonly<Record<string, Float64Array | Float32Array>>;

/** The model once more: plain loops in float64, token by token. */
function answer(w: Reals, { n, x, xq }: Batch, b: number): { f: number; attention: number[][] } {
  const d = xq.length / n;
  const L = x.length / (n * d);
  let tokens = Array.from({ length: L + 1 }, (_, j) =>
    Float64Array.from(j < L ? x.subarray((b * L + j) * d).subarray(0, d) : xq.subarray(b * d).subarray(0, d)),
  );
  const attention: number[][] = [];
  for (let i = 1; i <= DEPTH; i++) {
    const contexts = tokens.slice(0, L);
    const attended = tokens.map((token) => softmax(contexts.map((c) => score(w, i, c, token))));
    attention.push(attended[L]!);
    tokens = tokens.map((token, j) => token.map((value, e) => value + moved(w, i, contexts, attended[j]!)[e]!));
  }
  const m = w.r!.length;
  const hidden = matVec(w.WO!, m, d, tokens[L]!).map((h) => Math.max(h, 0));
  return { f: dot(m, w.r!, hidden), attention };
}

function score(w: Reals, i: number, context: Float64Array, token: Float64Array): number {
  const d = token.length;
  return dot(d, matVec(w[`WK${i}`]!, d, d, context), matVec(w[`WQ${i}`]!, d, d, token));
}

function moved(w: Reals, i: number, contexts: readonly Float64Array[], s: readonly number[]): Float64Array {
  const d = contexts[0]!.length;
  const mixed = Float64Array.from({ length: d }, (_, e) => contexts.reduce((sum, c, l) => sum + s[l]! * c[e]!, 0));
  return matVec(w[`WV${i}`]!, d, d, mixed);
}

function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const raw = scores.map((value) => Math.exp(value - top));
  const total = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / total);
}

function hinge(w: Reals, batch: Batch): number {
  const each = Array.from(batch.label, (z, b) => Math.max(0, 1 - z * answer(w, batch, b).f));
  return each.reduce((sum, value) => sum + value, 0) / batch.n;
}

/** Central difference of the hinge loss in entry `e` of one array. The step is far above rounding and far below curvature. */
function slope(w: Reals, batch: Batch, name: string, e: number): number {
  const STEP = 1e-6;
  if (name === 'WO' && silent(w, batch, e)) return 0; // ReLU'(0) = 0 by convention: a difference across the kink is half the slope
  const at = (by: number) =>
    hinge({ ...w, [name]: Float64Array.from(w[name]!, (value, i) => (i === e ? value + by : value)) }, batch);
  return (at(STEP) - at(-STEP)) / (2 * STEP);
}

/** Whether entry e of W_O belongs to a neuron whose row is 0. */
function silent({ WO }: Reals, { n, xq }: Batch, e: number): boolean {
  const d = xq.length / n;
  const row = Math.floor(e / d) * d;
  return WO!.subarray(row, row + d).every((entry) => entry === 0);
}

/** Float32 through three layers against float64: measured 1.5e-6, of the largest entry where that exceeds 1; gradients are near .1. */
const CLOSE = 1e-5;

function expectClose(got: ArrayLike<number>, expected: readonly number[]): void {
  const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  const worst = expected.reduce((largest, value, i) => Math.max(largest, Math.abs(value - got[i]!)), 0);
  expect(worst / scale).toBeLessThan(CLOSE);
}

/** The gradient that one step of size 1 subtracts. */
function gradient(backend: Backend, weights: DeepWeights, batch: Batch): Record<string, Float32Array> {
  const { r, ...parameters } = deepArrays(weights, batch.xq.length / batch.n);
  const trainer = new AutodiffTrainer(backend.tf, {
    parameters,
    frozen: { r: r! },
    inputs: () => deepBatch(batch),
    loss: (arrays) => deepLoss(backend.tf, arrays, DEPTH),
    stepSize: () => 1,
    decay: 0,
  });
  trainer.advance(1);
  const after = trainer.parameters();
  return Object.fromEntries(
    Object.keys(parameters).map((name) => [name, after[name]!.map((value, e) => weights[name]![e]! - value)]),
  );
}

const SHAPES = Object.entries(AWKWARD_SHAPES).map(([name, shape]): [string, CaseShape] => [name, tokenShape(shape)]);

/** A deep model multiplies large tokens by large weights: scores far apart amplify rounding beyond any fixed bound. */
const tame = (shape: CaseShape): CaseShape => ({ ...shape, attention: Math.min(shape.attention, 0.3) });

describe.each(SHAPES)('%s', (_, shape) => {
  test('answers and attention of every layer are those of plain loops in float64', async () => {
    const { tf } = await loadBackend(['wasm']);
    const { weights, batch } = deepCase(tame(shape), 3);
    const layers = deepAnswers(tf, weights, batch, DEPTH);
    const expected = Array.from({ length: batch.n }, (_, b) => answer(weights, batch, b));
    expect(layers).toHaveLength(DEPTH);
    for (const [i, { f, attention, label, sign }] of layers.entries()) {
      expectClose(
        f,
        expected.map((one) => one.f),
      );
      expectClose(
        attention,
        expected.flatMap((one) => one.attention[i]!),
      );
      expect([label, sign]).toEqual([batch.label, batch.sign]);
    }
  });

  test('autodiff gives the central differences of the plain loops, in every array', async () => {
    const { weights, batch } = deepCase(tame(shape), 4);
    const found = gradient(await loadBackend(['wasm']), weights, batch);
    for (const [name, entries] of Object.entries(found)) {
      const some = Array.from(entries.keys()).filter((e) => e % Math.ceil(entries.length / 12) === 0);
      expectClose(
        some.map((e) => entries[e]!),
        some.map((e) => slope(weights, batch, name, e)),
      );
    }
  });
});

test('a prompt becomes its contexts and then its query', () => {
  const d = 2;
  const batch: Batch = {
    ...{ n: 2, x: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), y: new Float32Array(0), xq: Float32Array.of(9, 10, 11, 12) },
    ...{ label: Float32Array.of(1, -1), sign: new Float32Array(4) },
  };
  const { tokens, label } = deepBatch(batch);
  expect(tokens).toEqual({ shape: [2, 3, d], data: Float32Array.of(1, 2, 3, 4, 9, 10, 5, 6, 7, 8, 11, 12) });
  expect(label).toEqual({ shape: [1, 2], data: batch.label });
});
