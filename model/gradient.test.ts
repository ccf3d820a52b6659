/**
 * Gradients three times over one table of shapes: closed form in float64, closed form in the fused engine, autodiff in tfjs.
 * (The float64 closed form is held against central differences in transformer.test.ts.) A gradient is read off one step with a
 * large step size, and "equal" means within the derived rounding bound: half of it for one implementation against float64.
 */
import { conceptDictionary } from '../generators/concepts/dictionary';
import { NO_DEPARTURES } from '../generators/concepts/problem';
import { type BackendName, loadBackend } from './engines/backend';
import { fusedTrainer } from './engines/fused';
import { loadKernel } from './engines/kernel';
import { PromptSampler } from './engines/sampler';
import { type PromptSource, tfjsTrainer } from './engines/tfjs';
import { AWKWARD_SHAPES, type CaseShape, randomCase } from './fixtures';
import { stepRounding } from './rounding';
import { sgdStep, type Trained } from './transformer';
import type { Batch, Weights } from './types';

const RULE = { eta: 50, lambda: 0.001 };
const NAMES = ['WQ', 'WK', 'WO'] as const;
const SEEDS = [1, 2, 3, 4, 5];

function problemOf(shape: CaseShape) {
  const { L, dX, dY, m, n } = shape;
  const law = { K1: 1, K2: 0, kappaX: 0.2, kappaY: 0.3, sigma: 0.3, p: 0, pNu: 0, sigma0: 1, sigma1: 0.1 };
  // All demonstrations carry the sign +1, so that L may be odd.
  return { ...law, ...RULE, L, dX, dY, m, B: n, departures: { ...NO_DEPARTURES, positives: 1 } };
}

/** Largest difference, as a share of the bound on the difference of two implementations. */
function worstShare(after: Record<keyof Trained, ArrayLike<number>>, other: Trained, bound: Trained): number {
  const shares = NAMES.flatMap((name) =>
    Array.from(bound[name], (allowed, i) => Math.abs(after[name][i]! - other[name][i]!) / allowed),
  );
  return shares.reduce((a, share) => Math.max(a, share), 0);
}

function shareAgainstFloat64(after: Weights, weights: Weights, batch: Batch): number {
  return worstShare(after, sgdStep(weights, batch, RULE).weights, stepRounding(weights, batch, RULE));
}

async function backendNamed(name: BackendName) {
  const backend = await loadBackend([name]);
  await backend.tf.setBackend(name); // another test may have activated another one
  return backend;
}

/** Weights after one step by autodiff on a given batch. */
async function autodiffStep(name: BackendName, shape: CaseShape, weights: Weights, batch: Batch): Promise<Weights> {
  const source: PromptSource = { batch: () => batch };
  const backend = await backendNamed(name);
  const training = tfjsTrainer(backend, problemOf(shape), weights, [0, 0], { training: source, evaluation: source });
  expect(training.advance(1)).toBeUndefined();
  return training.weights();
}

describe.each(['wasm', 'cpu'] as const)('autodiff on %s', (name) => {
  test.each(Object.entries(AWKWARD_SHAPES))('%s', async (_, shape) => {
    for (const seed of SEEDS) {
      const { weights, batch } = randomCase(shape, seed);
      const after = await autodiffStep(name, shape, weights, batch);
      expect(shareAgainstFloat64(after, weights, batch)).toBeLessThan(0.5);
    }
  });
});

/** One concept needs two dimensions. */
const FEASIBLE = Object.entries(AWKWARD_SHAPES).filter(([, { dX, dY }]) => Math.min(dX, dY) >= 2);

describe('the fused engine', () => {
  test.each(FEASIBLE)('%s', async (_, shape) => {
    const problem = problemOf(shape);
    const dictionary = conceptDictionary(problem, [5, 6]);
    for (const seed of SEEDS) {
      const { weights } = randomCase(shape, seed);
      const training = fusedTrainer(loadKernel(), problem, dictionary, weights, [seed, 9]);
      const batch = training.batch(1);
      expect(training.advance(1)).toBeUndefined();
      const after = training.weights();
      expect(shareAgainstFloat64(after, weights, batch)).toBeLessThan(0.5);
      const autodiff = await autodiffStep('wasm', shape, weights, batch);
      const asTrained = { ...autodiff } as unknown as Trained;
      expect(worstShare(after, asTrained, stepRounding(weights, batch, RULE))).toBeLessThan(1);
    }
  });

  test('draws the batches that the tfjs engine draws, and diverges at the same step', async () => {
    const problem = { ...problemOf(AWKWARD_SHAPES.plain!), eta: 1e30 };
    const dictionary = conceptDictionary(problem, [5, 6]);
    const { weights } = randomCase(AWKWARD_SHAPES.plain!, 1);
    const fused = fusedTrainer(loadKernel(), problem, dictionary, weights, [7, 9]);
    const law = (name: 'training' | 'evaluation') => new PromptSampler(loadKernel(), problem, dictionary, name);
    const prompts = { training: law('training'), evaluation: law('evaluation') };
    const tfjs = tfjsTrainer(await backendNamed('wasm'), problem, weights, [7, 9], prompts);
    expect(fused.batch(3)).toEqual(tfjs.batch(3));
    expect(fused.evaluate([1, 2], 0, 9).label).toEqual(tfjs.evaluate([1, 2], 0, 9).label);
    expect(fused.advance(50)).toEqual(tfjs.advance(50));
    expect(fused.step).toBe(tfjs.step);
  });
});
