import { forward, type Parameters, sgdStep, stepRule } from '../../reference/transformer';
import type { Batch, StreamKey, TrainingRule } from '../../reference/types';
import {
  AWKWARD_SHAPES,
  type CaseShape,
  plainRule,
  randomCase,
  tokenShape,
  unwrittenLaw,
} from '../../testing/fixtures';
import type { PromptLaw } from '../law';
import { AutodiffTrainer } from './autodiff';
import { loadBackend } from './backend';
import { tfjsSteps, tfjsTrainer } from './tfjs';

const SHAPE = AWKWARD_SHAPES['dimensions not a multiple of 4']!;
const { dX, dY, m, n } = SHAPE;
const RULE = plainRule(SHAPE, { eta: 0.5, lambda: 0.01 });
const LAW = unwrittenLaw(SHAPE);
const SETTING = { rule: RULE, training: LAW, evaluation: unwrittenLaw(SHAPE) };
const NAMES = ['WQ', 'WK', 'WV', 'WO'] as const;

/** Batch t of any stream is random case 100·key + t: distinct for distinct steps and keys. */
function sourceOf(shape: CaseShape) {
  return { batch: (key: StreamKey, t: number): Batch => randomCase(shape, 100 * key[0] + t).batch };
}

const source = sourceOf(SHAPE);
const { weights: INIT } = randomCase(SHAPE, 99);

async function trainer(changes: Partial<TrainingRule> = {}) {
  const setting = { ...SETTING, rule: { ...RULE, ...changes } };
  return tfjsTrainer(await loadBackend(['wasm']), setting, INIT, [3, 0], () => source);
}

/** Steps 1, 2, … on the float64 reference, with the batches of the given indices. */
function reference(rule: TrainingRule, batches: readonly number[], shape = SHAPE) {
  const { weights } = randomCase(shape, 99);
  const step = (w: Parameters, index: number, i: number): Parameters => ({
    ...sgdStep(w, sourceOf(shape).batch([3, 0], index), stepRule(rule, i + 1)).weights,
    r: weights.r,
  });
  return batches.reduce(step, weights);
}

/** Float32 training of a few steps stays this close to float64: measured 4e-7, with a margin for other machines. */
const CLOSE = 5e-6;

function expectClose(got: Float32Array, expected: ArrayLike<number>): void {
  const worst = Array.from(got, (value, i) => Math.abs(value - expected[i]!)).reduce((a, e) => Math.max(a, e), 0);
  expect(worst).toBeLessThan(CLOSE);
}

test('steps use the batches of their stream in turn, with decay', async () => {
  const training = await trainer();
  expect([training.engine, training.step, training.advance(3), training.step]).toEqual(['tfjs(wasm)', 0, undefined, 3]);
  const expected = reference(RULE, [1, 2, 3]);
  expectClose(training.weights().WQ, expected.WQ);
  expectClose(training.weights().WK, expected.WK);
  expectClose(training.weights().WO, expected.WO);
  expect(training.weights()).not.toHaveProperty('WV');
  expect(training.batch(2)).toEqual(source.batch([3, 0], 2));
});

test('a finite set of batches is cycled through', async () => {
  const training = await trainer({ batches: 2 });
  training.advance(3);
  expectClose(training.weights().WO, reference(RULE, [1, 2, 1]).WO);
  expect(training.batch(3)).toEqual(source.batch([3, 0], 1));
});

test('a decaying step starts at eta', async () => {
  const rule = { stepRate: 1, stepPower: 1 };
  const training = await trainer(rule);
  training.advance(3);
  expectClose(training.weights().WK, reference({ ...RULE, ...rule }, [1, 2, 3]).WK);
});

describe('with a W_V, shared tokens and hinge loss', () => {
  const shape = tokenShape(SHAPE);
  const { weights: init } = randomCase(shape, 99);
  const law = unwrittenLaw(shape);
  const rule = plainRule(shape, { loss: 'hinge', eta: 0.5 });

  async function tokenTrainer(changes: Partial<TrainingRule> = {}) {
    const setting = { rule: { ...rule, ...changes }, training: law, evaluation: law };
    return tfjsTrainer(await loadBackend(['wasm']), setting, init, [3, 0], () => sourceOf(shape));
  }

  test('steps and answers are those of the reference', async () => {
    const training = await tokenTrainer();
    expect(training.advance(3)).toBeUndefined();
    const expected = reference(rule, [1, 2, 3], shape);
    for (const name of NAMES) expectClose(training.weights()[name]!, expected[name]!);
    expectClose(training.evaluate([8, 0], 4, n).f, forward(expected, sourceOf(shape).batch([8, 0], 4)).f);
  });

  const trained = { attention: false, value: false, mlp: false };
  test.each([
    ['attention', ['WQ', 'WK']],
    ['value', ['WV']],
    ['mlp', ['WO']],
  ] as const)('frozen %s keeps the bits of %j and of nothing else', async (part, kept) => {
    const training = await tokenTrainer({ frozen: { ...trained, [part]: true } });
    training.advance(2);
    const after = training.weights();
    expect(NAMES.filter((name) => after[name]!.every((value, i) => value === init[name]![i]))).toEqual(kept);
  });

  test('where all are frozen nothing moves, and training goes on', async () => {
    const training = await tokenTrainer({ frozen: { attention: true, value: true, mlp: true } });
    expect([training.advance(2), training.step]).toEqual([undefined, 2]);
    expect(training.weights()).toEqual(init);
  });
});

test.each(['wasm', 'cpu'] as const)('exactly at the kinks of hinge and ReLU the gradient is 0 on %s', async (name) => {
  const backend = await loadBackend([name]);
  await backend.tf.setBackend(name); // another test may have activated another one
  const [one, zero] = [Float32Array.of(1), Float32Array.of(0)];
  const law = unwrittenLaw({ n: 1, L: 1, dX: 1, dY: 1, m: 1, attention: 0, shared: true });
  const rule = plainRule({ n: 1, L: 1, dX: 1, dY: 1, m: 1, attention: 0 }, { loss: 'hinge' });
  const batch = { n: 1, x: one, y: one, xq: one, label: one, sign: one };
  // f = W_O W_V for W_O W_V ≥ 0: just below the kink, a step of size 1 adds W_V to W_O and W_O to W_V.
  const step = (WV: number, WO: number) => {
    const init = { WQ: zero, WK: zero, WV: Float32Array.of(WV), WO: Float32Array.of(WO), r: one };
    const training = tfjsTrainer(backend, { rule, training: law, evaluation: law }, init, [0, 0], () => ({
      batch: () => batch,
    }));
    return training.advance(1)?.what ?? [training.weights().WV![0], training.weights().WO[0]];
  };
  expect(step(0.5, 2)).toEqual([0.5, 2]);
  expect(step(0.5, 2 - 2 ** -20)).toEqual([2.5 - 2 ** -20, 2.5 - 2 ** -20]);
  expect(step(0.5, 0)).toEqual([0.5, 0]);
  expect(step(Number.NaN, 2)).toBe('loss is NaN');
  expect(step(Number.POSITIVE_INFINITY, 0)).toBe('loss is NaN');
});

test('evaluation is under the law it is given, by default that of the setting; each is asked for once', async () => {
  const other = unwrittenLaw(SHAPE);
  const asked: PromptLaw[] = [];
  const training = tfjsTrainer(await loadBackend(['wasm']), SETTING, INIT, [3, 0], (law) => {
    asked.push(law);
    return { batch: (_, t) => randomCase(SHAPE, law === other ? 700 + t : t).batch };
  });
  expect(training.evaluate([1, 0], 4, n).label).toEqual(randomCase(SHAPE, 4).batch.label);
  expect(training.evaluate([1, 0], 4, n, other).f).not.toEqual(training.evaluate([1, 0], 4, n).f);
  expectClose(training.evaluate([1, 0], 5, n, other).f, forward(INIT, randomCase(SHAPE, 705).batch).f);
  expect(asked).toEqual([SETTING.evaluation, other]);
  expect(asked[1]).toBe(other);
});

test('a restart from its own weights goes on with the same bits', async () => {
  const [whole, first, second] = [await trainer(), await trainer(), await trainer()];
  whole.advance(5);
  first.advance(2);
  second.load(first.weights(), first.step);
  second.advance(5);
  expect(second.weights()).toEqual(whole.weights());
  expect(() => second.advance(4)).toThrow('advance: expected a step of at least 5, got 4');
  expect(() => second.load({ ...INIT, WO: INIT.WO.subarray(1) }, 0)).toThrow('expected 45 entries of WO, got 44');
});

test('evaluation answers as the reference does', async () => {
  const training = await trainer();
  const got = training.evaluate([8, 0], 4, n);
  const batch = source.batch([8, 0], 4);
  const expected = forward(INIT, batch);
  expectClose(got.f, expected.f);
  expectClose(got.attention, expected.attention);
  expect([got.label, got.sign]).toEqual([batch.label, batch.sign]);
});

test('a training that diverges names the step, and stops before it', async () => {
  const training = await trainer({ eta: 1e30 });
  const divergence = training.advance(50);
  // After one step the weights are near 1e28, so scores overflow float32 and the softmax of step 2 is NaN.
  expect(divergence).toEqual({ step: 2, what: 'loss is NaN' });
  expect([training.step, training.weights().WQ.every(Number.isFinite)]).toEqual([1, true]);
});

test('no tensor outlives a call', async () => {
  const { tf } = await loadBackend(['wasm']);
  const training = await trainer();
  training.advance(1);
  const before = tf.memory().numTensors;
  training.advance(4);
  training.evaluate([8, 0], 4, n);
  training.load(training.weights(), 4);
  (await trainer({ eta: 1e30 })).advance(50);
  expect(tf.memory().numTensors).toBe(before);
});

test('trainings batched together move as each does alone', async () => {
  const backend = await loadBackend(['wasm']);
  const together = tfjsSteps(backend, SETTING, 3, INIT, source)(2);
  for (const i of [0, 1, 2]) {
    const alone = tfjsTrainer(backend, SETTING, INIT, [i, 1], () => source);
    alone.advance(2);
    const { WQ, WO } = alone.weights();
    expectClose(together.WQ.subarray(i * dX * dX, (i + 1) * dX * dX), WQ);
    expectClose(together.WO.subarray(i * m * dY, (i + 1) * m * dY), WO);
  }
});

test('trains any loss over any parameters', async () => {
  const { tf } = await loadBackend(['wasm']);
  const regression = new AutodiffTrainer(tf, {
    parameters: { slope: { shape: [], data: new Float32Array([0]) } },
    frozen: { offset: { shape: [], data: new Float32Array([1]) } },
    inputs: (t) => ({
      x: { shape: [2], data: new Float32Array([t, 1]) },
      y: { shape: [2], data: new Float32Array([2 * t + 1, 3]) },
    }),
    loss: ({ slope, offset, x, y }) => tf.mean(tf.square(tf.sub(tf.add(tf.mul(slope!, x!), offset!), y!))),
    stepSize: () => 0.1,
    decay: 0.5,
  });
  regression.advance(1);
  // By hand: x = (1, 1), error −2 each, gradient −4, slope 0·(1 − 0.05) + 0.4.
  expect(regression.parameters().slope![0]).toBeCloseTo(0.4, 6);
  regression.advance(2);
  // x = (2, 1), slope 0.4: errors −3.2, −1.6, gradient (2·2·−3.2 + 2·−1.6)/2 = −8, slope 0.4·0.95 + 0.8.
  expect(regression.parameters().slope![0]).toBeCloseTo(1.18, 6);
});
