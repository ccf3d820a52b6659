import { conceptDictionary } from '../../generators/concepts/dictionary';
import { type ConceptProblem, NO_DEPARTURES } from '../../generators/concepts/problem';
import { patternsOf } from '../../generators/patterns/patterns';
import type { PatternProblem } from '../../generators/patterns/problem';
import { referencePatterns } from '../../generators/patterns/reference';
import { tasksOf } from '../../generators/patterns/tasks';
import { initialWeights } from '../concepts/weights';
import { conceptSetting } from '../engines/concept-law';
import { fusedTrainer } from '../engines/fused/fused';
import { loadKernel } from '../engines/kernel';
import type { TrainingSetup } from '../engines/law';
import { patternSetting } from '../engines/pattern-law';
import { loadBackend } from '../engines/tfjs/backend';
import { tfjsTrainer } from '../engines/tfjs/tfjs';
import { initialPatternWeights } from '../patterns/weights';
import { AWKWARD_SHAPES, type Matrices, randomCase, tokenShape, worstShare } from '../testing/fixtures';
import { stepRounding, type Terms } from './rounding';
import { lossAndGradient, sgdStep, stepRule, type Trained } from './transformer';
import type { Batch, Weights } from './types';

const REF = {
  ...{ K1: 4, K2: 4, dX: 40, dY: 40, L: 8, m: 50, B: 32, eta: 10, lambda: 1e-4, sigma0: 1, sigma1: 0.1 },
  ...{ kappaX: 0.3, kappaY: 0.3, sigma: 0.05, p: 0, pNu: 0.25, departures: NO_DEPARTURES },
};

interface Row {
  readonly setting: TrainingSetup;
  readonly init: Weights;
  /** Steps that still have a gradient: from some step on the hinge loss of whole batches is 0. */
  readonly horizon: number;
  /** What is seen at every stage: this fraction too much of the gradients of these matrices, of each by itself. */
  readonly always: { readonly fraction: number; readonly of: readonly (keyof Trained)[] };
}

function concepts(problem: ConceptProblem): Row {
  return {
    // Prompts drawn in full: what rounding does where noise is read through its projections, engines/deferred.test.ts has.
    setting: conceptSetting(problem, conceptDictionary(problem, [1, 2]), 'full'),
    init: initialWeights(problem, [3, 4]),
    horizon: Math.round((12 * problem.m * problem.K1) / problem.eta),
    always: { fraction: 0.01, of: ['WO'] },
  };
}

function patterns(problem: PatternProblem): Row {
  return {
    setting: patternSetting(problem, patternsOf(problem, [1, 2]), tasksOf(problem, [7, 8])),
    init: initialPatternWeights(problem, [3, 4]),
    horizon: 20,
    always: { fraction: 0.02, of: ['WV', 'WO'] },
  };
}

/** Problems at several corners of the regions that are checked, with the steps at which a window is compared. */
const PROBLEMS: Readonly<Record<string, Row>> = {
  'bu2024: reference': concepts(REF),
  'bu2024: short prompts, polysemy': concepts({
    ...{ ...REF, K1: 2, K2: 6, dX: 21, dY: 22, L: 4 },
    ...{ m: 96, B: 16, p: 0.02, eta: 9.6 },
  }),
  'bu2024: long prompts, large steps': concepts({
    ...{ ...REF, K1: 6, dX: 48, dY: 48, L: 16 },
    ...{ m: 32, B: 64, kappaX: 0.4, eta: 6.4, sigma0: 0.7 },
  }),
  'li2024: reference': patterns(referencePatterns),
  'li2024: short prompts, small batches': patterns({
    ...{ ...referencePatterns, M1: 4, M1Out: 4, shifts: 2, M2: 11, dX: 17, dY: 5 },
    ...{ l: 9, alpha: 1, m: 30, B: 16, eta: 0.5 },
  }),
};
const STAGES = [0, 0.5, 1];

/** The next step after a share of the horizon, and everything that is compared about it. */
async function moment({ setting, init, horizon }: Row, stage: number) {
  const step = Math.round(stage * horizon);
  const training = fusedTrainer(loadKernel(), setting, init, [5, 6]);
  training.advance(step);
  const [weights, batch, terms] = [training.weights(), training.batch(step + 1), training.terms(step + 1)];
  training.advance(step + 1);
  const autodiff = await autodiffStep(setting, weights, batch);
  return { weights, fused: training.weights(), autodiff, ...atHand(setting, weights, batch, step + 1, terms) };
}

/** One step in float64: its outcome, its gradient, and the bound. */
function atHand({ rule }: TrainingSetup, weights: Weights, batch: Batch, t: number, terms: Terms | undefined) {
  const step = stepRule(rule, t);
  const { gradient } = lossAndGradient(weights, batch, rule.loss);
  const exact = sgdStep(weights, batch, step).weights;
  return { gradient, exact, bound: stepRounding(weights, batch, step, terms) };
}

async function autodiffStep(setting: TrainingSetup, weights: Weights, batch: Batch): Promise<Weights> {
  const training = tfjsTrainer(await loadBackend(['wasm']), setting, weights, [5, 6], () => ({ batch: () => batch }));
  training.advance(1);
  return training.weights();
}

/** Share of the bound that an error takes up: one matrix's gradient a given fraction too large. */
function planted(
  { eta }: { readonly eta: number },
  { exact, gradient, bound }: { readonly exact: Trained; readonly gradient: Trained; readonly bound: Trained },
  fraction: number,
  name: keyof Trained,
): number {
  const off = exact[name]!.map((value, i) => value - fraction * eta * gradient[name]![i]!);
  return worstShare({ ...exact, [name]: off } as Matrices, exact, bound);
}

/**
 * Measured shares of the bound, bu2024: correct steps, each engine against float64 up to 0.24, the engines against each other
 * up to 0.08. Planted: 1 % too much of the gradient of W_Q, W_K, W_O gives 0.2–4, 0.2–4, 44–300 at the start and 0.004–0.6,
 * 0.02–1.3, 8–49 at the horizon, where attention hardly moves any more. So 1 % of any factor is seen at most starts, and of a
 * factor that all gradients share at every stage. A step without decay gives 640–1100 at the start.
 *
 * li2024: correct steps up to 0.12 and 0.13. Planted: 1 % of W_Q, W_K, W_V, W_O gives 1.5–47, 2.7–49, 1.02–115, 15–355 at
 * every stage, since gradients vanish prompt by prompt and not slowly. With prompts read as sums of features, whose bound is
 * coarser, 2 % of W_Q, W_K, W_V, W_O gives 0.14–15, 0.14–15, 1.2–7, 20–47 in 16 steps; below 1 in five of them, where a neuron
 * or a prompt is within rounding of its kink.
 */
describe.each(Object.entries(PROBLEMS))('%s', (_name, row) => {
  const { rule } = row.setting;

  test.each(STAGES)('at %d of the horizon', async (stage) => {
    const now = await moment(row, stage);
    const { weights, bound, exact, fused, autodiff } = now;
    expect(worstShare(fused, exact, bound)).toBeLessThan(0.5);
    expect(worstShare(autodiff, exact, bound)).toBeLessThan(0.5);
    expect(worstShare(fused, autodiff, bound)).toBeLessThan(1);
    for (const name of row.always.of) expect(planted(rule, now, row.always.fraction, name)).toBeGreaterThan(1);
    const undecayed = exact.WQ.map((value, i) => value + rule.eta * rule.lambda * weights.WQ[i]!);
    if (stage === 0 && rule.lambda > 0)
      expect(worstShare({ ...exact, WQ: undecayed }, exact, bound)).toBeGreaterThan(1);
  });

  /**
   * A single step may lose its power over W_Q and W_K to a neuron or a prompt that happens to be within rounding of its kink
   * (measured: 1 in 12 of these), so what counts is the share of steps that see the fault. A witness looks at dozens.
   */
  test('most first steps see 1 % too much of either attention gradient', () => {
    const training = fusedTrainer(loadKernel(), row.setting, row.init, [5, 6]);
    const seen = Array.from({ length: 12 }, (_, i) => {
      const now = atHand(row.setting, row.init, training.batch(i + 1), 1, training.terms(i + 1));
      return planted(rule, now, 0.01, 'WQ') > 1 && planted(rule, now, 0.01, 'WK') > 1;
    });
    expect(seen.filter(Boolean).length).toBeGreaterThan(4);
  });
});

test.each([
  ['frozenAttention', ['WQ', 'WK']],
  ['frozenValue', ['WV']],
  ['frozenMlp', ['WO']],
] as const)('with %s nothing may differ in %j', (flag, kept) => {
  const { weights, batch } = randomCase(tokenShape(AWKWARD_SHAPES.plain!), 1);
  const bound = stepRounding(weights, batch, { eta: 1, lambda: 0.1, [flag]: 1 });
  const names = Object.keys(bound) as (keyof Trained)[];
  expect(names).toEqual(['WQ', 'WK', 'WV', 'WO']);
  expect(names.filter((name) => bound[name]!.every((b) => b === 0))).toEqual(kept);
  expect(names.filter((name) => bound[name]!.every((b) => b > 0)).length).toBe(4 - kept.length);
});

const one = Float32Array.of(1);

test('a neuron within its own rounding of 0 may take either side of the kink, no other', () => {
  const batch = { n: 1, x: one, y: Float32Array.of(1, 1), xq: one, label: one, sign: one };
  const boundWith = (second: number) =>
    stepRounding({ WQ: one, WK: one, WO: Float32Array.of(1, second), r: one }, batch, { eta: 1, lambda: 0 }).WO[0]!;
  // At h = 0 the slope is 1/2 and the mixed label 1: two implementations may differ by the whole step, 1/2, on either side.
  expect(boundWith(-1)).toBeCloseTo(1, 4);
  expect(boundWith(-1 + 2 ** -22)).toBeCloseTo(1, 4);
  expect(boundWith(-0.99)).toBeLessThan(1e-5);
  expect(boundWith(-1.01)).toBeLessThan(1e-5);
});

test('covers a sum over neurons that loses all its small terms, and not much more', () => {
  const m = 4096;
  const WO = new Float32Array(m).fill(2 ** -25);
  WO[0] = 1;
  const weights = { WQ: one, WK: one, WV: one, WO, r: new Float32Array(m).fill(1) };
  const batch = { n: 1, x: one, y: one, xq: one, label: Float32Array.of(-1), sign: one };
  // The loss is 1 + f, so the gradient of W_V is the sum over W_O. In float32 and in order, 1 + 2^-25 + 2^-25 + … stays 1.
  const lost = (m - 1) * 2 ** -25;
  const bound = stepRounding(weights, batch, { eta: 1, lambda: 0, loss: 'hinge' }).WV![0]! / 2;
  expect(lossAndGradient(weights, batch, 'hinge').gradient.WV![0]).toBe(1 + lost);
  expect(bound).toBeGreaterThan(lost);
  expect(bound).toBeLessThan(4 * lost);
});

test('a prompt within its own rounding of the hinge’s kink may take either side, no other', () => {
  const batch = { n: 1, x: one, y: one, xq: one, label: one, sign: one };
  const boundsWith = (WO: number, value: number) => {
    const weights = { WQ: one, WK: one, WV: Float32Array.of(value), WO: Float32Array.of(WO), r: one };
    const { WO: out, WV } = stepRounding(weights, batch, { eta: 1, lambda: 0, loss: 'hinge' });
    return [out[0]!, WV![0]!];
  };
  // f = W_O W_V. A steep prompt moves W_O by W_V and W_V by W_O, one at rest neither; twice that for two implementations.
  for (const off of [0, -(2 ** -22), 2 ** -22]) {
    expect(boundsWith(0.5 + off, 2)).toEqual([expect.closeTo(4, 4), expect.closeTo(1, 4)]);
  }
  for (const bound of [...boundsWith(0.495, 2), ...boundsWith(0.505, 2)]) expect(bound).toBeLessThan(1e-5);
  // Beyond doubt at rest: W_O and W_V are rounded, and there is nothing else.
  expect(boundsWith(0.505, 2)[1]).toBeCloseTo(2 * 3 * 2 ** -24 * 2, 12);
  expect(boundsWith(0.495, 2)[1]).toBeGreaterThan(boundsWith(0.505, 2)[1]! * 1.5);
});
