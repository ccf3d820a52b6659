import { createHash } from 'node:crypto';
import { patternsOf } from '../../../generators/patterns/patterns';
import { NO_PATTERN_DEPARTURES, type PatternProblem } from '../../../generators/patterns/problem';
import { referencePatterns } from '../../../generators/patterns/reference';
import { tasksOf } from '../../../generators/patterns/tasks';
import { initialPatternWeights } from '../../patterns/weights';
import { stepRounding, type Terms } from '../../reference/rounding';
import { forward, lossAndGradient, sgdStep, stepRule } from '../../reference/transformer';
import type { Batch, Forward, StreamKey, TrainingRule, Weights } from '../../reference/types';
import { type Matrices, worstShare } from '../../testing/fixtures';
import type { PromptSpace } from '../feature-plan';
import { loadKernel } from '../kernel';
import type { TrainingSetup } from '../law';
import { type PatternPrompts, patternLaw, patternSetting, testPrompts, trainingPrompts } from '../pattern-law';
import { PromptSampler } from '../sampler';
import { answerBound } from '../testing/answer-bounds';
import { decodePatterns } from '../testing/decoded-patterns';
import { type FusedTrainer, fusedTrainer } from './fused';

/**
 * The pass in the space of features against the pass over tokens, and both against float64. Shapes are chosen so that every
 * padding is at work: rows of features, contexts, d, m and B that are no multiples of 4.
 */
jest.setTimeout(60_000);

const KEY: StreamKey = [31, 32];
const small = { ...referencePatterns, M2: 7, dX: 14, dY: 5, l: 11, lTest: 9, m: 22, B: 6, eta: 0.5 };

interface Case {
  readonly problem: PatternProblem;
  readonly rule?: Partial<TrainingRule>;
  readonly prompts?: Partial<PatternPrompts>;
  readonly value?: boolean;
}

const departing = { ...NO_PATTERN_DEPARTURES, contextFlips: 0.2, queryFlips: 0.1, skew: 0.3 };

const CASES: Readonly<Record<string, Case>> = {
  'the reference problem': { problem: referencePatterns },
  'nothing a multiple of 4': { problem: small },
  'all departures of prompts, one context': { problem: { ...small, l: 1, departures: departing } },
  'logistic loss, decay of weights and steps': {
    problem: small,
    rule: { loss: 'logistic', lambda: 0.01, stepRate: 0.1, stepPower: 0.75 },
  },
  'no irrelevant patterns': { problem: small, prompts: { nu: [] } },
  'no W_V': { problem: small, value: false },
  'frozen attention': { problem: small, rule: { frozen: { attention: true, value: false, mlp: false } } },
  'frozen W_V': { problem: small, rule: { frozen: { attention: false, value: true, mlp: false } } },
  'frozen W_O': { problem: small, rule: { frozen: { attention: false, value: false, mlp: true } } },
  'a finite set of batches': { problem: small, rule: { batches: 2 } },
  'large κ, two patterns': {
    problem: { ...small, M1: 2, M1Out: 2, alpha: 1, alphaTest: 1, shifts: 1, K: 3, departures: departing },
    prompts: {
      tasks: [
        [0, 1],
        [1, 0],
      ],
    },
  },
};

interface Made {
  readonly setting: TrainingSetup;
  readonly init: Weights;
  /** What prompts are made of. */
  readonly training: PatternPrompts;
  readonly test: PatternPrompts;
}

function made({ problem, rule, prompts, value = true }: Case): Made {
  const patterns = patternsOf(problem, [1, 2]);
  const given = prompts?.tasks;
  const tasks = given ? { training: given, heldOut: given } : tasksOf(problem, [3, 4]);
  const { WV, ...rest } = initialPatternWeights(problem, [5, 6]);
  const training = { ...trainingPrompts(problem, patterns, tasks.training), ...prompts };
  const test = { ...testPrompts(problem, patterns, tasks.heldOut), ...prompts };
  const setting = {
    rule: { ...patternSetting(problem, patterns, tasks).rule, ...rule },
    training: patternLaw(training, true),
    evaluation: patternLaw(test, true),
  };
  return { setting, training, test, init: value ? { ...rest, WV: WV! } : rest };
}

/** The same training in both spaces, before step 1 or from later weights. */
function both(given: Case, steps = 0): Record<'features' | 'tokens', FusedTrainer> {
  const { setting, init } = made(given);
  const start = (space: PromptSpace) => fusedTrainer(loadKernel(), setting, init, KEY, space);
  const [features, tokens] = [start('features'), start('tokens')];
  tokens.advance(steps);
  features.load(tokens.weights(), steps);
  return { features, tokens };
}

/** The terms of a batch, read back through the patterns. */
function termsOf(prompts: PatternPrompts, batch: Batch): Terms {
  const { relevant, irrelevant, kappa, embedded } = decodePatterns(prompts, batch);
  const { mu, nu, q, contexts: L } = prompts;
  const d = batch.xq.length / batch.n;
  const noiseOf = (i: number, at: number): number => kappa[i]! * (nu[irrelevant[i]!]?.[at] ?? 0);
  const size = (i: number, at: number): number => {
    const label = embedded[i]! * (q[at - d + q.length] ?? 0);
    return Math.abs(mu[relevant[i]!]![at] ?? 0) + Math.abs(noiseOf(i, at)) + Math.abs(label);
  };
  const x = batch.x.map((_, i) => size(Math.floor(i / d) + Math.floor(i / d / L), i % d));
  const noise = batch.xq.map((_, i) => noiseOf(Math.floor(i / d) * (L + 1) + L, i % d));
  return { x, noise, features: mu.length + Math.max(nu.length, 1) + 1 };
}

type Answers = Pick<Forward, 'f' | 'attention'>;

/** The largest deviation of answers from exact ones, as a share of its bound. */
function worstAnswer(
  weights: Weights,
  batch: Batch,
  sizes: Terms,
  exact: ReturnType<typeof forward>,
  answers: Answers,
): number {
  const L = answers.attention.length / batch.n;
  const shares = Array.from(answers.f, (f, b) => {
    const bound = answerBound(weights, batch, b, sizes);
    const off = Array.from(answers.attention.subarray(b * L, (b + 1) * L), (s, l) => {
      const right = exact.attention[b * L + l]!;
      return Math.abs(s - right) / (bound.attention * right + 2 ** -126);
    });
    return Math.max(Math.abs(f - exact.f[b]!) / bound.f, ...off);
  });
  return Math.max(...shares);
}

describe.each(Object.entries(CASES))('%s', (_, given) => {
  const { rule } = made(given).setting;

  test('batches are those of the sampler in either space', () => {
    const { features, tokens } = both(given);
    const sampler = new PromptSampler(loadKernel(), made(given).setting.training);
    for (const t of [1, 2]) {
      const batch = sampler.batch(KEY, t, rule.B);
      expect(features.batch(t)).toEqual(batch);
      expect(tokens.batch(t)).toEqual(batch);
    }
    expect(tokens.terms(1)).toBeUndefined();
  });

  test.each([0, 1, 20, 60])('step %d + 1 is that of float64 and of the other space, within rounding', (steps) => {
    const { features, tokens } = both(given, steps);
    const [weights, batch, terms] = [features.weights(), features.batch(steps + 1), features.terms(steps + 1)];
    const step = stepRule(rule, steps + 1);
    const bound = stepRounding(weights, batch, step, terms);
    const exact = sgdStep(weights, batch, step).weights;
    for (const trainer of [features, tokens]) expect(trainer.advance(steps + 1)).toBeUndefined();
    // A bound is for two implementations: one against exact arithmetic takes half.
    expect(worstShare(features.weights(), exact, bound)).toBeLessThan(0.5);
    expect(worstShare(features.weights(), tokens.weights(), bound)).toBeLessThan(1);
  });

  test('terms are those that its patterns have', () => {
    const { features } = both(given);
    const [batch, terms] = [features.batch(3), features.terms(3)!];
    const { training } = made(given);
    const read = termsOf(training, batch);
    expect(terms.features).toBe(read.features);
    const off = (name: 'x' | 'noise') => Math.max(...terms[name]!.map((value, i) => Math.abs(value - read[name]![i]!)));
    // Entries are below 10, and κ is read back to a few roundings of 2^-24.
    expect(Math.max(off('x'), off('noise'))).toBeLessThan(1e-5);
  });

  test('answers are those of float64, within rounding', () => {
    const { features, tokens } = both(given, 40);
    const { setting, test: of } = made(given);
    const prompts = new PromptSampler(loadKernel(), setting.evaluation).batch([4, 4], 2, 70);
    const weights = features.weights();
    const [exact, sizes] = [forward(weights, prompts, rule.loss), termsOf(of, prompts)];
    for (const trainer of [features, tokens]) {
      const { f, attention, label, sign } = trainer.evaluate([4, 4], 2, 70);
      expect([label, sign]).toEqual([prompts.label, prompts.sign]);
      expect(worstAnswer(weights, prompts, sizes, exact, { f, attention })).toBeLessThanOrEqual(1);
    }
  });
});

const REFERENCE: Case = { problem: referencePatterns };
/** From here on few prompts are below the kink. */
const LATE = 30;

function start(given: Case, space?: PromptSpace): FusedTrainer {
  const { setting, init } = made(given);
  return fusedTrainer(loadKernel(), setting, init, KEY, space);
}

function trained(given: Case, steps: number, space?: PromptSpace): Weights {
  const trainer = start(given, space);
  trainer.advance(steps);
  return trainer.weights();
}

describe('by size', () => {
  test('31 features stand in for 128 prompts, 14 do not for 6', () => {
    const [features, tokens] = (['features', 'tokens'] as const).map((space) => trained(REFERENCE, 5, space));
    expect(features).not.toEqual(tokens);
    expect(trained(REFERENCE, 5)).toEqual(features);
    expect(trained({ problem: small }, 5)).toEqual(trained({ problem: small }, 5, 'tokens'));
    expect(trained({ problem: small }, 5)).not.toEqual(trained({ problem: small }, 5, 'features'));
  });

  test('answers do not depend on how many are asked for', () => {
    const trainer = start(REFERENCE);
    trainer.advance(30);
    const [longer, shorter] = [300, 3].map((n) => trainer.evaluate([4, 4], 2, n));
    expect(shorter!.f).toEqual(longer!.f.slice(0, 3));
    expect(shorter!.attention).toEqual(longer!.attention.slice(0, 3 * referencePatterns.lTest));
  });
});

describe('a training in the space of features', () => {
  test('repeats bit for bit in pieces, with evaluations and other trainings in between, from loaded weights', () => {
    const [pieces, other] = [start(REFERENCE, 'features'), start({ problem: small }, 'features')];
    const longer = made({ problem: { ...referencePatterns, lTest: 33 } }).setting.evaluation;
    for (const t of [1, 2, 7, 30, 60]) {
      pieces.advance(t);
      pieces.evaluate([8, 8], t, 70, t === 7 ? longer : undefined);
      other.advance(t);
      pieces.forwardBatch(t);
      pieces.terms(t);
    }
    expect(pieces.weights()).toEqual(trained(REFERENCE, 60, 'features'));
    expect(other.weights()).toEqual(trained({ problem: small }, 60, 'features'));
    const late = start(REFERENCE, 'features');
    late.load(trained(REFERENCE, 25, 'features'), 25);
    late.advance(60);
    expect(late.weights()).toEqual(pieces.weights());
  });

  test('has these very bits', () => {
    const { WQ, WK, WV, WO } = trained(REFERENCE, 60, 'features');
    const hash = createHash('sha256');
    for (const matrix of [WQ, WK, WV!, WO]) hash.update(new Uint8Array(matrix.buffer));
    expect(hash.digest('hex').slice(0, 16)).toBe('afab2708e2d0a014');
  });

  test.each(['WQ', 'WK', 'WV', 'WO'] as const)('a NaN in %s is not silenced', (name) => {
    const trainer = start(REFERENCE, 'features');
    const weights = trainer.weights();
    weights[name]![5] = Number.NaN;
    trainer.load(weights, 0);
    expect(trainer.advance(5)).toEqual({ step: 1, what: 'loss is NaN' });
  });

  test('stops at the first step whose loss is not finite', () => {
    const steep = { problem: { ...referencePatterns, eta: 1e30 } };
    const trainer = start(steep, 'features');
    const divergence = trainer.advance(50)!;
    expect(divergence.what).toMatch(/^loss is (NaN|-?Infinity)$/);
    expect(trainer.step).toBe(divergence.step - 1);
    expect(trainer.advance(60)).toEqual(divergence);
  });

  test('passes over prompts beyond the kink: a batch of which few have a slope moves as in float64', () => {
    const weights = trained(REFERENCE, LATE, 'features');
    const trainer = start(REFERENCE, 'features');
    trainer.load(weights, LATE);
    const steep = (t: number) => {
      const { f, label } = trainer.forwardBatch(t);
      return f.filter((value, b) => value * label[b]! < 1).length;
    };
    const steps = Array.from({ length: 60 }, (_, i) => LATE + 1 + i);
    const found = [1, 2].map((count) => steps.find((step) => steep(step) === count)!);
    for (const t of found) {
      trainer.load(weights, t - 1);
      const rule = stepRule(made(REFERENCE).setting.rule, t);
      const bound = stepRounding(weights, trainer.batch(t), rule, trainer.terms(t));
      const exact = sgdStep(weights, trainer.batch(t), rule).weights;
      trainer.advance(t);
      expect(worstShare(trainer.weights(), exact, bound)).toBeLessThan(0.5);
      for (const name of ['WQ', 'WK', 'WV', 'WO'] as const) expect(trainer.weights()[name]).not.toEqual(weights[name]);
    }
    const idle = steps.find((step) => steep(step) === 0)!;
    trainer.load(weights, idle - 1);
    trainer.advance(idle);
    expect(trainer.weights()).toEqual(weights);
  });

  test('is bounded tightly enough to see 2 % of any gradient', () => {
    const { features } = both(REFERENCE, 5);
    const [weights, batch, rule] = [features.weights(), features.batch(6), stepRule(made(REFERENCE).setting.rule, 6)];
    const bound = stepRounding(weights, batch, rule, features.terms(6));
    const { gradient } = lossAndGradient(weights, batch, 'hinge');
    const exact = sgdStep(weights, batch, rule).weights;
    for (const name of ['WQ', 'WK', 'WV', 'WO'] as const) {
      const off = exact[name]!.map((w, i) => w - 0.02 * rule.eta * gradient[name]![i]!);
      expect(worstShare({ ...exact, [name]: off } as Matrices, exact, bound)).toBeGreaterThan(1);
    }
  });
});
