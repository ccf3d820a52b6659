import { createHash } from 'node:crypto';
import { conceptDictionary } from '../../../generators/concepts/dictionary';
import { referenceProblem } from '../../../generators/concepts/reference';
import { patternsOf } from '../../../generators/patterns/patterns';
import { NO_PATTERN_DEPARTURES, type PatternDepartures } from '../../../generators/patterns/problem';
import { referencePatterns } from '../../../generators/patterns/reference';
import { outOfDomainTasks, tasksOf } from '../../../generators/patterns/tasks';
import { initialWeights } from '../../concepts/weights';
import { idealPatternWeights, initialPatternWeights } from '../../patterns/weights';
import { scaledIdentity } from '../../reference/linear';
import { forward } from '../../reference/transformer';
import type { Batch, Forward, StreamKey, TrainingRule, Weights } from '../../reference/types';
import { axisPatterns } from '../../testing/fixtures';
import { conceptSetting } from '../concept-law';
import { loadKernel } from '../kernel';
import type { PromptLaw } from '../law';
import { patternLaw, patternSetting, testPrompts } from '../pattern-law';
import { PromptSampler } from '../sampler';
import { answerBound } from '../testing/answer-bounds';
import { fusedTrainer } from './fused';

jest.setTimeout(60_000);

/** B and dX + dY are no multiples of 4: what lies behind must count for nothing. */
const PROBLEM = { ...referencePatterns, M2: 7, dX: 14, dY: 5, l: 11, lTest: 9, m: 22, B: 6, eta: 0.5 };
const KEY: StreamKey = [11, 22];
const patterns = patternsOf(PROBLEM, [1, 2]);
const tasks = tasksOf(PROBLEM, [3, 4]);
const init = initialPatternWeights(PROBLEM, [5, 6]);

function settingWith(departures: Partial<PatternDepartures> = {}, rule: Partial<TrainingRule> = {}) {
  const problem = { ...PROBLEM, departures: { ...NO_PATTERN_DEPARTURES, ...departures } };
  const setting = patternSetting(problem, patterns, tasks);
  return { ...setting, rule: { ...setting.rule, ...rule } };
}

const start = (setting = settingWith(), weights = init, key = KEY) => fusedTrainer(loadKernel(), setting, weights, key);

/** Prompts of other length, patterns and tasks than those of training and evaluation. */
function otherLaw(contexts: number): PromptLaw {
  const others = { ...patterns, mu: patterns.muOut, nu: patterns.nuOut };
  return patternLaw({ ...testPrompts(PROBLEM, others, outOfDomainTasks(PROBLEM)), contexts, alpha: 0.5 });
}

function conceptTrainer() {
  const dictionary = conceptDictionary(referenceProblem, [1, 2]);
  const weights = initialWeights(referenceProblem, [3, 4]);
  return fusedTrainer(loadKernel(), conceptSetting(referenceProblem, dictionary), weights, KEY);
}

function trained(steps: number): Weights {
  const trainer = start();
  trainer.advance(steps);
  return trainer.weights();
}

/** Weights whose answer to one context is its label, without any rounding: half of the neurons pass z q, the others −z q. */
function exactlyOne({ dX, dY, m }: typeof PROBLEM): Weights {
  const d = dX + dY;
  const sign = (i: number): 1 | -1 => (i % 2 === 0 ? 1 : -1);
  const WO = Float32Array.from({ length: m * d }, (_, at) => (at % d === dX ? sign(Math.floor(at / d)) : 0));
  const r = Float32Array.from({ length: m }, (_, i) => (2 * sign(i)) / m);
  return { WQ: scaledIdentity(d, 1), WK: scaledIdentity(d, 1), WV: scaledIdentity(d, 1), WO, r };
}

describe('a training on pattern prompts', () => {
  test('repeats bit for bit, in one go or in pieces, and moves every matrix', () => {
    const pieces = start();
    for (const t of [1, 2, 7, 30, 60]) pieces.advance(t);
    expect(pieces.weights()).toEqual(trained(60));
    for (const name of ['WQ', 'WK', 'WV', 'WO'] as const) expect(trained(60)[name]).not.toEqual(init[name]);
    expect(trained(60).r).toEqual(init.r);
  });

  test('is not changed by trainings of either paper, samplers and evaluations in between, nor changes them', () => {
    const [trainer, other, concepts] = [start(), start(settingWith(), init, [5, 5]), conceptTrainer()];
    const laws = [1, 2, 23, 50].map(otherLaw);
    for (let t = 1; t <= 60; t++) {
      trainer.advance(t);
      if (t % 7 === 0) other.advance(t);
      if (t % 9 === 0) concepts.advance(t);
      if (t % 5 === 0) trainer.evaluate([8, 8], t, 70, laws[t % 4]);
      if (t % 6 === 0) trainer.evaluate([8, 8], t, 70);
      if (t % 11 === 0) new PromptSampler(loadKernel(), laws[t % 4]!).batch(KEY, t, 10);
    }
    expect(trainer.weights()).toEqual(trained(60));
    const [alone, paper] = [start(settingWith(), init, [5, 5]), conceptTrainer()];
    alone.advance(56);
    paper.advance(54);
    expect([other.weights(), concepts.weights()]).toEqual([alone.weights(), paper.weights()]);
  });

  test('goes on from loaded weights as if it had never stopped', () => {
    const late = start();
    late.load(trained(25), 25);
    late.advance(60);
    expect(late.weights()).toEqual(trained(60));
  });

  test('sees the batches that the sampler draws, and cycles through them where they are few', () => {
    const cycling = start(settingWith({ batches: 3 }));
    const sampler = new PromptSampler(loadKernel(), settingWith().training);
    const batches = [1, 2, 3, 1, 2].map((t) => sampler.batch(KEY, t, PROBLEM.B));
    expect([1, 2, 3, 4, 5].map((t) => cycling.batch(t))).toEqual(batches);
  });

  test.each([
    ['frozenAttention', ['WQ', 'WK'], ['WV', 'WO']],
    ['frozenMlp', ['WV', 'WO'], ['WQ', 'WK']],
  ] as const)('%s keeps its matrices and moves the others as ever', (frozen, kept, moved) => {
    const [free, trainer] = [start(), start(settingWith({ [frozen]: 1 }))];
    free.advance(1);
    trainer.advance(1);
    const [weights, unfrozen] = [trainer.weights(), free.weights()];
    for (const name of moved) {
      expect(weights[name]).toEqual(unfrozen[name]);
      expect(weights[name]).not.toEqual(init[name]);
    }
    trainer.advance(40);
    for (const name of kept) expect(trainer.weights()[name]).toEqual(init[name]);
  });

  test('without a W_V is the training whose W_V is the identity and stays', () => {
    const d = PROBLEM.dX + PROBLEM.dY;
    const { WV: _, ...without } = init;
    const identity = { ...init, WV: Float32Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0)) };
    const frozen = { attention: false, value: true, mlp: false };
    const [bare, fixed] = [start(settingWith(), without), start(settingWith({}, { frozen }), identity)];
    for (const trainer of [bare, fixed]) expect(trainer.advance(40)).toBeUndefined();
    expect(bare.weights().WV).toBeUndefined();
    expect({ ...bare.weights(), WV: identity.WV }).toEqual(fixed.weights());
    expect(bare.weights().WQ).not.toEqual(init.WQ);
    expect(bare.evaluate([1, 1], 1, 70, otherLaw(4))).toEqual(fixed.evaluate([1, 1], 1, 70, otherLaw(4)));
  });

  test('moves nothing where no prompt is below the kink', () => {
    const ideal = idealPatternWeights(PROBLEM, patterns);
    const trainer = start(settingWith({}, { frozen: { attention: false, value: false, mlp: false } }), ideal);
    // Three batches in which both patterns of the task are at hand.
    const steps = [1, 2, 3, 4, 5, 6].filter((t) => trainer.forwardBatch(t).loss === 0);
    expect(steps.length).toBeGreaterThan(1);
    for (const t of steps) {
      trainer.load(ideal, t - 1);
      expect(trainer.advance(t)).toBeUndefined();
      expect(trainer.weights()).toEqual(ideal);
    }
  });

  /** A step on a batch without any loss is left out, so weights decay here: by a factor that rounds nothing. */
  test.each(['features', 'tokens'] as const)(
    'has no slope where the margin is exactly 1, in the space of %s',
    (space) => {
      const problem = { ...PROBLEM, l: 1, alpha: 1, K: 0, beta: 1, m: 16, B: 1 };
      const { rule, ...laws } = patternSetting(problem, axisPatterns(problem), tasksOf(problem, [3, 4]));
      const setting = { ...laws, rule: { ...rule, lambda: 0.5 } };
      const weights = exactlyOne(problem);
      const trainer = fusedTrainer(loadKernel(), setting, weights, KEY, space);
      const margins = [1, 2, 3, 4, 5, 6, 7, 8].map((t) => {
        const { f, label } = trainer.forwardBatch(t);
        return f[0]! * label[0]!;
      });
      // The context is of the query's pattern, or of the other one of the task, whose label is the opposite.
      expect(new Set(margins)).toEqual(new Set([-1, 1]));
      for (const [i, margin] of margins.entries()) {
        trainer.load(weights, i);
        expect(trainer.advance(i + 1)).toBeUndefined();
        const { WQ, WK, WV, WO } = trainer.weights();
        const decayed = [weights.WQ, weights.WK, weights.WV!, weights.WO].map((matrix) => matrix.map((w) => w * 0.75));
        if (margin === 1) expect([WQ, WK, WV, WO]).toEqual(decayed);
        else expect([WQ, WK, WV, WO]).not.toEqual(decayed);
      }
    },
  );

  test('moves on where a single prompt is', () => {
    const weights = trained(200);
    const trainer = start(settingWith(), weights);
    const steep = (t: number) => {
      const { f, label } = trainer.forwardBatch(t);
      return f.filter((value, b) => value * label[b]! < 1).length;
    };
    const t = Array.from({ length: 60 }, (_, i) => i + 1).find((step) => steep(step) === 1)!;
    trainer.load(weights, t - 1);
    trainer.advance(t);
    for (const name of ['WQ', 'WK', 'WV', 'WO'] as const) expect(trainer.weights()[name]).not.toEqual(weights[name]);
  });

  test('stops at the first step whose loss is not finite, says what it was, and says so again', () => {
    const trainer = start(settingWith({}, { eta: 1e30 }));
    const divergence = trainer.advance(50)!;
    expect(divergence.what).toMatch(/^loss is (NaN|Infinity)$/);
    expect(divergence.step).toBeGreaterThan(1);
    expect(trainer.step).toBe(divergence.step - 1);
    expect(trainer.advance(60)).toEqual(divergence);
    const again = start(settingWith({}, { eta: 1e30 }));
    expect(again.advance(divergence.step - 1)).toBeUndefined();
    expect(again.advance(divergence.step)).toEqual(divergence);
  });

  test.each(['WQ', 'WK', 'WV', 'WO'] as const)('a NaN in %s is not silenced', (name) => {
    const trainer = start();
    const weights = trainer.weights();
    weights[name]![5] = Number.NaN;
    trainer.load(weights, 0);
    expect(trainer.advance(5)).toEqual({ step: 1, what: 'loss is NaN' });
  });

  /** The promise of bit-identity on every machine and Node version. A change of the kernel's arithmetic changes it knowingly. */
  test('has these very bits', () => {
    const { WQ, WK, WV, WO } = trained(200);
    const hash = createHash('sha256');
    for (const matrix of [WQ, WK, WV!, WO]) hash.update(new Uint8Array(matrix.buffer));
    expect(hash.digest('hex').slice(0, 16)).toBe('2656e4989edaf0fc');
  });
});

/** The largest deviation of answers from float64 ones, as a share of its bound. */
function worstAnswer(weights: Weights, prompts: Batch, { f, attention }: Forward): number {
  const exact = forward(weights, prompts, 'hinge');
  const L = attention.length / prompts.n;
  let worst = 0;
  for (let b = 0; b < prompts.n; b++) {
    const bound = answerBound(weights, prompts, b);
    worst = Math.max(worst, Math.abs(f[b]! - exact.f[b]!) / bound.f);
    for (let at = b * L; at < (b + 1) * L; at++) {
      const s = exact.attention[at]!;
      worst = Math.max(worst, Math.abs(attention[at]! - s) / (bound.attention * s + 2 ** -126));
    }
  }
  return worst;
}

describe('an evaluation', () => {
  const weights = trained(100);
  const trainer = start(settingWith({ queryFlips: 0.5 }), weights);

  /** The same prompts from the sampler and what float64 makes of them. */
  function expectAnswers(law: PromptLaw, n = 70): void {
    const answers = trainer.evaluate([4, 4], 2, n, law);
    const prompts = new PromptSampler(loadKernel(), law).batch([4, 4], 2, n);
    expect([answers.label, answers.sign]).toEqual([prompts.label, prompts.sign]);
    expect(worstAnswer(weights, prompts, answers)).toBeLessThanOrEqual(1);
  }

  test('gives the float64 answers, whatever the number of contexts, under laws never met before', () => {
    for (let l = 1; l <= 50; l++) expectAnswers(otherLaw(l), 66);
  });

  test('of held-out tasks is the default, with labels that training would flip', () => {
    const { training, evaluation } = settingWith({ queryFlips: 0.5 });
    expectAnswers(evaluation);
    expectAnswers(training);
    const own = new PromptSampler(loadKernel(), evaluation).batch([4, 4], 2, 70);
    expect(trainer.evaluate([4, 4], 2, 70).label).toEqual(own.label);
  });

  test('is bounded tightly enough to see 1 % of f', () => {
    const law = otherLaw(12);
    const prompts = new PromptSampler(loadKernel(), law).batch([4, 4], 2, 70);
    const answers = trainer.evaluate([4, 4], 2, 70, law);
    expect(worstAnswer(weights, prompts, answers)).toBeLessThanOrEqual(1);
    const off = { ...answers, f: answers.f.map((value) => 1.01 * value) };
    expect(worstAnswer(weights, prompts, off)).toBeGreaterThan(1);
  });

  test('of n prompts is the head of an evaluation of more', () => {
    const law = otherLaw(7);
    const [longer, shorter] = [trainer.evaluate([4, 4], 2, 300, law), trainer.evaluate([4, 4], 2, 67, law)];
    expect(shorter.f).toEqual(longer.f.slice(0, 67));
    expect(shorter.attention).toEqual(longer.attention.slice(0, 67 * 7));
    expect(shorter.sign).toEqual(longer.sign.slice(0, 67 * 7));
  });

  test('under a law of other dimensions is refused in one sentence, and the training goes on', () => {
    const problem = { ...PROBLEM, dY: 6 };
    const { training } = patternSetting(problem, patternsOf(problem, [1, 2]), tasks);
    const beside = start();
    beside.advance(20);
    expect(() => beside.evaluate([1, 1], 1, 5, training)).toThrow(
      new RangeError('fusedTrainer: expected a law with dX = 19, dY = 19, shared, got dX = 20, dY = 20, shared'),
    );
    beside.advance(60);
    expect(beside.weights()).toEqual(trained(60));
  });
});

/** Six prompts in two vectors of four: the loss and its gradient are those of six. */
test('the loss is the hinge loss of the B prompts, after evaluations that leave other labels behind them', () => {
  const trainer = start();
  trainer.evaluate([8, 8], 1, 64);
  const batch = trainer.batch(4);
  const exact = forward(init, batch, 'hinge');
  const bounds = Array.from({ length: batch.n }, (_, b) => answerBound(init, batch, b).f);
  const { loss } = trainer.forwardBatch(4);
  expect(exact.loss).toBeGreaterThan(0.1);
  // 1 − z f is rounded once beside f, and is at most 4 here
  expect(Math.abs(loss - exact.loss)).toBeLessThanOrEqual(Math.max(...bounds) + 4 * 2 ** -24);
});
