import { conceptDictionary } from '../../../generators/concepts/dictionary';
import { type ConceptProblem, NO_DEPARTURES } from '../../../generators/concepts/problem';
import { referenceProblem } from '../../../generators/concepts/reference';
import { LAW_Z } from '../../../generators/laws';
import { Random } from '../../../generators/random';
import { initialWeights } from '../../concepts/weights';
import { stepRounding } from '../../reference/rounding';
import {
  backwardPrompt,
  forward,
  forwardPrompt,
  lossAndGradient,
  sgdStep,
  stepRule,
  toFloat64,
} from '../../reference/transformer';
import type { StreamKey } from '../../reference/types';
import { AWKWARD_SHAPES, type CaseShape, randomCase, worstShare } from '../../testing/fixtures';
import { conceptSetting } from '../concept-law';
import { loadKernel } from '../kernel';
import { Workspace } from '../memory';
import { loadBackend } from '../tfjs/backend';
import { tfjsTrainer } from '../tfjs/tfjs';
import { complete, directions, type Projected } from './completion';
import { exactProducts } from './exact-product';
import { float64Trainer } from './float64';
import { fusedTrainer } from './fused';
import { withCompanion } from './training-prompts';

jest.setTimeout(120_000);

const KEY: StreamKey = [11, 22];
const { abs, max, sqrt } = Math;

const product = exactProducts(Workspace.of(loadKernel()));

/** Normals for every part of a prompt, means included: nothing depends on where means come from. */
function projectedCase({ L, dX, dY }: CaseShape, seed: number): Projected & { X: Float64Array; Z: Float64Array } {
  const random = new Random([seed, 0xdefe]);
  const normals = (n: number) => Float64Array.from({ length: n }, () => random.normal());
  return {
    ...{ m: normals(L * dX), n: normals(L * dY), xq: normals(dX), label: seed % 2 === 0 ? 1 : -1, g: normals(L) },
    ...{ h: normals(dY), back: { w: normals(L), k: normals(dX) }, X: normals(L * dX), Z: normals(L * dY) },
  };
}

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, i) => max(most, abs(value - b[i]!)), 0);
};

/** The pass that reads projections, written down once more: from the formulas of docs/decisions/0011, not from the kernel. */
function projectedPass(w: ReturnType<typeof toFloat64>, p: Projected, sigma: number) {
  const [L, dX, dY] = [p.g.length, p.xq.length, p.h.length];
  const prompt = { n: 1, x: p.m, y: p.n, xq: p.xq, label: Float64Array.of(p.label) };
  const { v } = forwardPrompt(w, prompt, 0);
  const speed = sqrt(v.reduce((sum, x) => sum + x * x, 0));
  const scores = Array.from(p.g, (g, l) => sigma * speed * g + v.reduce((sum, x, i) => sum + x * p.m[l * dX + i]!, 0));
  const top = max(...scores);
  const e = scores.map((score) => Math.exp(score - top));
  const total = e.reduce((a, b) => a + b, 0);
  const s = e.map((value) => value / total);
  const size = sqrt(s.reduce((sum, x) => sum + x * x, 0));
  const mixed = Array.from(p.h, (h, i) => sigma * size * h + s.reduce((sum, x, l) => sum + x * p.n[l * dY + i]!, 0));
  return { L, v, speed, s, size, mixed };
}

describe('completion in float64', () => {
  test.each(Object.entries(AWKWARD_SHAPES))('gives back the pass that was taken: %s', (_, shape) => {
    const sigma = 0.3;
    const w = toFloat64(randomCase(shape, 3).weights);
    for (let seed = 0; seed < 40; seed++) {
      const p = projectedCase(shape, seed);
      const { x, y } = complete(p, directions(product, w, [p], sigma, 'logistic')[0]!, sigma, p.X, p.Z);
      const prompt = { n: 1, x, y, xq: p.xq, label: Float64Array.of(p.label) };
      const pass = forwardPrompt(w, prompt, 0);
      const want = projectedPass(w, p, sigma);
      expect(furthest(pass.s, want.s)).toBeLessThan(1e-12);
      expect(furthest(pass.mixed, want.mixed)).toBeLessThan(1e-12);
      const back = backwardPrompt(w, prompt, 0, pass, 1);
      const {
        g,
        back: { w: second, k },
      } = p as Required<Projected>;
      // y_l·δ and Σ c_l x_l by their projections.
      const delta = back.dValue;
      const far = sqrt(delta.reduce((sum, d) => sum + d * d, 0));
      const ofH = p.h.reduce((sum, h, i) => sum + h * delta[i]!, 0);
      const ofW = want.s.reduce((sum, s, l) => sum + (s * second[l]!) / want.size, 0);
      const sign = p.label < 0 ? 1 : -1; // the slope of the loss in f has the sign of −label, here it is 1
      const ds = want.s.map((s, l) => {
        const mean = delta.reduce((sum, d, i) => sum + d * p.n[l * shape.dY + i]!, 0);
        return mean + sigma * ((s / want.size) * ofH + sign * far * (second[l]! - (s / want.size) * ofW));
      });
      expect(furthest(back.ds, ds)).toBeLessThan(1e-11);
      const c = back.dz;
      const length = sqrt(c.reduce((sum, value) => sum + value * value, 0));
      const ofG = c.reduce((sum, value, l) => sum + value * g[l]!, 0);
      const unit = Array.from(want.v, (value) => value / want.speed);
      const ofK = unit.reduce((sum, value, i) => sum + value * k[i]!, 0);
      const dv = unit.map((value, i) => {
        const mean = c.reduce((sum, weight, l) => sum + weight * p.m[l * shape.dX + i]!, 0);
        return mean + sigma * (ofG * value + sign * length * (k[i]! - value * ofK));
      });
      if (length > 0) expect(furthest(back.dv, dv)).toBeLessThan(1e-11);
    }
  });

  /** All products of two entries of the noise of a prompt, over prompts: a matrix of 22 by 22, each mean within LAW_Z. */
  test.each([
    ['as stated', undefined],
    ['with the g of a demonstration for its w', (p: Projected) => ({ ...p, back: { ...p.back!, w: p.g } })],
    ['with h half as large', (p: Projected) => ({ ...p, h: p.h.map((h) => h / 2) })],
    ['with the first entries of h for g', (p: Projected) => ({ ...p, g: p.h.slice(0, p.g.length) })],
  ] as const)('has independent standard normals for noise, or is caught: %s', (_, wrong) => {
    const [shape, N, sigma] = [{ n: 1, L: 2, dX: 6, dY: 5, m: 4, attention: 0.5 }, 5000, 0.3];
    const w = toFloat64(randomCase(shape, 5).weights);
    const size = shape.L * (shape.dX + shape.dY);
    const sums = new Float64Array(size * size);
    for (let seed = 0; seed < N; seed++) {
      // Means and query stay: the directions along which noise is read then hardly vary, and what is wrong along them shows.
      const { m, n, xq, label } = projectedCase(shape, 0);
      const drawn = { ...projectedCase(shape, seed + 1), m, n, xq, label };
      const p = wrong ? { ...drawn, ...wrong(drawn) } : drawn;
      const { x, y } = complete(p, directions(product, w, [p], sigma, 'logistic')[0]!, sigma, drawn.X, drawn.Z);
      const noise = [...x.map((v, i) => (v - p.m[i]!) / sigma), ...y.map((v, i) => (v - p.n[i]!) / sigma)];
      for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) sums[i * size + j]! += noise[i]! * noise[j]!;
    }
    const scores = sums.map((sum, at) => {
      const same = Math.floor(at / size) === at % size;
      return (sum - (same ? N : 0)) / sqrt(N * (same ? 2 : 1));
    });
    const alarms = scores.filter((z) => abs(z) > LAW_Z).length;
    if (wrong) expect(alarms).toBeGreaterThan(0);
    else expect(alarms).toBe(0);
  });
});

const cases: Readonly<Record<string, Partial<ConceptProblem>>> = {
  reference: {},
  'nothing a multiple of four, much noise': { dX: 23, dY: 18, m: 22, L: 6, B: 20, p: 0.05, sigma: 0.3 },
  'more than a block, many features': { L: 2, B: 70, K1: 3, dX: 15, dY: 11, K2: 5, p: 0.3 },
  'one demonstration': { L: 1, K1: 2, K2: 1, dX: 9, dY: 5, m: 6, B: 5 },
  'no noise': { sigma: 0, dX: 20, dY: 14, m: 10, B: 9, p: 0.05 },
};

function trainingOf(change: Partial<ConceptProblem>) {
  const problem = { ...referenceProblem, ...change };
  const setting = conceptSetting(problem, conceptDictionary(problem, [3, 0]));
  const init = initialWeights(problem, [1, 2]);
  return { problem, setting, init, start: () => fusedTrainer(loadKernel(), setting, init, KEY) };
}

describe.each(Object.entries(cases))('a training that reads projections of the noise: %s', (_, change) => {
  const { problem, setting, start } = trainingOf(change);

  test('takes the step of float64 on the completed prompts, within what rounding explains', () => {
    const trainer = start();
    for (const t of [0, 30, 300]) {
      trainer.advance(t);
      const [weights, batch, rule] = [trainer.weights(), trainer.batch(t + 1), stepRule(setting.rule, t + 1)];
      const bound = stepRounding(weights, batch, rule, trainer.terms(t + 1));
      const exact = sgdStep(weights, batch, rule).weights;
      trainer.advance(t + 1);
      const share = worstShare(trainer.weights(), exact, bound);
      expect(share).toBeLessThan(1);
      expect(share).toBeGreaterThan(0);
      // What has been read does not change when it is asked for after the step.
      expect(trainer.batch(t + 1)).toEqual(batch);
    }
  });

  test('answers as float64 does to what it has read: training prompts, fresh ones, those of the last batch again', () => {
    const trainer = start();
    trainer.advance(60);
    const close = (batch: ReturnType<typeof trainer.batch>, answers: ReturnType<typeof trainer.evaluate>) => {
      const { f, attention } = forward(trainer.weights(), batch);
      // Ours: some hundred roundings of 2^-24 each, of numbers of size 1.
      expect(furthest(f, answers.f)).toBeLessThan(1e-5);
      expect(furthest(attention, answers.attention)).toBeLessThan(1e-5);
      expect([batch.label, batch.sign]).toEqual([answers.label, answers.sign]);
    };
    close(trainer.batch(61), trainer.evaluate(KEY, 61, problem.B, setting.training));
    close(trainer.prompts([4, 4], 2, 100), trainer.evaluate([4, 4], 2, 100));
    close(trainer.batch(60), trainer.answersInBatch(60, problem.B, setting.training));
  });

  test('knows what it last read after other weights were asked', () => {
    const trainer = start();
    trainer.advance(60);
    const own = { read: trainer.batch(60), weights: trainer.weights(), answers: trainer.evaluate([4, 4], 2, 100) };
    const others = { ...own.weights, WO: own.weights.WO.map((w) => 2 * w) };
    const doubled = trainer.answersOf(others, [4, 4], 2, 100);
    expect(doubled).toEqual({ ...own.answers, f: own.answers.f.map((f) => 2 * f) });
    expect([trainer.batch(60), trainer.weights(), trainer.evaluate([4, 4], 2, 100)]).toEqual(Object.values(own));
  });
});

test('its bound is tight enough to see 1 % too much of the MLP gradient and 20 % of either attention gradient', () => {
  const { setting, start } = trainingOf({});
  const trainer = start();
  const [weights, batch, rule] = [trainer.weights(), trainer.batch(1), stepRule(setting.rule, 1)];
  const bound = stepRounding(weights, batch, rule, trainer.terms(1));
  const { gradient } = lossAndGradient(weights, batch);
  const exact = sgdStep(weights, batch, rule).weights;
  for (const [name, fraction] of [
    ['WO', 0.01],
    ['WQ', 0.2],
    ['WK', 0.2],
  ] as const) {
    const off = exact[name].map((value, i) => value - fraction * rule.eta * gradient[name][i]!);
    expect(worstShare({ ...exact, [name]: off }, exact, bound)).toBeGreaterThan(1);
  }
});

/** Rounding is carried along: ours, a hundred times the largest deviation seen (1e-6 in weights of size 1). */
test('a training in float64 that follows sees the same prompts and ends where the fused one does', () => {
  const { setting, init, start } = trainingOf({ sigma: 0.2, p: 0.05 });
  const fused = start();
  const exact = float64Trainer(setting, init, withCompanion(start()));
  for (const to of [1, 20, 60]) {
    for (const trainer of [fused, exact]) trainer.advance(to);
    for (const name of ['WQ', 'WK', 'WO'] as const) {
      expect(furthest(fused.weights()[name], exact.weights()[name])).toBeLessThan(1e-4);
    }
    const [a, b] = [fused, exact].map((trainer) => trainer.evaluate([4, 4], to, 70));
    expect([b!.label, b!.sign]).toEqual([a!.label, a!.sign]);
    expect(furthest(a!.f, b!.f)).toBeLessThan(1e-3);
    const [last, again] = [fused, exact].map((trainer) => trainer.answersInBatch(to, 50, setting.training));
    expect(again!.label).toEqual(last!.label);
    expect(furthest(last!.f, again!.f)).toBeLessThan(1e-3);
  }
});

/** Noise is completed from the weights of the companion, which are apart from the follower's by rounding. */
test('a training on tfjs that follows goes on from its weights and its companion’s, and from both only', async () => {
  const { setting, init, start } = trainingOf({ sigma: 0.2, p: 0.05 });
  const backend = await loadBackend(['wasm']);
  const following = () => tfjsTrainer(backend, setting, init, KEY, start());
  const [first, restarted, alone] = [following(), following(), following()];
  first.advance(40);
  const [weights, beside] = [first.weights(), first.beside!()];
  restarted.load(weights, 40, beside);
  alone.load(weights, 40);
  for (const trainer of [first, restarted, alone]) trainer.advance(43);
  expect(restarted.weights()).toEqual(first.weights());
  expect(restarted.beside!()).toEqual(first.beside!());
  expect(alone.weights()).not.toEqual(first.weights());
});

test('a batch that no step is at is refused, unless weights never move', () => {
  const { start, setting, init } = trainingOf({});
  const trainer = start();
  trainer.advance(5);
  expect(() => trainer.batch(3)).toThrow('batch: expected the step 6 or the one just taken, got 3');
  const frozen = { attention: true, value: true, mlp: true };
  const still = fusedTrainer(loadKernel(), { ...setting, rule: { ...setting.rule, frozen } }, init, KEY);
  expect(still.batch(3).n).toBe(setting.rule.B);
});

test('a finite set of batches is drawn in full: the same prompts whenever they come up, whatever the weights are', () => {
  const departures = { ...NO_DEPARTURES, batches: 3 };
  const { start, setting } = trainingOf({ departures });
  expect(setting.training.deferred).toBeUndefined();
  const trainer = start();
  const before = trainer.batch(2);
  trainer.advance(40);
  expect(trainer.batch(2)).toEqual(before);
  expect(trainer.batch(5)).toEqual(before);
});

/** At the same weights: what is read of prompts drawn as projections, and of prompts drawn in full, has the same law. */
test('answers have the law that they have for prompts drawn in full', () => {
  const { problem, setting, start } = trainingOf({ sigma: 0.4, p: 0.05, L: 4 });
  const trainer = start();
  trainer.advance(80);
  const full = conceptSetting(problem, conceptDictionary(problem, [3, 0]), 'full');
  const N = 60_000;
  const statistics = (law: typeof setting.training, key: StreamKey) => {
    const { f, attention, label, sign } = trainer.evaluate(key, 1, N, law);
    const margins = f.map((value, b) => value * label[b]!);
    const mass = f.map((_, b) => problemMass(attention, sign, label[b]!, b, problem.L));
    const squares = f.map((_, b) => attention.subarray(b * 4, b * 4 + 4).reduce((sum, s) => sum + s * s, 0));
    const errors = margins.map((margin) => (margin > 0 ? 0 : 1));
    return [margins, margins.map((x) => x * x), mass, mass.map((x) => x * x), squares, errors];
  };
  const [ours, theirs] = [statistics(setting.training, [1, 2]), statistics(full.training, [3, 4])];
  const z = ours.map((values, i) => difference(values, theirs[i]!));
  for (const score of z) expect(abs(score)).toBeLessThan(LAW_Z);
  // A law with noise a twentieth larger is told apart.
  const wider = { ...problem, sigma: 1.05 * problem.sigma };
  const other = statistics(conceptSetting(wider, conceptDictionary(problem, [3, 0])).training, [5, 6]);
  expect(max(...other.map((values, i) => abs(difference(values, theirs[i]!))))).toBeGreaterThan(LAW_Z);
});

function problemMass(attention: Float32Array, sign: Float32Array, label: number, b: number, L: number): number {
  let mass = 0;
  for (let l = 0; l < L; l++) if (sign[b * L + l] === label) mass += attention[b * L + l]!;
  return mass;
}

/** Difference of two means in standard errors. */
function difference(a: Float32Array, b: Float32Array): number {
  const moments = (values: Float32Array) => {
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    return { mean, variance: values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length ** 2 };
  };
  const [one, other] = [moments(a), moments(b)];
  return (one.mean - other.mean) / sqrt(one.variance + other.variance);
}
