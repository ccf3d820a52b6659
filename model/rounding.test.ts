import { conceptDictionary } from '../generators/concepts/dictionary';
import { NO_DEPARTURES } from '../generators/concepts/problem';
import { loadBackend } from './engines/backend';
import { fusedTrainer } from './engines/fused';
import { loadKernel } from './engines/kernel';
import { tfjsTrainer } from './engines/tfjs';
import { AWKWARD_SHAPES, randomCase } from './fixtures';
import { stepRounding } from './rounding';
import { lossAndGradient, sgdStep, type Trained } from './transformer';
import type { Batch, Weights } from './types';
import { initialWeights } from './weights';

const NAMES = ['WQ', 'WK', 'WO'] as const;
const REF = {
  ...{ K1: 4, K2: 4, dX: 40, dY: 40, L: 8, m: 50, B: 32, eta: 10, lambda: 1e-4, sigma0: 1, sigma1: 0.1 },
  ...{ kappaX: 0.3, kappaY: 0.3, sigma: 0.05, p: 0, pNu: 0.25, departures: NO_DEPARTURES },
};
/** Problems at several corners of the region that is checked, with the steps at which a window is compared. */
const PROBLEMS = {
  reference: REF,
  'short prompts, polysemy': { ...REF, K1: 2, K2: 6, dX: 21, dY: 22, L: 4, m: 96, B: 16, p: 0.02, eta: 9.6 },
  'long prompts, large steps': {
    ...REF,
    K1: 6,
    dX: 48,
    dY: 48,
    L: 16,
    m: 32,
    B: 64,
    kappaX: 0.4,
    eta: 6.4,
    sigma0: 0.7,
  },
};
const STAGES = [0, 0.5, 1];

/** The next step after a share of the horizon, and everything that is compared about it. */
async function moment(problem: typeof REF, stage: number) {
  const step = Math.round((stage * 12 * problem.m * problem.K1) / problem.eta);
  const dictionary = conceptDictionary(problem, [1, 2]);
  const training = fusedTrainer(loadKernel(), problem, dictionary, initialWeights(problem, [3, 4]), [5, 6]);
  training.advance(step);
  const [weights, batch] = [training.weights(), training.batch(step + 1)];
  training.advance(step + 1);
  const autodiff = await autodiffStep(problem, weights, batch);
  const { gradient } = lossAndGradient(weights, batch);
  const bound = stepRounding(weights, batch, problem);
  return {
    weights,
    gradient,
    bound,
    exact: sgdStep(weights, batch, problem).weights,
    fused: training.weights(),
    autodiff,
  };
}

async function autodiffStep(problem: typeof REF, weights: Weights, batch: Batch): Promise<Weights> {
  const source = { batch: () => batch };
  const training = tfjsTrainer(await loadBackend(['wasm']), problem, weights, [5, 6], {
    training: source,
    evaluation: source,
  });
  training.advance(1);
  return training.weights();
}

type Step = Record<keyof Trained, Float32Array | Float64Array>;

/** Largest difference, as a share of the bound on the difference of two implementations. */
function worstShare(one: Step, other: Step, bound: Trained): number {
  const ofOne = (name: keyof Trained) =>
    bound[name].reduce((worst, allowed, i) => Math.max(worst, Math.abs(one[name][i]! - other[name][i]!) / allowed), 0);
  return Math.max(...NAMES.map(ofOne));
}

/** The exact step with an error planted: some matrices' gradients a given fraction too large. */
function planted(
  problem: typeof REF,
  exact: Trained,
  gradient: Trained,
  fraction: number,
  names: readonly (keyof Trained)[],
): Step {
  const off = (name: keyof Trained) =>
    exact[name].map((value, i) => value - fraction * problem.eta * gradient[name][i]!);
  return { ...exact, ...Object.fromEntries(names.map((name) => [name, off(name)])) };
}

/**
 * Measured shares of the bound. Correct steps: each engine against float64 up to 0.19, the engines against each other up to
 * 0.08. Planted: 1 % too much of the gradient of W_Q, W_K, W_O gives 3–4, 3–4, 47–330 at the start and 0.03–2, 0.04–3, 8–52
 * at the horizon, where attention hardly moves any more. So 1 % of any factor is seen at the start, and of a factor that all
 * gradients share at every stage. A step without decay gives 640–1100 at the start.
 */
describe.each(Object.entries(PROBLEMS))('%s', (_, problem) => {
  test.each(STAGES)('at %d of the horizon', async (stage) => {
    const { weights, gradient, bound, exact, fused, autodiff } = await moment(problem, stage);
    expect(worstShare(fused, exact, bound)).toBeLessThan(0.5);
    expect(worstShare(autodiff, exact, bound)).toBeLessThan(0.5);
    expect(worstShare(fused, autodiff, bound)).toBeLessThan(1);
    const seen = (fraction: number, ...names: (keyof Trained)[]) =>
      worstShare(planted(problem, exact, gradient, fraction, names), exact, bound);
    expect(seen(0.01, 'WO')).toBeGreaterThan(1);
    const undecayed = exact.WQ.map((value, i) => value + problem.eta * problem.lambda * weights.WQ[i]!);
    if (stage === 0) expect(worstShare({ ...exact, WQ: undecayed }, exact, bound)).toBeGreaterThan(1);
  });
});

/**
 * A single step may lose its power over W_Q and W_K to a neuron that happens to be within rounding of its kink (measured: 1 in
 * 12 of these), so what counts is the share of steps that see the fault. A witness looks at dozens.
 */
test.each(Object.entries(PROBLEMS))(
  '%s: most first steps see 1 %% too much of either attention gradient',
  (_, problem) => {
    const weights = initialWeights(problem, [3, 4]);
    const training = fusedTrainer(loadKernel(), problem, conceptDictionary(problem, [1, 2]), weights, [5, 6]);
    const seen = Array.from({ length: 12 }, (_, i) => {
      const batch = training.batch(i + 1);
      const { gradient } = lossAndGradient(weights, batch);
      const exact = sgdStep(weights, batch, problem).weights;
      const bound = stepRounding(weights, batch, problem);
      const share = (name: keyof Trained) => worstShare(planted(problem, exact, gradient, 0.01, [name]), exact, bound);
      return share('WQ') > 1 && share('WK') > 1;
    });
    expect(seen.filter(Boolean).length).toBeGreaterThan(4);
  },
);

test('frozen matrices may not differ at all', () => {
  const { weights, batch } = randomCase(AWKWARD_SHAPES.plain!, 1);
  const bound = stepRounding(weights, batch, { eta: 1, lambda: 0.1, frozenAttention: 1 });
  expect([...bound.WQ, ...bound.WK].every((b) => b === 0)).toBe(true);
  expect(bound.WO.every((b) => b > 0)).toBe(true);
});

test('a neuron within its own rounding of 0 may take either side of the kink, no other', () => {
  const one = Float32Array.of(1);
  const batch = { n: 1, x: one, y: Float32Array.of(1, 1), xq: one, label: one, sign: one };
  const boundWith = (second: number) =>
    stepRounding({ WQ: one, WK: one, WO: Float32Array.of(1, second), r: one }, batch, { eta: 1, lambda: 0 }).WO[0]!;
  // At h = 0 the slope is 1/2 and the mixed label 1: two implementations may differ by the whole step, 1/2, on either side.
  expect(boundWith(-1)).toBeCloseTo(1, 4);
  expect(boundWith(-1 + 2 ** -22)).toBeCloseTo(1, 4);
  expect(boundWith(-0.99)).toBeLessThan(1e-5);
  expect(boundWith(-1.01)).toBeLessThan(1e-5);
});
