import { type Architecture, PAPER_MODEL } from '../../../generators/concepts/architecture';
import { dot, matVec, type Reals } from '../../reference/linear';
import { losses } from '../../reference/loss';
import { forward, type Parameters, sgdStep } from '../../reference/transformer';
import type { Batch } from '../../reference/types';
import { plainRule, randomCase } from '../../testing/fixtures';
import { AutodiffTrainer } from './autodiff';
import { type Backend, loadBackend } from './backend';
import { type LayerWeights, layerArrays, layerBatch, layerLoss, layerOutput } from './layers';

/** L, dX and dY that are no multiples of 4; dX a multiple of every number of heads. */
const SHAPE = { n: 5, L: 3, dX: 6, dY: 5, m: 7, attention: 0.4 };
const { n, L, dX, dY, m } = SHAPE;

const ARCHITECTURES: Readonly<Record<string, Partial<Architecture>>> = {
  'the paper’s': {},
  'two heads': { heads: 2 },
  'as many heads as entries': { heads: 6 },
  'two layers': { depth: 2 },
  'two layers without a residual connection': { depth: 2, residual: 0 },
  'attention only': { attentionOnly: 1 },
  biases: { biases: 1 },
  'three layers of three heads, with biases': { depth: 3, heads: 3, biases: 1 },
  'two layers of two heads, no residual connection, attention only': {
    ...{ depth: 2, heads: 2, residual: 0, attentionOnly: 1, biases: 1 },
  },
};

const TABLE = Object.entries(ARCHITECTURES).map(([name, change]): [string, Architecture] => [
  name,
  { ...PAPER_MODEL, ...change },
]);

/** Prompts, and weights of an architecture without any structure: every layer from a random case of its own. */
function layerCase({ heads, depth, biases }: Architecture, seed: number): { weights: LayerWeights; batch: Batch } {
  const { weights, batch } = randomCase({ ...SHAPE, dY: heads * dY }, seed);
  const own = Array.from({ length: depth }, (_, i) => {
    const { WQ, WK } = randomCase(SHAPE, 100 * seed + i).weights;
    return { [`WQ${i + 1}`]: WQ, [`WK${i + 1}`]: WK };
  });
  const b = randomCase({ ...SHAPE, dX: m }, seed + 7).batch.xq.slice(0, m);
  const { x, xq, label, sign } = batch;
  const prompts = { n, x, y: randomCase(SHAPE, seed + 9).batch.y, xq, label, sign };
  return {
    weights: { ...Object.assign({}, ...own), WO: weights.WO, ...(biases === 1 ? { b } : {}), r: weights.r },
    batch: prompts,
  };
}

type Named = Readonly<Record<string, Reals>>;

/** The model once more: plain loops in float64, token by token and head by head. */
function answer(w: Named, batch: Batch, b: number, a: Architecture): { f: number; attention: number[][] } {
  let words = rowsOf(batch.x, b, L, dX).concat(rowsOf(batch.xq, b, 1, dX));
  let labels = rowsOf(batch.y, b, L, dY).concat([new Float64Array(dY)]);
  const attention: number[][] = [];
  for (let layer = 1; layer < a.depth; layer++) {
    const [contexts, values] = [words.slice(0, L), labels.slice(0, L)];
    const heads = words.map((word) => headsOf(w, layer, contexts, word, a));
    attention.push(...heads[L]!);
    const means = heads.map((each) => contexts.map((_, l) => each.reduce((sum, s) => sum + s[l]!, 0) / a.heads));
    const next = (own: Float64Array[], from: Float64Array[]) =>
      own.map((token, j) => token.map((value, e) => a.residual * value + mixed(means[j]!, from, e)));
    [words, labels] = [next(words, contexts), next(labels, values)];
  }
  const heads = headsOf(w, a.depth, words.slice(0, L), words[L]!, a);
  const seen = heads.flatMap((s) =>
    Array.from(labels[L]!, (own, e) => (a.residual * own + mixed(s, labels.slice(0, L), e)) / Math.sqrt(a.heads)),
  );
  const h = Array.from(matVec(w.WO!, m, a.heads * dY, Float64Array.from(seen)), (value, i) => value + (w.b?.[i] ?? 0));
  const f = h.reduce((sum, value, i) => sum + w.r![i]! * (a.attentionOnly === 1 ? value : Math.max(0, value)), 0);
  return { f, attention: [...attention, ...heads] };
}

function rowsOf(data: Float32Array, b: number, rows: number, d: number): Float64Array[] {
  return Array.from({ length: rows }, (_, l) => Float64Array.from(data.subarray((b * rows + l) * d).subarray(0, d)));
}

/** The attention of one token in every head of a layer. */
function headsOf(w: Named, layer: number, contexts: Float64Array[], token: Float64Array, a: Architecture): number[][] {
  const rows = dX / a.heads;
  const query = matVec(w[`WQ${layer}`]!, dX, dX, token);
  const keys = contexts.map((context) => matVec(w[`WK${layer}`]!, dX, dX, context));
  return Array.from({ length: a.heads }, (_, h) => {
    const part = (u: Float64Array) => u.subarray(h * rows, (h + 1) * rows);
    const raw = keys.map((key) => Math.exp(dot(rows, part(key), part(query))));
    const total = raw.reduce((sum, value) => sum + value, 0);
    return raw.map((value) => value / total);
  });
}

const mixed = (s: readonly number[], from: readonly Float64Array[], e: number): number =>
  from.reduce((sum, token, l) => sum + s[l]! * token[e]!, 0);

function meanLoss(w: Named, batch: Batch, a: Architecture): number {
  const each = Array.from(batch.label, (z, b) => losses.logistic.value(z * answer(w, batch, b, a).f));
  return each.reduce((sum, value) => sum + value, 0) / n;
}

/** Central difference of the loss in entry `e` of one array. The step is far above rounding and far below curvature. */
function slope(w: Named, batch: Batch, name: string, e: number, a: Architecture): number {
  const STEP = 1e-6;
  const at = (by: number) =>
    meanLoss({ ...w, [name]: Float64Array.from(w[name]!, (value, i) => (i === e ? value + by : value)) }, batch, a);
  return (at(STEP) - at(-STEP)) / (2 * STEP);
}

/** Float32 against float64, absolute: answers and gradients are of order 1. Measured 1e-6, with room for other machines. */
const CLOSE = 1e-5;

function expectClose(got: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(got).toHaveLength(expected.length);
  expect(Math.max(...Array.from(expected, (value, i) => Math.abs(value - got[i]!)))).toBeLessThan(CLOSE);
}

/** What one step of size 1 subtracts from each array. */
function gradient({ tf }: Backend, weights: LayerWeights, batch: Batch, a: Architecture): Record<string, number[]> {
  const { r, ...parameters } = layerArrays(weights, dX);
  const trainer = new AutodiffTrainer(tf, {
    ...{ parameters, frozen: { r: r! }, inputs: () => layerBatch(batch, dX), decay: 0 },
    loss: (arrays) => layerLoss(tf, arrays, a, 'logistic'),
    stepSize: () => 1,
  });
  trainer.advance(1);
  const after = trainer.parameters();
  return Object.fromEntries(
    Object.keys(parameters).map((name) => [name, Array.from(weights[name]!, (value, e) => value - after[name]![e]!)]),
  );
}

describe.each(TABLE)('%s', (_, architecture) => {
  test('answers and attention of every head of every layer are those of plain loops in float64', async () => {
    const { tf } = await loadBackend(['wasm']);
    const { weights, batch } = layerCase(architecture, 3);
    const arrays = { ...layerArrays(weights, dX), ...layerBatch(batch, dX) };
    const tensors = Object.fromEntries(
      Object.entries(arrays).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])]),
    );
    const { f, attended } = layerOutput(tf, tensors, architecture);
    const expected = Array.from({ length: n }, (_, b) => answer(weights, batch, b, architecture));
    expectClose(
      f.dataSync(),
      expected.map((one) => one.f),
    );
    expect(attended).toHaveLength(architecture.depth);
    const { heads } = architecture;
    for (const [i, mass] of attended.entries()) {
      expectClose(
        mass.dataSync(),
        expected.flatMap((one) => one.attention.slice(i * heads, (i + 1) * heads).flat()),
      );
    }
  });

  test('autodiff gives the central differences of the plain loops, in every array', async () => {
    const { weights, batch } = layerCase(architecture, 4);
    for (const [name, entries] of Object.entries(gradient(await loadBackend(['wasm']), weights, batch, architecture))) {
      const some = Array.from(entries.keys()).filter((e) => e % Math.ceil(entries.length / 9) === 0);
      expectClose(
        some.map((e) => entries[e]!),
        some.map((e) => slope(weights, batch, name, e, architecture)),
      );
      expect(Math.max(...entries.map(Math.abs))).toBeGreaterThan(10 * CLOSE);
    }
  });
});

test('with the architecture of the paper it is the closed form of one layer, answers and steps', async () => {
  const backend = await loadBackend(['wasm']);
  const { weights, batch } = layerCase(PAPER_MODEL, 5);
  const { WQ1: WQ, WK1: WK, WO, r } = weights as Record<'WQ1' | 'WK1' | 'WO' | 'r', Float32Array>;
  const closed: Parameters = { WQ, WK, WO, r };
  expectClose(
    Array.from({ length: n }, (_, b) => answer(weights, batch, b, PAPER_MODEL).f),
    forward(closed, batch).f,
  );
  const { weights: after } = sgdStep(closed, batch, plainRule(SHAPE, { eta: 1 }));
  const found = gradient(backend, weights, batch, PAPER_MODEL);
  for (const [name, one] of [
    ['WQ1', 'WQ'],
    ['WK1', 'WK'],
    ['WO', 'WO'],
  ] as const) {
    expectClose(
      found[name]!,
      Array.from(closed[one], (value, e) => value - after[one][e]!),
    );
  }
});
