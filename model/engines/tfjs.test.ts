import { NO_DEPARTURES } from '../../generators/concepts/problem';
import { AWKWARD_SHAPES, randomCase } from '../fixtures';
import { forward, sgdStep } from '../transformer';
import type { Batch, Key } from '../types';
import { AutodiffTrainer } from './autodiff';
import { loadBackend } from './backend';
import { tfjsSteps, tfjsTrainer } from './tfjs';

const SHAPE = AWKWARD_SHAPES['dimensions not a multiple of 4']!;
const { L, dX, dY, m, n } = SHAPE;
const LAW = { K1: 1, K2: 0, kappaX: 0, kappaY: 0, sigma: 0, p: 0, pNu: 0, sigma0: 1, sigma1: 0.1 };
const PROBLEM = { ...LAW, eta: 0.5, lambda: 0.01, L, dX, dY, m, B: n, departures: NO_DEPARTURES };

/** Batch t of any stream is random case 100·key + t: distinct for distinct steps and keys. */
const source = { batch: (key: Key, t: number): Batch => randomCase(SHAPE, 100 * key[0] + t).batch };
const { weights: INIT } = randomCase(SHAPE, 99);

async function trainer(departures: Partial<typeof NO_DEPARTURES> = {}, changes: Partial<typeof PROBLEM> = {}) {
  const problem = { ...PROBLEM, ...changes, departures: { ...NO_DEPARTURES, ...departures } };
  return tfjsTrainer(await loadBackend(['wasm']), problem, INIT, [3, 0], { training: source, evaluation: source });
}

/** The same steps on the float64 reference. */
function reference(rules: readonly { eta: number; t: number }[]) {
  return rules.reduce(
    (w, { eta, t }) => ({ ...sgdStep(w, source.batch([3, 0], t), { eta, lambda: 0.01 }).weights, r: INIT.r }),
    INIT as Parameters<typeof sgdStep>[0],
  );
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
  const expected = reference([1, 2, 3].map((t) => ({ eta: 0.5, t })));
  expectClose(training.weights().WQ, expected.WQ);
  expectClose(training.weights().WK, expected.WK);
  expectClose(training.weights().WO, expected.WO);
  expect(training.batch(2)).toEqual(source.batch([3, 0], 2));
});

test('a finite set of batches is cycled through', async () => {
  const training = await trainer({ batches: 2 });
  training.advance(3);
  expectClose(training.weights().WO, reference([1, 2, 1].map((t) => ({ eta: 0.5, t }))).WO);
  expect(training.batch(3)).toEqual(source.batch([3, 0], 1));
});

test('a decaying step starts at eta', async () => {
  const training = await trainer({ stepRate: 1, stepPower: 1 });
  training.advance(3);
  const etas = [0.5, 0.25, 0.5 / 3];
  expectClose(training.weights().WK, reference(etas.map((eta, i) => ({ eta, t: i + 1 }))).WK);
});

test('frozen matrices keep their bits', async () => {
  const frozenAttention = await trainer({ frozenAttention: 1 });
  frozenAttention.advance(2);
  expect([frozenAttention.weights().WQ, frozenAttention.weights().WK]).toEqual([INIT.WQ, INIT.WK]);
  expect(frozenAttention.weights().WO).not.toEqual(INIT.WO);
  const frozenMlp = await trainer({ frozenMlp: 1 });
  frozenMlp.advance(2);
  expect(frozenMlp.weights().WO).toEqual(INIT.WO);
  expect(frozenMlp.weights().WQ).not.toEqual(INIT.WQ);
  const both = await trainer({ frozenAttention: 1, frozenMlp: 1 });
  expect(both.advance(2)).toBeUndefined();
  expect(both.weights()).toEqual(INIT);
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
  const training = await trainer({}, { eta: 1e30 });
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
  (await trainer({}, { eta: 1e30 })).advance(50);
  expect(tf.memory().numTensors).toBe(before);
});

test('trainings batched together move as each does alone', async () => {
  const backend = await loadBackend(['wasm']);
  const together = tfjsSteps(backend, PROBLEM, 3, INIT, source)(2);
  for (const i of [0, 1, 2]) {
    const alone = tfjsTrainer(backend, PROBLEM, INIT, [i, 1], { training: source, evaluation: source });
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
