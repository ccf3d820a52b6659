import type { Dictionary } from '../../generators/concepts/dictionary';
import { conceptDictionary } from '../../generators/concepts/dictionary';
import { type ConceptProblem, type Departures, NO_DEPARTURES } from '../../generators/concepts/problem';
import { Random } from '../../generators/random';
import type { Batch, Key, Weights } from '../types';
import { fusedTrainer } from './fused';
import { loadKernel } from './kernel';
import { PromptSampler } from './sampler';

jest.setTimeout(60_000);

const KEY: Key = [11, 22];

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
function lossOf(problem: ConceptProblem, w: Record<keyof Weights, ArrayLike<number>>, batch: Batch): number {
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

function centralDifferences(problem: ConceptProblem, weights: Weights, batch: Batch, name: 'WQ' | 'WK' | 'WO') {
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
  const trainer = fusedTrainer(loadKernel(), problem, dictionary, weights, KEY);
  const batch = trainer.batch(1);
  expect(trainer.advance(1)).toBeUndefined();
  const after = trainer.weights();
  const moved = (name: 'WQ' | 'WK' | 'WO') =>
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
    // Rounding of the step itself: half an ulp of every weight over eta; plus 2e-4 of the gradient for float32 sums.
    const rounding = norm(Float64Array.from(weights[name], (w) => (Math.abs(w) * 2 ** -24) / problem.eta));
    expect(error).toBeLessThan(2e-4 * norm(expected) + 2 * rounding + 1e-9);
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
});
