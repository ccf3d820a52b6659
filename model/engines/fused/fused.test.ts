import { createHash } from 'node:crypto';
import type { Dictionary } from '../../../generators/concepts/dictionary';
import { conceptDictionary } from '../../../generators/concepts/dictionary';
import { type ConceptProblem, type Departures, NO_DEPARTURES } from '../../../generators/concepts/problem';
import { patternsOf } from '../../../generators/patterns/patterns';
import { referencePatterns } from '../../../generators/patterns/reference';
import { tasksOf } from '../../../generators/patterns/tasks';
import { Random } from '../../../generators/random';
import { initialPatternWeights } from '../../patterns/weights';
import type { Batch, StreamKey, Weights } from '../../reference/types';
import { conceptSetting } from '../concept-law';
import { loadKernel } from '../kernel';
import { patternSetting } from '../pattern-law';
import { PromptSampler } from '../sampler';
import { type FusedTrainer, fusedTrainer } from './fused';

jest.setTimeout(60_000);

type Matrix = 'WQ' | 'WK' | 'WO';
const KEY: StreamKey = [11, 22];

/** The reference problem of bu2024, section 5 of the card, with any change. */
function problemWith(change: Partial<Omit<ConceptProblem, 'departures'>>, departures: Partial<Departures> = {}) {
  const reference = { K1: 4, K2: 4, dX: 40, dY: 40, L: 8, m: 50, B: 32, kappaX: 0.3, kappaY: 0.3, sigma: 0.05 };
  const rates = { p: 0, pNu: 0.25, sigma0: 1, sigma1: 0.1, eta: 10, lambda: 1e-4 };
  return { ...reference, ...rates, ...change, departures: { ...NO_DEPARTURES, ...departures } };
}

/** Weights in general position: every gradient entry is then a sum of many terms. */
function generalWeights({ dX, dY, m, sigma0, sigma1 }: ConceptProblem, seed: number): Weights {
  const random = new Random([seed, 7]);
  const normals = (n: number, scale: number) => Float32Array.from({ length: n }, () => scale * random.normal());
  const nearIdentity = () => normals(dX * dX, 0.05).map((w, i) => w + (i % (dX + 1) === 0 ? sigma0 : 0));
  const r = Float32Array.from({ length: m }, (_, i) => (i % 2 === 0 ? 1 : -1) / m);
  return { WQ: nearIdentity(), WK: nearIdentity(), WO: normals(m * dY, sigma1), r };
}

/** Mean logistic loss + decay in float64, written from the card: one prompt, one sum, one max at a time. */
function lossOf(problem: ConceptProblem, w: Record<Matrix | 'r', ArrayLike<number>>, batch: Batch): number {
  const { dX, dY, L, m } = problem;
  const apply = (matrix: ArrayLike<number>, rows: number, v: number[]) =>
    Array.from({ length: rows }, (_, i) => v.reduce((sum, value, j) => sum + matrix[i * v.length + j]! * value, 0));
  let total = 0;
  for (let b = 0; b < batch.n; b++) {
    const u = apply(w.WQ, dX, Array.from(batch.xq.subarray(b * dX, (b + 1) * dX)));
    const scores = Array.from({ length: L }, (_, l) => {
      const x = Array.from(batch.x.subarray((b * L + l) * dX, (b * L + l + 1) * dX));
      return apply(w.WK, dX, x).reduce((sum, value, i) => sum + value * u[i]!, 0);
    });
    const top = Math.max(...scores);
    const e = scores.map((s) => Math.exp(s - top));
    const norm = e.reduce((a, c) => a + c, 0);
    const mixed = Array.from({ length: dY }, (_, j) =>
      e.reduce((sum, value, l) => sum + (value / norm) * batch.y[(b * L + l) * dY + j]!, 0),
    );
    const f = apply(w.WO, m, mixed).reduce((sum, h, i) => sum + w.r[i]! * Math.max(h, 0), 0);
    const z = -batch.label[b]! * f;
    total += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }
  return total / batch.n;
}

function centralDifferences(problem: ConceptProblem, weights: Weights, batch: Batch, name: Matrix) {
  const wide = { ...weights, [name]: Float64Array.from(weights[name]) };
  const entries = wide[name] as unknown as Float64Array;
  const h = 1e-5;
  return Float64Array.from(entries, (value, i) => {
    entries[i] = value + h;
    const up = lossOf(problem, wide, batch);
    entries[i] = value - h;
    const down = lossOf(problem, wide, batch);
    entries[i] = value;
    return (up - down) / (2 * h);
  });
}

/** The gradient as the kernel sees it: what one step of size eta moves, per unit of eta. */
function stepGradient(problem: ConceptProblem, dictionary: Dictionary, weights: Weights) {
  const trainer = fusedTrainer(loadKernel(), conceptSetting(problem, dictionary), weights, KEY);
  const batch = trainer.batch(1);
  expect(trainer.advance(1)).toBeUndefined();
  const after = trainer.weights();
  const moved = (name: Matrix) =>
    Float64Array.from(weights[name], (value, i) => (value - after[name][i]!) / problem.eta);
  return { batch, WQ: moved('WQ'), WK: moved('WK'), WO: moved('WO') };
}

const norm = (v: Float64Array) => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));

function expectGradient(problem: ConceptProblem, weights: Weights, seed = 3) {
  const dictionary = conceptDictionary(problem, [seed, 0]);
  const step = stepGradient(problem, dictionary, weights);
  for (const name of ['WQ', 'WK', 'WO'] as const) {
    const expected = centralDifferences(problem, weights, step.batch, name);
    const error = norm(expected.map((g, i) => g - step[name][i]!));
    // Rounding of the step itself: half an ulp of every weight over eta; plus 1e-5 of the gradient for float32 sums.
    const rounding = norm(Float64Array.from(weights[name], (w) => (Math.abs(w) * 2 ** -24) / problem.eta));
    expect(error).toBeLessThan(1e-5 * norm(expected) + rounding + 1e-9);
  }
}

const shapes: [string, Partial<Omit<ConceptProblem, 'departures'>>][] = [
  ['multiples of four', { dX: 12, dY: 8, K1: 2, K2: 2, L: 4, m: 8, B: 8 }],
  ['nothing a multiple of four', { dX: 11, dY: 7, K1: 3, K2: 2, L: 6, m: 5, B: 7, p: 0.2 }],
  ['one demonstration', { dX: 9, dY: 6, K1: 3, K2: 1, L: 1, m: 6, B: 5 }],
  ['one neuron', { dX: 6, dY: 5, K1: 2, K2: 2, L: 2, m: 1, B: 3 }],
  ['one concept, one prompt', { dX: 2, dY: 2, K1: 1, K2: 0, L: 2, m: 3, B: 1 }],
  ['more than a block of prompts', { dX: 5, dY: 4, K1: 2, K2: 1, L: 3, m: 4, B: 70 }],
  ['saturated softmax', { dX: 10, dY: 9, K1: 2, K2: 2, L: 8, m: 6, B: 6, sigma0: 6 }],
];

describe('one step of the fused engine', () => {
  test.each(shapes)('is the central-difference gradient: %s', (_, shape) => {
    const problem = problemWith({ lambda: 0, eta: 1, sigma1: 0.5, ...shape });
    expectGradient(problem, generalWeights(problem, 5));
  });

  const small = { dX: 11, dY: 7, K1: 2, K2: 1, L: 4, m: 6, B: 5 };
  const start = (problem: ConceptProblem, weights: Weights) =>
    fusedTrainer(loadKernel(), conceptSetting(problem, conceptDictionary(problem, [3, 0])), weights, KEY);

  test('leaves a neuron at exactly 0 alone: ReLU′(0) = 0', () => {
    const problem = problemWith({ ...small, lambda: 0, eta: 1 });
    const weights = generalWeights(problem, 5);
    weights.WO.fill(0, 2 * problem.dY, 4 * problem.dY);
    const trainer = start(problem, weights);
    trainer.advance(3);
    const { WO } = trainer.weights();
    expect(WO.subarray(2 * problem.dY, 4 * problem.dY).every((w) => w === 0)).toBe(true);
    expect(WO.subarray(0, 2 * problem.dY)).not.toEqual(weights.WO.subarray(0, 2 * problem.dY));
  });

  test.each([0.01, 0.7, 2.5])('shrinks every trained matrix by the factor 1 − ηλ, ηλ = %p', (shrink) => {
    const plain = problemWith({ ...small, lambda: 0, eta: 0.5 });
    const weights = generalWeights(plain, 6);
    const without = start(plain, weights);
    const decayed = start({ ...plain, lambda: shrink / plain.eta }, weights);
    without.advance(1);
    decayed.advance(1);
    for (const name of ['WQ', 'WK', 'WO'] as const) {
      const [w0, w, v] = [weights[name], without.weights()[name], decayed.weights()[name]];
      for (const i of w0.keys()) {
        // four roundings, each relative to numbers no larger than these
        const size = Math.abs(w0[i]!) * (1 + shrink) + Math.abs(w[i]!) + Math.abs(v[i]!);
        expect(Math.abs(w[i]! - shrink * w0[i]! - v[i]!)).toBeLessThanOrEqual(4 * 2 ** -24 * size);
      }
    }
  });

  test.each([
    ['frozenAttention', ['WQ', 'WK'], ['WO']],
    ['frozenMlp', ['WO'], ['WQ', 'WK']],
  ] as const)('%s keeps its matrices, decay included, and moves the others as ever', (frozen, kept, moved) => {
    const problem = problemWith({ ...small, lambda: 0.1, eta: 0.5 });
    const weights = generalWeights(problem, 7);
    const free = start(problem, weights);
    const trainer = start({ ...problem, departures: { ...problem.departures, [frozen]: 1 } }, weights);
    free.advance(1);
    trainer.advance(1);
    for (const name of kept) expect(trainer.weights()[name]).toEqual(weights[name]);
    for (const name of moved) expect(trainer.weights()[name]).toEqual(free.weights()[name]);
  });

  test.each([
    [0.5, 1],
    [0.25, 0.5],
    [0.125, 0],
    [1, 0.75],
    [2, 1.5],
  ])('has the step η / (1 + %p (t − 1))^%p', (stepRate, stepPower) => {
    const problem = problemWith({ ...small, eta: 2 }, { stepRate, stepPower });
    const weights = generalWeights(problem, 8);
    for (const t of [1, 2, 17]) {
      const constant = problemWith({ ...small, eta: 2 / (1 + stepRate * (t - 1)) ** stepPower });
      const trainers = [start(problem, weights), start(constant, weights)];
      for (const trainer of trainers) {
        trainer.load(weights, t - 1);
        trainer.advance(t);
      }
      const [decayed, plain] = trainers.map((trainer) => trainer.weights().WO) as [Float32Array, Float32Array];
      expect(decayed).not.toEqual(weights.WO);
      for (const i of plain.keys()) expect(decayed[i]).toBeCloseTo(plain[i]!, 6);
    }
  });

  test('a power of the step decay that the kernel cannot take is refused', () => {
    const problem = problemWith(small, { stepPower: 0.3 });
    expect(() => start(problem, generalWeights(problem, 1))).toThrow('expected stepPower to be a multiple of 0.25');
  });

  test('weights of another shape are refused', () => {
    const problem = problemWith(small);
    const weights = generalWeights(problemWith({ ...small, m: 7 }), 1);
    expect(() => start(problem, weights)).toThrow('fusedTrainer: expected 42 entries in WO, got 49');
  });
});

describe('a pass over a batch', () => {
  test.each(shapes)('gives the float64 loss, attention that sums to 1: %s', (_, shape) => {
    const problem = problemWith({ sigma1: 0.5, ...shape });
    const weights = generalWeights(problem, 9);
    const trainer = fusedTrainer(
      loadKernel(),
      conceptSetting(problem, conceptDictionary(problem, [3, 0])),
      weights,
      KEY,
    );
    const pass = trainer.forwardBatch(1);
    expect(Math.abs(pass.loss - lossOf(problem, weights, trainer.batch(1)))).toBeLessThan(1e-6);
    for (let b = 0; b < problem.B; b++) {
      const total = pass.attention.subarray(b * problem.L, (b + 1) * problem.L).reduce((sum, s) => sum + s, 0);
      expect(total).toBeCloseTo(1, 6);
    }
  });
});

describe('a training on the fused engine', () => {
  const problem = problemWith({ dX: 23, dY: 18, m: 22, L: 6, B: 20, p: 0.02 });
  const dictionary = conceptDictionary(problem, [3, 0]);
  const init = generalWeights(problem, 1);
  const start = (change: Partial<Departures> = {}, key: StreamKey = KEY) => {
    const changed = { ...problem, departures: { ...NO_DEPARTURES, ...change } };
    return fusedTrainer(loadKernel(), conceptSetting(changed, dictionary), init, key);
  };

  test('repeats bit for bit, in one go, in pieces, beside others, with evaluations between', () => {
    const once = start();
    once.advance(60);
    const expected = once.weights();
    const [pieces, beside] = [start(), start({}, [5, 5])];
    for (let t = 1; t <= 60; t++) {
      pieces.advance(t);
      if (t % 7 === 0) beside.advance(t);
      if (t % 5 === 0) pieces.evaluate([8, 8], t, 150);
      if (t % 11 === 0) new PromptSampler(loadKernel(), conceptSetting(problem, dictionary).training).batch(KEY, t, 10);
    }
    expect(pieces.weights()).toEqual(expected);
    expect(beside.weights().WQ).not.toEqual(expected.WQ);
  });

  test('goes on from loaded weights as if it had never stopped', () => {
    const [whole, early] = [start(), start()];
    whole.advance(40);
    early.advance(25);
    const late = start();
    late.load(early.weights(), 25);
    expect(late.step).toBe(25);
    late.advance(40);
    expect(late.weights()).toEqual(whole.weights());
  });

  test('does not go back', () => {
    const trainer = start();
    trainer.advance(3);
    expect(() => trainer.advance(2)).toThrow('advance: expected a step of at least 3, got 2');
  });

  test('sees the batches that the sampler draws; evaluation sees the evaluation law', () => {
    const flipped = { ...problem, departures: { ...NO_DEPARTURES, queryFlips: 0.5 } };
    const trainer = fusedTrainer(loadKernel(), conceptSetting(flipped, dictionary, 'full'), init, KEY);
    const sampler = new PromptSampler(loadKernel(), conceptSetting(flipped, dictionary).training);
    expect(trainer.batch(9)).toEqual(sampler.batch(KEY, 9, problem.B));
    const truth = new PromptSampler(loadKernel(), conceptSetting(flipped, dictionary).evaluation).batch([4, 4], 2, 100);
    for (const each of [trainer, start({ queryFlips: 0.5 })]) {
      const { label, sign } = each.evaluate([4, 4], 2, 100);
      expect({ label, sign }).toEqual({ label: truth.label, sign: truth.sign });
    }
  });

  test('evaluation of n prompts is the head of an evaluation of more', () => {
    const trainer = start();
    trainer.advance(20);
    const longer = trainer.evaluate([4, 4], 2, 300);
    const shorter = trainer.evaluate([4, 4], 2, 67);
    expect(shorter.f).toEqual(longer.f.slice(0, 67));
    expect(shorter.attention).toEqual(longer.attention.slice(0, 67 * problem.L));
  });

  test('cycles through a finite set of batches', () => {
    const trainer = start({ batches: 3 });
    expect(trainer.batch(4)).toEqual(trainer.batch(1));
    expect(trainer.batch(6)).toEqual(start({ batches: 7 }).batch(3));
    expect(trainer.batch(5)).not.toEqual(trainer.batch(4));
  });

  /** Weight decay with 1 − ηλ = −1e30: W_O is 1e29 after one step, has overflowed after two, and step 3 sees it. */
  test('stops at the first step whose loss is not finite, says what it was, and says so again', () => {
    const doomed = { ...problem, eta: 1, lambda: 1e30, departures: { ...NO_DEPARTURES, frozenAttention: 1 as const } };
    const trainer = fusedTrainer(loadKernel(), conceptSetting(doomed, dictionary), init, KEY);
    const divergence = { step: 3, what: expect.stringMatching(/^loss is (NaN|Infinity)$/) };
    expect(trainer.advance(50)).toEqual(divergence);
    expect(trainer.step).toBe(2);
    expect(trainer.advance(60)).toEqual(divergence);
    const again = fusedTrainer(loadKernel(), conceptSetting(doomed, dictionary), init, KEY);
    expect(again.advance(2)).toBeUndefined();
    expect(again.advance(3)).toEqual(divergence);
  });

  test.each(['WQ', 'WK', 'WO'] as const)('a NaN in %s is not silenced', (name) => {
    const trainer = start();
    const weights = trainer.weights();
    weights[name][5] = Number.NaN;
    trainer.load(weights, 0);
    expect(trainer.advance(5)).toEqual({ step: 1, what: 'loss is NaN' });
  });

  /** The promise of bit-identity on every machine and Node version. A change of the kernel's arithmetic changes it knowingly. */
  test('has these very bits', () => {
    const trainer = start();
    trainer.advance(200);
    const { WQ, WK, WO } = trainer.weights();
    const hash = createHash('sha256');
    for (const matrix of [WQ, WK, WO]) hash.update(new Uint8Array(matrix.buffer));
    expect(hash.digest('hex').slice(0, 16)).toBe('464f783967948a97');
  });
});

/** Each is asked of a trainer that has not been in the kernel's memory yet, as a witness asks. */
describe.each([
  ['concepts', conceptStart],
  ['patterns', patternStart],
] as const)('a fresh training on prompts of %s', (_, fresh) => {
  test.each([
    ['terms', (trainer: FusedTrainer) => trainer.terms(1)],
    ['batch', (trainer: FusedTrainer) => trainer.batch(1)],
    ['prompts', (trainer: FusedTrainer) => trainer.prompts([1, 2], 3, 5)],
    ['evaluate', (trainer: FusedTrainer) => trainer.evaluate([1, 2], 3, 5)],
    ['forwardBatch', (trainer: FusedTrainer) => trainer.forwardBatch(1)],
  ] as const)('answers %s first as it does later, with or without others before it', (_name, ask) => {
    const [first, later, other] = [fresh(), fresh(), fresh()];
    other.batch(1);
    const answer = ask(first);
    later.batch(1);
    expect(answer).toEqual(ask(later));
    expect(answer).toBeDefined();
  });
});

function conceptStart(): FusedTrainer {
  const problem = problemWith({ dX: 9, dY: 6, K1: 2, K2: 1, L: 4, m: 6, B: 5 });
  return fusedTrainer(
    loadKernel(),
    conceptSetting(problem, conceptDictionary(problem, [3, 0])),
    generalWeights(problem, 1),
    KEY,
  );
}

function patternStart(): FusedTrainer {
  const setting = patternSetting(
    referencePatterns,
    patternsOf(referencePatterns, [1, 2]),
    tasksOf(referencePatterns, [7, 8]),
  );
  return fusedTrainer(loadKernel(), setting, initialPatternWeights(referencePatterns, [3, 4]), KEY);
}
