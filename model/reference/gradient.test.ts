/**
 * Gradients three times over one table of shapes, for the models of both papers: closed form in float64, closed form in the
 * fused engine, autodiff in tfjs. (The float64 closed form is held against central differences in transformer.test.ts.) A
 * gradient is read off one step with a large step size, and "equal" means within the derived rounding bound: half of it for
 * one implementation against float64.
 */
import { conceptDictionary } from '../../generators/concepts/dictionary';
import { NO_DEPARTURES } from '../../generators/concepts/problem';
import { patternsOf } from '../../generators/patterns/patterns';
import { NO_PATTERN_DEPARTURES } from '../../generators/patterns/problem';
import { conceptSetting } from '../engines/concept-law';
import { fusedTrainer } from '../engines/fused/fused';
import { loadKernel } from '../engines/kernel';
import type { PromptLaw, TrainingSetup } from '../engines/law';
import { patternSetting } from '../engines/pattern-law';
import { PromptSampler } from '../engines/sampler';
import { type BackendName, loadBackend } from '../engines/tfjs/backend';
import { tfjsTrainer } from '../engines/tfjs/tfjs';
import {
  AWKWARD_SHAPES,
  axisPatterns,
  type CaseShape,
  plainRule,
  randomCase,
  tokenShape,
  unwrittenLaw,
  worstShare,
} from '../testing/fixtures';
import { stepRounding } from './rounding';
import { sgdStep, stepRule } from './transformer';
import type { Batch, Loss, TrainingRule, Weights } from './types';

const SEEDS = [1, 2, 3, 4, 5];

interface Variant {
  readonly loss: Loss;
  readonly shape: (shape: CaseShape) => CaseShape;
  /** The fewest entries that its inputs and its labels can have. */
  readonly least: number;
  readonly setting: (shape: CaseShape) => TrainingSetup;
}

const VARIANTS: Readonly<Record<string, Variant>> = {
  bu2024: { loss: 'logistic', shape: (shape) => shape, least: 2, setting: concepts },
  li2024: { loss: 'hinge', shape: tokenShape, least: 4, setting: patterns },
};

/** One concept, so at least two dimensions. All demonstrations carry the sign +1, so that L may be odd. */
function concepts({ L, dX, dY, m, n }: CaseShape): TrainingSetup {
  const law = { K1: 1, K2: 0, kappaX: 0.2, kappaY: 0.3, sigma: 0.3, p: 0, pNu: 0, sigma0: 1, sigma1: 0.1 };
  const departures = { ...NO_DEPARTURES, positives: 1 };
  const problem = { ...law, eta: 1, lambda: 0, L, dX, dY, m, B: n, departures };
  return conceptSetting(problem, conceptDictionary(problem, [5, 6]));
}

/** Two relevant patterns and an irrelevant one; what is left of a token is its label. */
function patterns({ L, dX: d, m, n }: CaseShape): TrainingSetup {
  const law = {
    M1: 2,
    M2: 1,
    M1Out: 2,
    K: 0.5,
    beta: 1.5,
    shifts: 1,
    S1: 1,
    alpha: 1,
    alphaTest: 1,
    delta: 0.2,
    eta: 1,
  };
  const departures = NO_PATTERN_DEPARTURES;
  const problem = { ...law, dX: 3, dY: d - 3, l: L, lTest: L, m, B: n, departures };
  const [one, other] = [[0, 1] as const, [1, 0] as const];
  return patternSetting(problem, patternsOf(problem, [5, 6]), { training: [one, other], heldOut: [one] });
}

const CASES = Object.entries(VARIANTS).flatMap(([paper, variant]) =>
  Object.entries(AWKWARD_SHAPES).map(([name, shape]) => [`${paper}: ${name}`, variant, variant.shape(shape)] as const),
);

function ruleOf({ loss }: Variant, shape: CaseShape): TrainingRule {
  return plainRule(shape, { loss, eta: 50, lambda: 0.001 });
}

function shareAgainstFloat64(after: Weights, weights: Weights, batch: Batch, rule: TrainingRule): number {
  const step = stepRule(rule, 1);
  return worstShare(after, sgdStep(weights, batch, step).weights, stepRounding(weights, batch, step));
}

async function backendNamed(name: BackendName) {
  const backend = await loadBackend([name]);
  await backend.tf.setBackend(name); // another test may have activated another one
  return backend;
}

/** Weights after one step by autodiff on a given batch. */
async function autodiffStep(name: BackendName, rule: TrainingRule, shape: CaseShape, weights: Weights, batch: Batch) {
  const law = unwrittenLaw(shape);
  const setting = { rule, training: law, evaluation: law };
  const training = tfjsTrainer(await backendNamed(name), setting, weights, [0, 0], () => ({ batch: () => batch }));
  expect(training.advance(1)).toBeUndefined();
  return training.weights();
}

describe.each(['wasm', 'cpu'] as const)('autodiff on %s', (name) => {
  test.each(CASES)('%s', async (_, variant, shape) => {
    const rule = ruleOf(variant, shape);
    for (const seed of SEEDS) {
      const { weights, batch } = randomCase(shape, seed);
      const after = await autodiffStep(name, rule, shape, weights, batch);
      expect(shareAgainstFloat64(after, weights, batch, rule)).toBeLessThan(0.5);
    }
  });
});

const FEASIBLE = CASES.filter(([, { least }, { dX, dY }]) => Math.min(dX, dY) >= least);

describe('the fused engine', () => {
  test.each(FEASIBLE)('%s', async (_, variant, shape) => {
    const rule = ruleOf(variant, shape);
    const setting = { ...variant.setting(shape), rule };
    for (const seed of SEEDS) {
      const { weights } = randomCase(shape, seed);
      const training = fusedTrainer(loadKernel(), setting, weights, [seed, 9]);
      const batch = training.batch(1);
      expect(batch.y === batch.x).toBe(shape.shared ?? false);
      expect(training.advance(1)).toBeUndefined();
      const after = training.weights();
      expect(shareAgainstFloat64(after, weights, batch, rule)).toBeLessThan(0.5);
      const autodiff = await autodiffStep('wasm', rule, shape, weights, batch);
      expect(worstShare(after, autodiff, stepRounding(weights, batch, stepRule(rule, 1)))).toBeLessThan(1);
    }
  });

  test('prompts exactly at the kink of the hinge move nothing', () => {
    const shape = { n: 16, L: 1, dX: 4, dY: 4, m: 1, attention: 0, value: true, shared: true };
    const law = { M1: 2, M2: 1, M1Out: 2, K: 0, beta: 2, shifts: 1, S1: 1, alpha: 1, alphaTest: 1, delta: 0, eta: 1 };
    const problem = { ...law, dX: 3, dY: 1, l: 1, lTest: 1, m: 1, B: 16, departures: NO_PATTERN_DEPARTURES };
    const tasks = [[0, 1] as const];
    const setting = patternSetting(problem, axisPatterns(problem), { training: tasks, heldOut: tasks });
    // Either relevant pattern is twice an axis, so f = 1 exactly: a label +1 is at the kink, a label −1 on the steep side.
    const WV = Float32Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 1 : 0));
    const head = { WV, WO: Float32Array.of(0.5, 0.5, 0, 0), r: Float32Array.of(1) };
    const training = fusedTrainer(loadKernel(), setting, { ...randomCase(shape, 1).weights, ...head }, [1, 9]);
    const { x, label } = training.batch(1);
    expect(new Set(label)).toEqual(new Set([1, -1]));
    training.advance(1);
    // A steep prompt has loss 1 + f, and ∂f/∂W_O is its token.
    const moved = (w: number, j: number) => label.reduce((sum, z, b) => (z < 0 ? sum - x[4 * b + j]! / 16 : sum), w);
    expect(training.weights().WO).toEqual(head.WO.map(moved));
  });

  test.each(Object.entries(VARIANTS))(
    '%s: draws the batches that the tfjs engine draws, and diverges at the same step',
    async (_, variant) => {
      const shape = variant.shape(AWKWARD_SHAPES.plain!);
      const setting = { ...variant.setting(shape), rule: { ...ruleOf(variant, shape), eta: 1e30 } };
      const { weights } = randomCase(shape, 1);
      const fused = fusedTrainer(loadKernel(), setting, weights, [7, 9]);
      const seen = () => fusedTrainer(loadKernel(), setting, weights, [7, 9]);
      const source = setting.training.deferred ? seen() : (law: PromptLaw) => new PromptSampler(loadKernel(), law);
      const tfjs = tfjsTrainer(await backendNamed('wasm'), setting, weights, [7, 9], source);
      expect(fused.batch(1)).toEqual(tfjs.batch(1));
      expect(fused.evaluate([1, 2], 0, 9).label).toEqual(tfjs.evaluate([1, 2], 0, 9).label);
      const divergence = fused.advance(50);
      expect(divergence).toEqual(tfjs.advance(50));
      expect(divergence).toBeDefined();
      expect(fused.step).toBe(tfjs.step);
    },
  );
});
